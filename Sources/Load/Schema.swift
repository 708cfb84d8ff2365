/// The tables, indexes and views of a release's database.
///
/// Observations are stored in the order of their series, and a series knows the first and the last
/// of its observations: "everything about one area" and "one indicator across areas" are each one
/// search of a small index, which holds all that is asked of a series, followed by rows by their
/// number (``AreaReads``).
///
/// References name their column, which readers such as Datasette ask for.
///
/// In tables without row ids the key's columns come first and in the key's order: otherwise the
/// `quick_check` of SQLite 3.40 takes columns for one another.
enum Schema {
  /// Stored as `PRAGMA user_version`; a database with a higher one was written by a newer program.
  static let version = 2
  /// `LHDP` in ASCII, stored as `PRAGMA application_id`.
  static let applicationID = 0x4C48_4450

  static let tables = """
    CREATE TABLE release (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE source (
      source_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      publisher TEXT NOT NULL,
      address TEXT,
      licence TEXT NOT NULL,
      licence_address TEXT,
      attribution TEXT NOT NULL,
      is_illustrative INTEGER NOT NULL CHECK (is_illustrative IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE snapshot (
      snapshot_id INTEGER PRIMARY KEY,
      source_id TEXT NOT NULL REFERENCES source (source_id),
      name TEXT NOT NULL,
      address TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      retrieved_at TEXT NOT NULL,
      rows_in INTEGER NOT NULL,
      rows_loaded INTEGER NOT NULL,
      rows_duplicate INTEGER NOT NULL,
      rows_superseded INTEGER NOT NULL,
      rows_rejected INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE reject (
      reject_id INTEGER PRIMARY KEY,
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      line INTEGER NOT NULL,
      column_name TEXT,
      text TEXT,
      reason TEXT NOT NULL,
      sentence TEXT NOT NULL
    ) STRICT;

    CREATE TABLE area (
      area_id INTEGER PRIMARY KEY,
      area_code TEXT NOT NULL UNIQUE,
      area_name TEXT NOT NULL,
      area_type TEXT NOT NULL,
      start_date TEXT,
      end_date TEXT,
      is_in_gazetteer INTEGER NOT NULL CHECK (is_in_gazetteer IN (0, 1)),
      police_force_code TEXT,
      integrated_care_board_code TEXT,
      probation_region TEXT,
      combined_authority_code TEXT,
      rural_urban TEXT
    ) STRICT;

    CREATE TABLE area_parent (
      area_code TEXT NOT NULL REFERENCES area (area_code),
      kind TEXT NOT NULL
        CHECK (kind IN ('country', 'region', 'upper_tier', 'local_authority')),
      parent_code TEXT NOT NULL REFERENCES area (area_code),
      PRIMARY KEY (area_code, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE area_succession (
      predecessor_code TEXT NOT NULL REFERENCES area (area_code),
      successor_code TEXT NOT NULL REFERENCES area (area_code),
      effective_date TEXT NOT NULL,
      relation TEXT NOT NULL,
      chaining TEXT NOT NULL,
      event TEXT,
      PRIMARY KEY (predecessor_code, successor_code, effective_date)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE area_alias (
      alias_key TEXT NOT NULL,
      area_code TEXT NOT NULL REFERENCES area (area_code),
      alias TEXT NOT NULL,
      kind TEXT NOT NULL,
      ambiguity TEXT NOT NULL,
      PRIMARY KEY (alias_key, area_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE neighbour (
      area_code TEXT NOT NULL REFERENCES area (area_code),
      model TEXT NOT NULL,
      rank INTEGER NOT NULL,
      neighbour_code TEXT NOT NULL REFERENCES area (area_code),
      PRIMARY KEY (area_code, model, rank, neighbour_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE deprivation (
      area_code TEXT NOT NULL REFERENCES area (area_code),
      year INTEGER NOT NULL,
      tier TEXT NOT NULL,
      average_score REAL,
      rank INTEGER,
      ranked_areas INTEGER,
      decile INTEGER,
      share_most_deprived_tenth REAL,
      PRIMARY KEY (area_code, year, tier)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE map_tile (
      area_code TEXT PRIMARY KEY REFERENCES area (area_code),
      label TEXT NOT NULL,
      tile_column INTEGER NOT NULL,
      tile_row INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE prison (
      prison_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      sex TEXT,
      category TEXT,
      operator TEXT,
      postcode TEXT,
      lower_tier_code TEXT REFERENCES area (area_code),
      upper_tier_code TEXT REFERENCES area (area_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE probation_delivery_unit (
      unit_code TEXT NOT NULL,
      area_code TEXT NOT NULL REFERENCES area (area_code),
      unit_name TEXT NOT NULL,
      probation_region TEXT NOT NULL,
      PRIMARY KEY (unit_code, area_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE community_safety_partnership (
      partnership_code TEXT NOT NULL,
      area_code TEXT NOT NULL REFERENCES area (area_code),
      partnership_name TEXT NOT NULL,
      PRIMARY KEY (partnership_code, area_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE theme (
      theme_id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      summary TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE indicator (
      indicator_id INTEGER PRIMARY KEY,
      indicator_name TEXT NOT NULL,
      configured_name TEXT,
      short_name TEXT,
      polarity TEXT CHECK (polarity IN ('high', 'low', 'none', 'not_applicable')),
      unit TEXT,
      value_type TEXT,
      year_type TEXT,
      published_polarity TEXT,
      caution TEXT,
      is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1))
    ) STRICT;

    CREATE TABLE theme_indicator (
      theme_id TEXT NOT NULL REFERENCES theme (theme_id),
      position INTEGER NOT NULL,
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      sex TEXT,
      age TEXT,
      PRIMARY KEY (theme_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stratum (
      stratum_id INTEGER PRIMARY KEY,
      sex TEXT NOT NULL,
      age TEXT NOT NULL,
      category_type TEXT,
      category TEXT
    ) STRICT;

    CREATE TABLE time_period (
      time_period_id INTEGER PRIMARY KEY,
      label TEXT NOT NULL,
      sortable INTEGER NOT NULL,
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      span_months INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE value_note (
      value_note_id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE published_word (
      published_word_id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE series (
      series_id INTEGER PRIMARY KEY,
      area_id INTEGER NOT NULL REFERENCES area (area_id),
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      stratum_id INTEGER NOT NULL REFERENCES stratum (stratum_id),
      span_months INTEGER NOT NULL,
      first_observation_id INTEGER NOT NULL,
      last_observation_id INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE observation (
      observation_id INTEGER PRIMARY KEY,
      series_id INTEGER NOT NULL REFERENCES series (series_id),
      time_period_id INTEGER NOT NULL REFERENCES time_period (time_period_id),
      value REAL,
      lower_ci95 REAL,
      upper_ci95 REAL,
      lower_ci998 REAL,
      upper_ci998 REAL,
      count REAL,
      denominator REAL,
      value_note_id INTEGER REFERENCES value_note (value_note_id),
      published_trend_id INTEGER REFERENCES published_word (published_word_id),
      published_comparison_england_id INTEGER REFERENCES published_word (published_word_id),
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      source_line INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE judgement_word (
      judgement_word_id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE assessment (
      series_id INTEGER PRIMARY KEY REFERENCES series (series_id),
      polarity_id INTEGER NOT NULL REFERENCES judgement_word (judgement_word_id),
      england_value REAL,
      england_comparison_id INTEGER NOT NULL REFERENCES judgement_word (judgement_word_id),
      england_reason_id INTEGER REFERENCES judgement_word (judgement_word_id),
      region_value REAL,
      region_comparison_id INTEGER NOT NULL REFERENCES judgement_word (judgement_word_id),
      region_reason_id INTEGER REFERENCES judgement_word (judgement_word_id),
      neighbour_median REAL,
      neighbour_comparison_id INTEGER NOT NULL REFERENCES judgement_word (judgement_word_id),
      neighbour_reason_id INTEGER REFERENCES judgement_word (judgement_word_id),
      trend_id INTEGER NOT NULL REFERENCES judgement_word (judgement_word_id),
      trend_reason_id INTEGER REFERENCES judgement_word (judgement_word_id),
      trend_joined_on TEXT,
      rank INTEGER,
      ranked_areas INTEGER NOT NULL,
      quintile INTEGER,
      rank_reason_id INTEGER REFERENCES judgement_word (judgement_word_id),
      agrees INTEGER CHECK (agrees IN (0, 1)),
      lowest_value REAL,
      lower_quartile REAL,
      upper_quartile REAL,
      highest_value REAL
    ) STRICT;

    CREATE TABLE chained_observation (
      series_id INTEGER NOT NULL REFERENCES series (series_id),
      time_period_id INTEGER NOT NULL REFERENCES time_period (time_period_id),
      observation_id INTEGER REFERENCES observation (observation_id),
      value REAL,
      lower_ci95 REAL,
      upper_ci95 REAL,
      count REAL,
      denominator REAL,
      area_codes TEXT NOT NULL,
      joined_on TEXT NOT NULL,
      basis TEXT NOT NULL
        CHECK (basis IN ('same_extent', 'near_same_extent', 'sum_of_predecessors')),
      PRIMARY KEY (series_id, time_period_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE grouping (
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      profile_id INTEGER NOT NULL,
      sex TEXT NOT NULL,
      age TEXT NOT NULL,
      polarity TEXT CHECK (polarity IN ('high', 'low', 'none', 'not_applicable')),
      method TEXT NOT NULL CHECK (method IN ('confidence_interval', 'quintiles', 'not_compared')),
      PRIMARY KEY (indicator_id, profile_id, sex, age)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE identity_mismatch (
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      field TEXT NOT NULL CHECK (field IN ('name', 'unit', 'value type', 'polarity')),
      configured TEXT NOT NULL,
      published TEXT NOT NULL,
      sentence TEXT NOT NULL,
      PRIMARY KEY (indicator_id, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE switched_off_indicator (
      theme_id TEXT NOT NULL REFERENCES theme (theme_id),
      position INTEGER NOT NULL,
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      name TEXT NOT NULL,
      since_release INTEGER NOT NULL REFERENCES release_history (release_number),
      PRIMARY KEY (theme_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE published_for (
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      area_type_id INTEGER NOT NULL,
      area_type_name TEXT,
      PRIMARY KEY (indicator_id, area_type_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unread_file (
      file_name TEXT PRIMARY KEY,
      sentence TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE withheld_file (
      source_id TEXT NOT NULL REFERENCES source (source_id),
      file_name TEXT NOT NULL,
      last_confirmed TEXT NOT NULL,
      max_age_days INTEGER NOT NULL,
      PRIMARY KEY (source_id, file_name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE earlier_version (
      observation_id INTEGER NOT NULL REFERENCES observation (observation_id),
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      source_line INTEGER NOT NULL,
      value REAL,
      count REAL,
      denominator REAL,
      PRIMARY KEY (observation_id, snapshot_id, source_line)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE board (
      area_code TEXT PRIMARY KEY REFERENCES area (area_code),
      board_name TEXT NOT NULL,
      status TEXT NOT NULL,
      note TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE strategy (
      strategy_id INTEGER PRIMARY KEY,
      area_code TEXT NOT NULL REFERENCES area (area_code),
      title TEXT NOT NULL,
      period_start INTEGER,
      period_end INTEGER,
      status TEXT NOT NULL,
      address TEXT,
      confirmed_on TEXT,
      provenance TEXT NOT NULL
    ) STRICT;

    CREATE TABLE priority (
      priority_id INTEGER PRIMARY KEY,
      strategy_id INTEGER NOT NULL REFERENCES strategy (strategy_id),
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      needs_checking INTEGER NOT NULL CHECK (needs_checking IN (0, 1)),
      snapshot_id INTEGER REFERENCES snapshot (snapshot_id),
      source_span TEXT
    ) STRICT;

    CREATE TABLE priority_theme (
      priority_id INTEGER NOT NULL REFERENCES priority (priority_id),
      theme_id TEXT NOT NULL REFERENCES theme (theme_id),
      wording TEXT NOT NULL,
      rule_id TEXT NOT NULL,
      rules_version TEXT NOT NULL,
      PRIMARY KEY (priority_id, theme_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE board_page (
      area_code TEXT PRIMARY KEY REFERENCES area (area_code),
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      outcome TEXT NOT NULL,
      decision TEXT NOT NULL
        CHECK (decision IN ('taken', 'confirmed', 'rejected', 'review', 'unusable')),
      score REAL NOT NULL,
      runner_up_score REAL,
      form TEXT,
      rules_version TEXT NOT NULL,
      evidence TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE board_page_priority (
      area_code TEXT NOT NULL REFERENCES board_page (area_code),
      position INTEGER NOT NULL,
      strategy_title TEXT NOT NULL,
      text TEXT NOT NULL,
      explanation TEXT,
      source_span TEXT NOT NULL,
      PRIMARY KEY (area_code, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE priority_change (
      priority_change_id INTEGER PRIMARY KEY,
      area_code TEXT NOT NULL REFERENCES area (area_code),
      changed_on TEXT NOT NULL,
      kind TEXT NOT NULL,
      strategy_title TEXT NOT NULL,
      old_text TEXT,
      new_text TEXT,
      old_provenance TEXT,
      new_snapshot_sha256 TEXT NOT NULL
    ) STRICT;

    CREATE TABLE guidance (
      guidance_id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      publisher TEXT,
      year TEXT,
      address TEXT,
      format TEXT,
      status TEXT NOT NULL,
      successor_id TEXT REFERENCES guidance (guidance_id),
      section TEXT,
      is_seed INTEGER NOT NULL CHECK (is_seed IN (0, 1)),
      audience TEXT,
      description TEXT NOT NULL,
      snapshot_id INTEGER REFERENCES snapshot (snapshot_id),
      source_span TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE guidance_theme (
      theme_id TEXT NOT NULL REFERENCES theme (theme_id),
      guidance_id TEXT NOT NULL REFERENCES guidance (guidance_id),
      PRIMARY KEY (theme_id, guidance_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE responsibility (
      responsibility_id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      body TEXT NOT NULL,
      does TEXT NOT NULL,
      local_body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE responsibility_theme (
      theme_id TEXT NOT NULL REFERENCES theme (theme_id),
      responsibility_id TEXT NOT NULL REFERENCES responsibility (responsibility_id),
      PRIMARY KEY (theme_id, responsibility_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE responsibility_source (
      responsibility_id TEXT NOT NULL REFERENCES responsibility (responsibility_id),
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      address TEXT NOT NULL,
      PRIMARY KEY (responsibility_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE responsibility_exception (
      responsibility_id TEXT NOT NULL REFERENCES responsibility (responsibility_id),
      area_code TEXT NOT NULL REFERENCES area (area_code),
      body TEXT NOT NULL,
      PRIMARY KEY (responsibility_id, area_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE guidance_link (
      address TEXT PRIMARY KEY,
      state TEXT NOT NULL
        CHECK (state IN ('alive', 'moved', 'gone', 'blocked', 'not_checkable')),
      moved_to TEXT,
      status INTEGER,
      checked_at TEXT NOT NULL,
      since TEXT NOT NULL,
      note TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE glossary_term (
      term TEXT PRIMARY KEY,
      abbreviation TEXT,
      definition TEXT NOT NULL,
      see_also TEXT NOT NULL,
      snapshot_id INTEGER REFERENCES snapshot (snapshot_id),
      source_span TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE guidance_listing (
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      position INTEGER NOT NULL,
      section TEXT NOT NULL,
      title TEXT NOT NULL,
      address TEXT,
      guidance_id TEXT REFERENCES guidance (guidance_id),
      PRIMARY KEY (snapshot_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE published_term (
      term TEXT PRIMARY KEY,
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      abbreviation TEXT,
      qualifier TEXT,
      definition TEXT NOT NULL,
      see_also TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mapped_area (
      area_code TEXT PRIMARY KEY REFERENCES area (area_code),
      snapshot_id INTEGER NOT NULL REFERENCES snapshot (snapshot_id),
      published_code TEXT NOT NULL,
      published_name TEXT NOT NULL,
      region TEXT,
      summary TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mapped_area_theme (
      area_code TEXT NOT NULL REFERENCES mapped_area (area_code),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      theme_id TEXT REFERENCES theme (theme_id),
      PRIMARY KEY (area_code, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mapped_area_link (
      area_code TEXT NOT NULL REFERENCES mapped_area (area_code),
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('strategy', 'lginform', 'plus', 'profile')),
      title TEXT,
      address TEXT NOT NULL,
      PRIMARY KEY (area_code, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE release_history (
      release_number INTEGER PRIMARY KEY,
      run TEXT NOT NULL,
      data_as_of TEXT NOT NULL,
      published_at TEXT
    ) STRICT;

    CREATE TABLE revision_kind (
      revision_kind_id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE compared_snapshot (
      compared_snapshot_id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE revision_cell (
      revision_id INTEGER PRIMARY KEY,
      release_number INTEGER NOT NULL REFERENCES release_history (release_number),
      revision_kind_id INTEGER NOT NULL REFERENCES revision_kind (revision_kind_id),
      area_id INTEGER NOT NULL REFERENCES area (area_id),
      indicator_id INTEGER NOT NULL REFERENCES indicator (indicator_id),
      stratum_id INTEGER NOT NULL REFERENCES stratum (stratum_id),
      time_period_id INTEGER NOT NULL REFERENCES time_period (time_period_id),
      old_value REAL,
      new_value REAL,
      changed INTEGER NOT NULL,
      old_snapshot_id INTEGER REFERENCES compared_snapshot (compared_snapshot_id),
      new_snapshot_id INTEGER REFERENCES compared_snapshot (compared_snapshot_id)
    ) STRICT;

    CREATE TABLE dictionary (
      table_name TEXT NOT NULL,
      column_name TEXT NOT NULL,
      description TEXT NOT NULL,
      PRIMARY KEY (table_name, column_name)
    ) STRICT, WITHOUT ROWID;

    \(search)
    """

