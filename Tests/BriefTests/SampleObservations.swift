extension SampleRows {
  /// One series with one observation: id, area, indicator, stratum, period, months, then the
  /// value with its limits, its note, trend and comparison.
  static func series(
    _ id: Int, _ area: Int, _ indicator: Int, _ stratum: Int, _ period: Int, _ months: Int,
    _ figures: String
  ) -> String {
    """
    INSERT INTO series VALUES (\(id), \(area), \(indicator), \(stratum), \(months), \(id), \(id));
    INSERT INTO observation
      (observation_id, series_id, time_period_id, value, lower_ci95, upper_ci95, value_note_id,
      published_trend_id, published_comparison_england_id, snapshot_id, source_line)
    VALUES (\(id), \(id), \(period), \(figures), 1, \(100 + id));
    """
  }

  static let observations = [
    // A rate that the publisher calls worse, with pooled years.
    series(1, 1, 1, 1, 1, 36, "10.34, 10.1, 10.6, NULL, NULL, NULL"),
    series(2, 2, 1, 1, 1, 36, "9.8, 9.1, 10.5, NULL, NULL, NULL"),
    series(3, 3, 1, 1, 1, 36, "14.26, 11.9, 16.8, NULL, 2, 1"),
    series(4, 3, 1, 4, 1, 36, "20.0, 18.0, 22.0, NULL, NULL, 1"),
    series(5, 3, 1, 5, 1, 36, "30.0, 28.0, 32.0, NULL, NULL, 1"),
    // No word of the publisher's: the interval says better.
    series(6, 1, 2, 1, 2, 12, "200.0, 198.0, 202.0, NULL, NULL, NULL"),
    series(7, 3, 2, 1, 2, 12, "150.0, 140.0, 160.0, NULL, 3, NULL"),
    // Without an interval.
    series(8, 1, 3, 1, 2, 12, "12.0, 11.9, 12.1, NULL, NULL, NULL"),
    series(9, 3, 3, 1, 2, 12, "15.0, NULL, NULL, NULL, NULL, NULL"),
    // Suppressed.
    series(10, 1, 4, 1, 2, 12, "0.5, 0.4, 0.6, NULL, NULL, NULL"),
    series(11, 3, 4, 1, 2, 12, "NULL, NULL, NULL, 1, 2, 1"),
    // Each sex, and England of another year.
    series(12, 1, 5, 2, 3, 12, "60.0, 59.0, 61.0, NULL, NULL, NULL"),
    series(13, 3, 5, 2, 2, 12, "50.0, 45.0, 55.0, NULL, NULL, NULL"),
    series(14, 3, 5, 3, 2, 12, "55.0, 50.0, 60.0, NULL, NULL, 4"),
    // Asked for by no theme, with markup in its name.
    series(15, 3, 7, 1, 2, 12, "1234.5, 1200.0, 1300.0, NULL, NULL, NULL"),
    // A police force's rate, worse by the publisher's word and not by the interval.
    series(16, 1, 8, 1, 2, 12, "30.0, 29.0, 31.0, NULL, NULL, NULL"),
    series(17, 3, 8, 1, 2, 12, "31.0, 28.0, 33.0, 2, NULL, 1"),
    // Barnsley under its former code, and the county of a district.
    series(18, 6, 1, 1, 1, 36, "11.0, 9.0, 13.0, NULL, NULL, NULL"),
    series(19, 7, 2, 1, 2, 12, "190.0, 180.0, 200.0, NULL, NULL, NULL"),
  ].joined()

  /// Words of the judgements by name, and what the release found for the series above.
  static let assessments =
    """
    INSERT INTO judgement_word VALUES
      (1, 'better'), (2, 'similar'), (3, 'worse'), (4, 'not_compared'), (7, 'increasing'),
      (10, 'cannot_be_calculated'), (11, 'no_benchmark'), (12, 'confidence_limits_missing'),
      (13, 'suppressed'), (15, 'fewer_than_five_points'), (16, 'fewer_than_five_neighbours'),
      (17, 'value_of_larger_area'), (19, 'low'), (20, 'high'), (21, 'none'), (23, 'no_region');
    """
    + [
      "3, 19, 10.34, 3, NULL, 9.8, 3, NULL, 12.0, 2, NULL, 7, NULL, 140, 151, 5, NULL, 1, 5.1, 8.2,"
        + " 12.0, 20.3",
      "7, 19, 200, 1, NULL, NULL, 4, 11, NULL, 4, 16, 10, 15, 12, 151, 1, NULL, NULL, 100, 170, 240,"
        + " 400",
      "9, 21, 12, 4, 12, NULL, 4, 11, NULL, 4, 16, 10, 12, 90, 151, 3, NULL, NULL, 5, 9, 15, 20",
      "11, 19, 0.5, 4, 13, NULL, 4, 13, NULL, 4, 13, 10, 15, NULL, 0, NULL, 13, NULL, NULL, NULL,"
        + " NULL, NULL",
      "13, 20, NULL, 4, 11, NULL, 4, 11, NULL, 4, 16, 10, 15, 3, 9, 2, NULL, NULL, NULL, NULL, NULL,"
        + " NULL",
      "14, 20, NULL, 4, 11, NULL, 4, 11, NULL, 4, 16, 10, 15, 4, 9, 2, NULL, NULL, NULL, NULL, NULL,"
        + " NULL",
      "17, 19, 30, 2, NULL, NULL, 4, 11, NULL, 4, 17, 10, 15, NULL, 0, NULL, 17, 0, NULL, NULL, NULL,"
        + " NULL",
      "18, 19, 10.34, 2, NULL, NULL, 4, 23, NULL, 4, 16, 10, 15, 70, 151, 3, NULL, NULL, 5.1, 8.2,"
        + " 12.0, 20.3",
    ].map { "INSERT INTO assessment (\(assessmentColumns)) VALUES (\($0));" }.joined()

  private static let assessmentColumns = """
    series_id, polarity_id, england_value, england_comparison_id, england_reason_id, region_value,
    region_comparison_id, region_reason_id, neighbour_median, neighbour_comparison_id,
    neighbour_reason_id, trend_id, trend_reason_id, rank, ranked_areas, quintile, rank_reason_id,
    agrees, lowest_value, lower_quartile, upper_quartile, highest_value
    """

  static let responsibilities = """
    INSERT INTO responsibility VALUES
      ('icb', 2, 'Integrated care board', 'Plans NHS care.', 'integrated_care_board'),
      ('pcc', 1, 'Police and crime commissioner', 'Sets the plan.', 'police_force'),
      ('drugs', 3, 'Drugs partnership', 'Brings all together.', 'nobody');
    INSERT INTO responsibility_theme VALUES
      ('mental_health', 'icb'), ('prison', 'pcc'), ('prison', 'drugs');
    INSERT INTO responsibility_source VALUES
      ('icb', 1, 'Health and Care Act 2022', 'https://www.legislation.gov.uk/ukpga/2022/31'),
      ('pcc', 1, 'Police Act', 'javascript:alert(1)');
    INSERT INTO responsibility_exception VALUES ('pcc', 'E23000018', 'Mayor of Nottinghamshire');
    """

  static let board = """
    INSERT INTO board VALUES
      ('E06000018', 'Nottingham City Health and Wellbeing Board', 'own board', NULL);
    INSERT INTO strategy VALUES
      (1, 'E06000018', 'Joint Strategy 2025-2028', 2025, 2028, 'current',
        'https://example.org/strategy', '2026-11-01', 'the council’s page'),
      (2, 'E06000018', 'Joint Strategy 2018-2023', 2018, 2023, 'current', 'javascript:alert(1)',
        NULL, 'a public copy');
    INSERT INTO priority (priority_id, strategy_id, number, text, needs_checking) VALUES
      (1, 1, 1, 'Severe and multiple disadvantage', 0), (2, 1, 2, 'Mental wellbeing', 0),
      (3, 2, 1, 'Happiness', 1);
    INSERT INTO priority_theme VALUES
      (2, 'mental_health', 'mental', 'mental_health/mental', 'coding-1');
    """

  static let catalogue = """
    INSERT INTO guidance
      (guidance_id, position, title, publisher, year, address, format, status, successor_id,
        section, is_seed, audience, description) VALUES
      ('new', 2, 'Rebalancing Act', 'Revolving Doors', '2017', 'https://example.org/r', 'PDF',
        'live', NULL, NULL, 0, NULL, 'How to set local priorities.'),
      ('old', 1, 'Balancing Act', 'Revolving Doors', '2013', 'moved (see the site)', 'PDF',
        'superseded', 'new', NULL, 1, NULL, 'For directors of public health.');
    INSERT INTO guidance_theme VALUES ('mental_health', 'old'), ('prison', 'old');
    INSERT INTO glossary_term (term, abbreviation, definition, see_also) VALUES
      ('Continuity of care', NULL, 'Care that does not stop when a person moves.', ''),
      ('Respite', NULL, 'A break.', ''), ('Accommodation', 'SA', 'A place to live.', '');
    """
}
