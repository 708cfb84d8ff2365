/// The tables that are exported.
extension ExportTable {
  static let observations = ExportTable(
    "observations", "Observations",
    "One row for each indicator, area, sex, age, category and time period, as published.",
    from: ["observations"],
    references: [
      ("indicator_id", "indicators"), ("area_code", "areas"), ("source_id", "sources"),
    ],
    columns: [
      .integer("indicator_id"), .text("indicator_name"), .text("area_code"), .text("area_name"),
      .text("area_type"), .text("sex"), .text("age"), .text("category_type"), .text("category"),
      .text("period"), .integer("period_sortable"), .number("value"), .number("lower_ci95"),
      .number("upper_ci95"), .number("lower_ci998"), .number("upper_ci998"), .number("count"),
      .number("denominator"), .text("value_note"), .text("published_trend"),
      .text("published_comparison_england"), .text("source_id"), .text("snapshot_sha256"),
      .integer("source_line"),
    ],
    sql: "SELECT * FROM observations")

  static let assessments = ExportTable(
    "assessments", "Assessments",
    "What the newest observation of a local authority's series means: one row for each comparator.",
    from: ["assessments"],
    references: [("indicator_id", "indicators"), ("area_code", "areas")],
    columns: [
      .integer("indicator_id"), .text("area_code"), .text("sex"), .text("age"),
      .text("category_type"), .text("category"), .text("period"), .text("comparator_code"),
      .number("comparator_value"), .text("comparison"), .text("comparison_reason"), .text("trend"),
      .text("trend_reason"), .integer("rank"), .integer("ranked_areas"), .text("rank_reason"),
      .integer("quintile"), .number("neighbour_median"), .text("published_comparison"),
      .text("published_trend"), .flag("agrees"),
    ],
    sql: "SELECT * FROM assessments")

  static let revisions = ExportTable(
    "revisions", "Revisions",
    "Cells that differ from the release before: new periods, revisions, withdrawals, suppressions.",
    from: ["revision"], key: ["revision_id"],
    references: [("indicator_id", "indicators"), ("area_code", "areas")],
    columns: [
      .integer("revision_id"), .integer("release_number"), .text("kind"),
      .integer("indicator_id"), .text("area_code"), .text("sex"), .text("age"),
      .text("category_type"), .text("category"), .text("period"), .integer("period_sortable"),
      .number("old_value"), .number("new_value"), .text("old_snapshot_sha256"),
      .text("new_snapshot_sha256"),
    ],
    sql: """
      SELECT revision_id, release_number, kind, indicator_id, area_code, sex, age, category_type,
        category, period, period_sortable, old_value, new_value, old_snapshot_sha256,
        new_snapshot_sha256
      FROM revision
      """)

  static let indicators = ExportTable(
    "indicators", "Indicators", "Every indicator that is held or that a theme asks for.",
    from: ["indicator"], key: ["indicator_id"],
    columns: [
      .integer("indicator_id"), .text("indicator_name"), .text("short_name"), .text("unit"),
      .text("value_type"), .text("year_type"), .text("polarity"), .text("published_polarity"),
      .text("caution"), .flag("is_verified"),
      .text("themes", "The briefing themes that show it, set apart by “|”."),
    ],
    sql: """
      SELECT indicator_id, indicator_name, short_name, unit, value_type, year_type, polarity,
        published_polarity, caution, is_verified,
        (SELECT group_concat(theme_id, '|') FROM
          (SELECT DISTINCT theme_id FROM theme_indicator t
            WHERE t.indicator_id = i.indicator_id ORDER BY theme_id)) AS themes
      FROM indicator i ORDER BY indicator_id
      """)

  static let areas = ExportTable(
    "areas", "Areas", "Every area that has observations and every authority of England.",
    from: ["area"], key: ["area_code"],
    columns: [
      .text("area_code"), .text("area_name"), .text("area_type"), .date("start_date"),
      .date("end_date"), .text("region_code", "The region it lies in."),
      .text("upper_tier_code", "The upper-tier authority it lies in."),
      .text("police_force_code"), .text("integrated_care_board_code"),
      .text("combined_authority_code"), .text("probation_region"), .text("rural_urban"),
      .flag("is_in_gazetteer"),
    ],
    sql: """
      SELECT a.area_code, area_name, area_type, start_date, end_date,
        r.parent_code AS region_code, u.parent_code AS upper_tier_code, police_force_code,
        integrated_care_board_code, combined_authority_code, probation_region, rural_urban,
        is_in_gazetteer
      FROM area a
      LEFT JOIN area_parent r ON r.area_code = a.area_code AND r.kind = 'region'
      LEFT JOIN area_parent u ON u.area_code = a.area_code AND u.kind = 'upper_tier'
      ORDER BY a.area_code
      """)