  /// Full text of indicators, priorities, guidance and glossary; a word also finds its other
  /// endings. Ordered by `rank`, a word in the title weighs more than one in the body.
  private static let search = """
    CREATE VIRTUAL TABLE search USING fts5(
      kind UNINDEXED, item_id UNINDEXED, title, names, body,
      tokenize = 'porter unicode61 remove_diacritics 2'
    );
    INSERT INTO search (search, rank) VALUES ('rank', 'bm25(0.0, 0.0, 10.0, 4.0, 1.0)');
    """

  /// Made after the rows are in: filling an index once is faster than keeping it in order.
  static let indexes = """
    CREATE INDEX series_by_area ON series (
      area_id, indicator_id, stratum_id, span_months, first_observation_id, last_observation_id);
    CREATE INDEX series_by_indicator ON series (
      indicator_id, stratum_id, area_id, last_observation_id);
    CREATE INDEX strategy_by_area ON strategy (area_code);
    CREATE INDEX priority_by_strategy ON priority (strategy_id, number);
    """

  /// Of what is written when the release has been held against the one before.
  static let revisionIndexes = """
    CREATE INDEX revision_by_area ON revision_cell (area_id, indicator_id);
    CREATE INDEX revision_by_release ON revision_cell (release_number);
    """

  /// The views that analysts may rely on; their columns keep names, order and meaning.
  static let views = """
    \(figures("observations", "BETWEEN s.first_observation_id AND s.last_observation_id"))

    \(figures("latest_observations", "= s.last_observation_id"))

    \(chainedObservations)

    \(assessments)

    \(revision)
    """

