import Support

@testable import Brief
@testable import Load

/// A small release: five areas, eight indicators, two themes, one board and a hostile name.
enum SampleRows {
  /// The briefing of an area of the sample, with rows added or changed by more SQL.
  static func briefing(
    _ code: String = "E06000018", _ more: String = "", after earlier: SampleDatabase? = nil,
    _ change: (inout BriefingOptions) -> Void = { _ in }
  ) throws -> AreaBriefing {
    let sample = try database(more)
    let database = try Database(readOnly: sample.path)
    let before = try earlier.map { try Database(readOnly: $0.path) }
    var options = options
    change(&options)
    return try brief(code, from: database, after: before, options)
  }

  static func database(_ more: String = "") throws -> SampleDatabase {
    try SampleDatabase([
      Schema.tables, sources, areas, place, indicators, observations, assessments, board,
      catalogue, responsibilities, more, Schema.indexes, Schema.views,
    ])
  }

  private static var options: BriefingOptions {
    var options = BriefingOptions()
    options.day = CalendarDay("2026-11-22")
    return options
  }

  static let hostile = "<script>alert('x')</script> | \"a\" & *b*"

  private static let sources = """
    INSERT INTO release VALUES ('number', '7');
    INSERT INTO source
      (source_id, name, publisher, address, licence, attribution, is_illustrative) VALUES
      ('fingertips', 'Fingertips', 'DHSC', 'https://fingertips.phe.org.uk/',
        'Open Government Licence v3.0', '© Crown copyright.', 1),
      ('pages', 'Board pages', 'Councils', 'javascript:alert(1)', 'Titles and links only', '', 0);
    INSERT INTO snapshot VALUES
      (1, 'fingertips', 'indicators.csv', 'https://fingertips.phe.org.uk/api/a.csv',
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 9,
        '2026-11-20T09:00:00Z', 9, 9, 0, 0, 0);
    """

  private static let areas = """
    INSERT INTO area VALUES
      (1, 'E92000001', 'England', 'country', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL),
      (2, 'E12000004', 'East Midlands', 'region', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL),
      (3, 'E06000018', 'Nottingham', 'unitary_authority', NULL, NULL, 1, 'E23000018',
        'E54000060', 'East Midlands', NULL, NULL),
      (4, 'E23000018', 'Nottinghamshire', 'police_force_area', NULL, NULL, 1, NULL, NULL, NULL,
        NULL, NULL),
      (5, 'E08000038', 'Barnsley', 'metropolitan_district', '2025-04-01', NULL, 1, NULL, NULL,
        NULL, NULL, NULL),
      (6, 'E08000016', 'Barnsley', 'metropolitan_district', NULL, '2025-04-01', 1, NULL, NULL,
        NULL, NULL, NULL),
      (7, 'E10000024', 'Nottinghamshire', 'county', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL),
      (8, 'E07000176', 'Rushcliffe', 'non_metropolitan_district', NULL, NULL, 1, 'E23000018',
        NULL, NULL, NULL, NULL),
      (9, 'E10000021', 'Northamptonshire', 'county', NULL, '2021-04-01', 1, NULL, NULL, NULL,
        NULL, NULL),
      (10, 'E06000061', 'North Northamptonshire', 'unitary_authority', NULL, NULL, 1, NULL, NULL,
        NULL, NULL, NULL),
      (11, 'E06000062', 'West Northamptonshire', 'unitary_authority', NULL, NULL, 1, NULL, NULL,
        NULL, NULL, NULL);
    INSERT INTO area_parent (area_code, parent_code, kind) VALUES
      ('E06000018', 'E12000004', 'region'), ('E07000176', 'E10000024', 'upper_tier');
    INSERT INTO area_succession VALUES
      ('E08000016', 'E08000038', '2025-04-01', 'near_same_extent', 'with_caution', 'recode'),
      ('E10000021', 'E06000061', '2021-04-01', 'split_into', 'no', NULL),
      ('E10000021', 'E06000062', '2021-04-01', 'split_into', 'no', NULL);
    """

  private static let place = """
    INSERT INTO prison VALUES ('NMI', 'HMP/YOI Nottingham', 'open', 'male', 'B',
      'HMPPS (public)', 'NG5 3AG', 'E06000018', 'E06000018');
    INSERT INTO probation_delivery_unit (unit_code, unit_name, probation_region, area_code) VALUES
      ('N53NCTY', 'Nottingham City', 'East Midlands', 'E06000018');
    INSERT INTO community_safety_partnership VALUES ('E22000176', 'E06000018', 'Nottingham');
    INSERT INTO deprivation VALUES ('E06000018', 2025, 'upper', 33.7, 15, 153, 1, 0.31);
    INSERT INTO neighbour VALUES ('E06000018', 'ons_global', 1, 'E08000038');
    """

  private static let indicators = """
    INSERT INTO theme VALUES
      ('mental_health', 1, 'Mental health', 'Self-harm, suicide and the care people get.'),
      ('prison', 2, 'Prison and continuity of care', 'Health care after release.');
    INSERT INTO indicator
      (indicator_id, indicator_name, configured_name, short_name, polarity, unit, value_type,
        caution, is_verified) VALUES
      (1, 'Suicide rate', NULL, NULL, 'low', 'per 100,000', 'Directly standardised rate', NULL, 1),
      (2, 'Self-harm admissions', NULL, NULL, 'low', 'per 100,000', NULL, 'Admissions, not people.', 1),
      (3, 'Depression register', NULL, NULL, 'none', '%', 'Proportion', NULL, 1),
      (4, 'Deaths in treatment', NULL, NULL, 'low', '%', 'Proportion', NULL, 1),
      (5, 'Settled accommodation', NULL, NULL, 'high', '%', 'Proportion', NULL, 1),
      (6, 'Engaged after release', NULL, NULL, 'high', '%', 'Proportion', NULL, 1),
      (7, \(quoted(hostile)), NULL, NULL, NULL, 'per 1,000', NULL, NULL, 1),
      (8, 'Offences', NULL, NULL, 'low', 'per 1,000', NULL, NULL, 1);
    INSERT INTO theme_indicator VALUES
      ('mental_health', 1, 1, NULL, NULL), ('mental_health', 2, 2, NULL, NULL),
      ('mental_health', 3, 3, NULL, NULL), ('mental_health', 4, 4, NULL, NULL),
      ('mental_health', 5, 5, NULL, NULL), ('mental_health', 6, 8, NULL, NULL),
      ('prison', 1, 6, NULL, NULL);
    INSERT INTO stratum VALUES
      (1, 'Persons', '10+ yrs', NULL, NULL), (2, 'Male', '18+ yrs', NULL, NULL),
      (3, 'Female', '18+ yrs', NULL, NULL), (4, 'Male', '10+ yrs', NULL, NULL),
      (5, 'Persons', '10+ yrs', 'Deprivation', 'Most deprived tenth');
    INSERT INTO time_period VALUES
      (1, '2020 - 22', 20200000, '2020-01-01', '2022-12-31', 36),
      (2, '2023', 20230000, '2023-01-01', '2023-12-31', 12),
      (3, '2022', 20220000, '2022-01-01', '2022-12-31', 12);
    INSERT INTO value_note VALUES
      (1, 'Value suppressed for disclosure control due to small count'),
      (2, 'LAs are allocated the rate of the police force area within which they sit');
    INSERT INTO published_word VALUES
      (1, 'Worse'), (2, 'Increasing and getting worse'), (3, 'Cannot be calculated'),
      (4, 'Not compared');
    """

  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
