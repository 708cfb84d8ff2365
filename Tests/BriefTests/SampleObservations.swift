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

  static let board = """
    INSERT INTO board VALUES
      ('E06000018', 'Nottingham City Health and Wellbeing Board', 'own board', NULL);
    INSERT INTO strategy VALUES
      (1, 'E06000018', 'Joint Strategy 2025-2028', 2025, 2028, 'current',
        'https://example.org/strategy', '2026-11-01', 'the council’s page'),
      (2, 'E06000018', 'Joint Strategy 2018-2023', 2018, 2023, 'current', 'javascript:alert(1)',
        NULL, 'a public copy');
    INSERT INTO priority VALUES
      (1, 1, 1, 'Severe and multiple disadvantage', 0), (2, 1, 2, 'Mental wellbeing', 0),
      (3, 2, 1, 'Happiness', 1);
    INSERT INTO priority_theme VALUES (2, 'mental_health', 'mental');
    """

  static let catalogue = """
    INSERT INTO guidance VALUES
      ('new', 2, 'Rebalancing Act', 'Revolving Doors', '2017', 'https://example.org/r', 'PDF',
        'current', NULL, NULL, 0, NULL, 'How to set local priorities.'),
      ('old', 1, 'Balancing Act', 'Revolving Doors', '2013', 'moved (see the site)', 'PDF',
        'superseded', 'new', NULL, 1, NULL, 'For directors of public health.');
    INSERT INTO guidance_theme VALUES ('mental_health', 'old'), ('prison', 'old');
    INSERT INTO glossary_term VALUES
      ('Continuity of care', NULL, 'Care that does not stop when a person moves.', ''),
      ('Respite', NULL, 'A break.', ''), ('Accommodation', 'SA', 'A place to live.', '');
    """
}