  /// A view of figures with everything that is said of them.
  ///
  /// - Parameters:
  ///   - name: the view.
  ///   - which: which of a series' observations it holds.
  /// - Returns: the statement that makes it.
  private static func figures(_ name: String, _ which: String) -> String {
    """
    CREATE VIEW \(name) AS
    SELECT i.indicator_id, i.indicator_name, a.area_code, a.area_name, a.area_type,
      st.sex, st.age, st.category_type, st.category,
      t.label AS period, t.sortable AS period_sortable,
      o.value, o.lower_ci95, o.upper_ci95, o.lower_ci998, o.upper_ci998, o.count, o.denominator,
      n.text AS value_note, pt.text AS published_trend,
      pe.text AS published_comparison_england,
      sn.source_id, sn.sha256 AS snapshot_sha256, o.source_line
    FROM series s
    JOIN area a USING (area_id)
    JOIN indicator i USING (indicator_id)
    JOIN stratum st USING (stratum_id)
    JOIN observation o ON o.observation_id \(which)
    JOIN time_period t USING (time_period_id)
    JOIN snapshot sn USING (snapshot_id)
    LEFT JOIN value_note n USING (value_note_id)
    LEFT JOIN published_word pt ON pt.published_word_id = o.published_trend_id
    LEFT JOIN published_word pe ON pe.published_word_id = o.published_comparison_england_id;
    """
  }