  static let priorities = ExportTable(
    "priorities", "Priorities of health and wellbeing boards",
    "The priorities of boards' strategies, quoted as their councils publish them.",
    from: ["priority", "strategy", "board"], key: ["priority_id"],
    references: [("area_code", "areas")],
    columns: [
      .integer("priority_id"), .text("area_code"), .text("board_name"),
      .text("strategy_title", "Title of the strategy as published."), .integer("period_start"),
      .integer("period_end"), .text("status", "current, expired, draft or consultation."),
      .integer("number"), .text("text"),
      .text("themes", "The briefing themes that it is coded to, set apart by “|”."),
      .flag("needs_checking"), .text("address", "Where the strategy is published."),
      .text("confirmed_on"), .text("provenance"),
    ],
    sql: """
      SELECT p.priority_id, s.area_code, b.board_name, s.title AS strategy_title, s.period_start,
        s.period_end, s.status, p.number, p.text,
        (SELECT group_concat(theme_id, '|') FROM
          (SELECT theme_id FROM priority_theme t
            WHERE t.priority_id = p.priority_id ORDER BY theme_id)) AS themes,
        p.needs_checking, s.address, s.confirmed_on, s.provenance
      FROM priority p JOIN strategy s USING (strategy_id) LEFT JOIN board b USING (area_code)
      ORDER BY p.priority_id
      """)

  static let guidance = ExportTable(
    "guidance", "Guidance catalogue",
    "Guidance for people who work with people in contact with the criminal justice system.",
    from: ["guidance"], key: ["guidance_id"], references: [("successor_id", "guidance")],
    columns: [
      .text("guidance_id"), .text("title"), .text("publisher"), .text("year"), .text("address"),
      .text("format"), .text("status"), .text("successor_id"), .text("section"),
      .text("audience"), .text("description"),
      .text("themes", "The briefing themes that it bears on, set apart by “|”."),
    ],
    sql: """
      SELECT guidance_id, title, publisher, year, address, format, status, successor_id, section,
        audience, description,
        (SELECT group_concat(theme_id, '|') FROM
          (SELECT theme_id FROM guidance_theme t
            WHERE t.guidance_id = g.guidance_id ORDER BY theme_id)) AS themes
      FROM guidance g ORDER BY position
      """)

  static let glossary = ExportTable(
    "glossary", "Glossary", "Words of the field with short definitions.",
    from: ["glossary_term"], key: ["term"],
    columns: [.text("term"), .text("abbreviation"), .text("definition"), .text("see_also")],
    sql: "SELECT term, abbreviation, definition, see_also FROM glossary_term ORDER BY term")

  static let sources = ExportTable(
    "sources", "Sources", "Where the data comes from, with licence and attribution.",
    from: ["source"], key: ["source_id"],
    columns: [
      .text("source_id"), .text("name"), .text("publisher"), .text("address"), .text("licence"),
      .text("licence_address"), .text("attribution"), .flag("is_illustrative"),
    ],
    sql: """
      SELECT source_id, name, publisher, address, licence, licence_address, attribution,
        is_illustrative
      FROM source ORDER BY source_id
      """)

  static let snapshots = ExportTable(
    "snapshots", "Snapshots", "The files as they were received, and what became of their rows.",
    from: ["snapshot"], key: ["snapshot_id"], references: [("source_id", "sources")],
    columns: [
      .integer("snapshot_id"), .text("source_id"), .text("name"), .text("address"),
      .text("sha256"), .integer("byte_count"), .dateTime("retrieved_at"), .integer("rows_in"),
      .integer("rows_loaded"), .integer("rows_duplicate"), .integer("rows_superseded"),
      .integer("rows_rejected"),
    ],
    sql: """
      SELECT snapshot_id, source_id, name, address, sha256, byte_count,
        nullif(retrieved_at, '') AS retrieved_at, rows_in, rows_loaded, rows_duplicate,
        rows_superseded, rows_rejected
      FROM snapshot ORDER BY snapshot_id
      """)
}