  /// Cells that differ from the release before, each with what became of it.
  private static let revision = """
    CREATE VIEW revision AS
    SELECT r.revision_id, r.release_number, k.text AS kind, r.indicator_id, a.area_code,
      st.sex, st.age, st.category_type, st.category,
      t.label AS period, t.sortable AS period_sortable, r.old_value, r.new_value,
      trim(
        CASE WHEN r.changed & 1 <> 0 THEN 'value ' ELSE '' END
        || CASE WHEN r.changed & 2 <> 0 THEN 'limits ' ELSE '' END
        || CASE WHEN r.changed & 4 <> 0 THEN 'count ' ELSE '' END
        || CASE WHEN r.changed & 8 <> 0 THEN 'denominator' ELSE '' END) AS changed,
      os.sha256 AS old_snapshot_sha256, ns.sha256 AS new_snapshot_sha256
    FROM revision_cell r
    JOIN revision_kind k USING (revision_kind_id)
    JOIN area a USING (area_id)
    JOIN stratum st USING (stratum_id)
    JOIN time_period t USING (time_period_id)
    LEFT JOIN compared_snapshot os ON os.compared_snapshot_id = r.old_snapshot_id
    LEFT JOIN compared_snapshot ns ON ns.compared_snapshot_id = r.new_snapshot_id;
    """

  /// Every series with what may be put before it; `joined_on` marks what was published for the
  /// areas of `area_codes`, before the day on which the area got its present code.
  private static let chainedObservations = """
    CREATE VIEW chained_observations AS
    SELECT i.indicator_id, a.area_code, st.sex, st.age, st.category_type, st.category,
      t.label AS period, t.sortable AS period_sortable, c.value, c.lower_ci95, c.upper_ci95,
      c.count, c.denominator, c.area_codes, c.joined_on, c.basis
    FROM series s
    JOIN area a USING (area_id)
    JOIN indicator i USING (indicator_id)
    JOIN stratum st USING (stratum_id)
    JOIN (
      SELECT series_id, time_period_id, value, lower_ci95, upper_ci95, count, denominator,
        area_codes, joined_on, basis FROM chained_observation
      UNION ALL
      SELECT x.series_id, o.time_period_id, o.value, o.lower_ci95, o.upper_ci95, o.count,
        o.denominator, area.area_code, NULL, NULL
      FROM series x JOIN area USING (area_id) JOIN observation o
        ON o.observation_id BETWEEN x.first_observation_id AND x.last_observation_id
    ) c USING (series_id)
    JOIN time_period t USING (time_period_id);
    """

  /// A row for each comparator: England, the region, and the median of statistical neighbours.
  private static let assessments = """
    CREATE VIEW assessments AS
    SELECT i.indicator_id, a.area_code, st.sex, st.age, st.category_type, st.category,
      t.label AS period, c.comparator_code, c.comparator_value, cw.text AS comparison,
      cr.text AS comparison_reason, tw.text AS trend, tr.text AS trend_reason, s.rank,
      s.ranked_areas, rr.text AS rank_reason, s.quintile, s.neighbour_median,
      pe.text AS published_comparison, pt.text AS published_trend, s.agrees
    FROM (SELECT * FROM assessment JOIN series USING (series_id)) s
    JOIN area a USING (area_id)
    JOIN indicator i USING (indicator_id)
    JOIN stratum st USING (stratum_id)
    JOIN observation o ON o.observation_id = s.last_observation_id
    JOIN time_period t USING (time_period_id)
    JOIN (
      SELECT series_id, 'E92000001' AS comparator_code, england_value AS comparator_value,
        england_comparison_id AS comparison_id, england_reason_id AS reason_id FROM assessment
      UNION ALL
      SELECT x.series_id, coalesce(p.parent_code, 'region'), x.region_value,
        x.region_comparison_id, x.region_reason_id
      FROM assessment x JOIN series USING (series_id) JOIN area USING (area_id)
      LEFT JOIN area_parent p ON p.area_code = area.area_code AND p.kind = 'region'
      UNION ALL
      SELECT series_id, 'statistical_neighbours', neighbour_median, neighbour_comparison_id,
        neighbour_reason_id FROM assessment
    ) c ON c.series_id = s.series_id
    JOIN judgement_word cw ON cw.judgement_word_id = c.comparison_id
    LEFT JOIN judgement_word cr ON cr.judgement_word_id = c.reason_id
    JOIN judgement_word tw ON tw.judgement_word_id = s.trend_id
    LEFT JOIN judgement_word tr ON tr.judgement_word_id = s.trend_reason_id
    LEFT JOIN judgement_word rr ON rr.judgement_word_id = s.rank_reason_id
    LEFT JOIN published_word pt ON pt.published_word_id = o.published_trend_id
    LEFT JOIN published_word pe ON pe.published_word_id = o.published_comparison_england_id;
    """
}
