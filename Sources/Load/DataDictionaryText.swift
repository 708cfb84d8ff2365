/// The words of ``DataDictionary``: a table and what it holds, then its columns, indented.
enum DataDictionaryText {
  static let tables = """
    release: What the release says of itself as a whole.
      key: The fact: number, run, newest_snapshot or observations.
      value: What is so.
    source: A publisher's data as config/pipeline.yaml describes it.
      source_id: The id that names the source everywhere.
      name: What the source is called.
      publisher: Who publishes it.
      address: Where the service answers.
      licence: The licence of the data.
      licence_address: Where the licence can be read.
      attribution: The sentence that must stand beside figures of this source.
      is_illustrative: 1 where the figures are made up for a demonstration.
    snapshot: A file as it was received, or a file of the configuration, and what became of its rows; rows in = loaded + duplicate + rejected.
      snapshot_id: Number of the snapshot in this release.
      source_id: The source it came from.
      name: What was asked for, or the file's own name.
      address: The address that was asked, `file:` and the name of a local file, or `config:` and the name of a file of the configuration.
      sha256: SHA-256 of its bytes, in hexadecimal.
      byte_count: Its length in bytes.
      retrieved_at: When the bytes were received (UTC); for a local file its modification; empty for a file of the configuration.
      rows_in: Rows read, without the header; 0 for a file of the configuration.
      rows_loaded: Rows that became observations.
      rows_duplicate: Rows that say again what another row says.
      rows_superseded: Duplicates whose figures a later file replaced.
      rows_rejected: Rows that were left out, see the table reject.
    reject: A row that was left out, with the reason.
      reject_id: Number of the reject.
      snapshot_id: The file it stands in.
      line: Its line, counted from 1.
      column_name: The column that could not be read.
      text: At most 80 characters of what stood there.
      reason: The reason, as one word of a fixed list.
      sentence: The reason in words.
    area: An area of England or a smaller area that has figures.
      area_id: Number of the area in this release.
      area_code: Code of the Government Statistical Service, such as E06000018.
      area_name: Name in the gazetteer, or as published where the gazetteer lacks it.
      area_type: Kind of area, told by the first three characters of the code.
      start_date: First day of the code, where known.
      end_date: Last day of a former code.
      is_in_gazetteer: 1 where config/areas knows the area.
      police_force_code: The police force area it lies in.
      integrated_care_board_code: The integrated care board it lies in.
      probation_region: The probation region it lies in.
      combined_authority_code: The combined authority it belongs to.
      rural_urban: Rural or urban by the official classification.
    area_parent: The country, region and upper tier of an area, and the council that a small area lies in.
      area_code: The area.
      kind: country, region, upper_tier or local_authority.
      parent_code: The area above it.
    area_succession: How a former code became another.
      predecessor_code: The former code.
      successor_code: The code that followed.
      effective_date: The day of the change.
      relation: How the extents relate.
      chaining: Whether series may be chained across the change.
      event: What happened.
    area_alias: Every name by which an area may be asked for.
      alias_key: The name folded to lower case and plain letters.
      area_code: The area.
      alias: The name as written.
      kind: Where the name comes from.
      ambiguity: Whether the name may mean several areas.
    neighbour: The statistical neighbours of an authority.
      area_code: The authority.
      model: The model that the neighbours come from.
      rank: 1 is the nearest.
      neighbour_code: The neighbour.
    deprivation: The Indices of Deprivation of an authority.
      area_code: The authority.
      year: Year of the Indices.
      tier: upper or lower tier.
      average_score: Population-weighted average score of its small areas.
      rank: 1 is the most deprived.
      ranked_areas: How many authorities were ranked.
      decile: 1 is the most deprived tenth.
      share_most_deprived_tenth: Share of its small areas that are in England's most deprived tenth, 0 to 1.
    map_tile: Where an upper-tier authority stands on the map of equal tiles.
      area_code: The authority.
      label: A short name for the tile.
      tile_column: Column of the tile, from 0 in the west.
      tile_row: Row of the tile, from 0 in the north.
    prison: A prison or young offender institution.
      prison_id: The prison's three-letter code.
      name: Its name.
      status: open, closed and so on.
      sex: Whom it holds.
      category: Its security category.
      operator: Who runs it.
      postcode: Its postcode.
      lower_tier_code: The district it stands in.
      upper_tier_code: The upper-tier authority it stands in.
    probation_delivery_unit: A probation delivery unit and the authorities it serves.
      unit_code: Code of the unit.
      area_code: An authority it serves.
      unit_name: Its name.
      probation_region: Its region.
    community_safety_partnership: A community safety partnership and its authorities.
      partnership_code: Code of the partnership.
      area_code: An authority it serves.
      partnership_name: Its name.
    theme: A theme of the briefings.
      theme_id: Its id in config/themes.yaml.
      position: Its place in the briefing.
      title: Its title.
      summary: What it is about.
    indicator: An indicator that is held, configured or named by an earlier release.
      indicator_id: The publisher's id.
      indicator_name: Name as published, or as configured where no data is held.
      configured_name: Name in config/themes.yaml.
      short_name: Short name for charts and tables.
      polarity: Configured: whether high or low is good, none where no judgement is made.
      unit: The unit of the values.
      value_type: Proportion, crude rate, directly standardised rate and so on.
      year_type: Calendar, financial or academic year.
      published_polarity: Polarity in the publisher's words.
      caution: A warning to be printed beside the figure.
      is_verified: 0 where the configured id was never seen in published data.
    theme_indicator: The indicators of a theme, in order.
      theme_id: The theme.
      position: Place within the theme.
      indicator_id: The indicator.
      sex: The sex to show, where one is wanted.
      age: The age to show, where one is wanted.
    stratum: The part of the population that a series is about.
      stratum_id: Number of the stratum in this release.
      sex: Sex as published.
      age: Age as published.
      category_type: For example deprivation deciles; NULL for everybody.
      category: The category of that type; NULL for everybody.
    time_period: A stretch of time that figures are published for.
      time_period_id: Number of the period in this release.
      label: Label as published.
      sortable: The publisher's sorting key, yyyyQQMM of the start.
      first_day: First day, yyyy-mm-dd.
      last_day: Last day, yyyy-mm-dd.
      span_months: Length in months; 0 for a mid-year count.
    value_note: A note that the publisher sets beside values.
      value_note_id: Number of the note.
      text: The note, without markup.
    published_word: The publisher's words for trend and comparison.
      published_word_id: Number of the word.
      text: The word as published.
    series: The observations that differ in time period alone.
      series_id: Number of the series.
      area_id: The area.
      indicator_id: The indicator.
      stratum_id: Sex, age and category.
      span_months: Length of its periods in months.
      first_observation_id: Its oldest observation.
      last_observation_id: Its newest observation; those between belong to it too.
    observation: One figure as published.
      observation_id: Number of the observation; neighbours belong together.
      series_id: The series it belongs to.
      time_period_id: The period.
      value: The value in the indicator's unit; NULL where none was published, never 0 in its place.
      lower_ci95: Lower 95% confidence limit, in the indicator's unit.
      upper_ci95: Upper 95% confidence limit, in the indicator's unit.
      lower_ci998: Lower 99.8% confidence limit, in the indicator's unit.
      upper_ci998: Upper 99.8% confidence limit, in the indicator's unit.
      count: People or events counted.
      denominator: People or events that the value is relative to.
      value_note_id: The publisher's note, such as that the value is suppressed.
      published_trend_id: The publisher's word for the recent trend.
      published_comparison_england_id: The publisher's word for the comparison with England.
      snapshot_id: The file that the figure was read from.
      source_line: The line of that file, counted from 1.
    judgement_word: Every word that a judgement can hold.
      judgement_word_id: Number of the word.
      text: The word.
    assessment: What the newest observation of a local authority's series means.
      series_id: The series.
      polarity_id: Whether high or low is good.
      england_value: England's value of the same sex, age and period.
      england_comparison_id: Significance against England.
      england_reason_id: Why there is no comparison with England.
      region_value: The region's value of the same sex, age and period.
      region_comparison_id: Significance against the region.
      region_reason_id: Why there is no comparison with the region.
      neighbour_median: Median of the statistical neighbours.
      neighbour_comparison_id: Significance against that median.
      neighbour_reason_id: Why there is no comparison with neighbours.
      trend_id: Recent trend.
      trend_reason_id: Why the trend was not tested.
      trend_joined_on: The day on which the area got its present code, where the trend rests on points from before it.
      rank: Rank among authorities of the tier, 1 is the best, or the lowest where no direction is good.
      ranked_areas: How many authorities were ranked.
      quintile: Fifth among authorities of the tier.
      rank_reason_id: Why there is no rank.
      agrees: 1 where our judgement is the publisher's, 0 where it is not, NULL where there is none.
      lowest_value: Lowest value of the authorities that are ranked together.
      lower_quartile: Lower quartile of their values.
      upper_quartile: Upper quartile of their values.
      highest_value: Highest value of them.
    chained_observation: A figure from before an area had its present code, which may be put before its series.
      series_id: The series of the present code.
      time_period_id: The period, before the first of that series.
      observation_id: The observation of the earlier code; NULL for a sum.
      value: The value in the indicator's unit.
      lower_ci95: Lower 95% confidence limit; NULL for a sum.
      upper_ci95: Upper 95% confidence limit; NULL for a sum.
      count: People or events counted.
      denominator: People or events that the value is relative to.
      area_codes: The areas that it was published for, set apart by bars.
      joined_on: The first day of the code that came after: where a chart must show the join.
      basis: same_extent, near_same_extent (read with caution) or sum_of_predecessors.
    grouping: How the publisher judges an indicator in one of its profiles, as its printed words show.
      indicator_id: The publisher's id.
      profile_id: The publisher's number of the profile; 0 where the request named none.
      sex: Sex as published.
      age: Age as published.
      polarity: Whether high or low is good there; NULL where the words show no direction.
      method: confidence_interval, quintiles or not_compared.
    identity_mismatch: A configured indicator that is switched off because the publisher's metadata differs.
      indicator_id: The publisher's id.
      field: What differs: name, unit, value type or polarity.
      configured: What config/themes.yaml says.
      published: What the publisher's metadata says.
      sentence: What happened and what to do, in words.
    switched_off_indicator: A line of a theme that shows no figure, because its indicator is switched off.
      theme_id: The theme.
      position: Its place among the theme's indicators.
      indicator_id: The publisher's id.
      name: What the theme calls it.
      since_release: The release that switched it off first; it has been off ever since.
    published_for: For which kinds of area the publisher has an indicator; empty where it was not asked.
      indicator_id: The publisher's id.
      area_type_id: The publisher's number of the kind of area.
      area_type_name: What the publisher calls it; NULL where its list was not fetched.
    unread_file: A file of the run that could not be read at all; nothing of it is in the release.
      file_name: The name of the file.
      sentence: What is wrong with it, in words.
    withheld_file: A file that is held and too old to be used; nothing of it is in the release.
      source_id: The source.
      file_name: The name of the file.
      last_confirmed: The day on which it was last received, or found unchanged by its publisher.
      max_age_days: For how many days from then the configuration allows its use.
    earlier_version: A figure that a later file of the same run replaced; NULL where the later file withholds it.
      observation_id: The observation that replaced it.
      snapshot_id: The file it stood in.
      source_line: The line of that file.
      value: The replaced value.
      count: The replaced count.
      denominator: The replaced denominator.
    board: The health and wellbeing board of an upper-tier authority.
      area_code: The authority.
      board_name: The board's name.
      status: Whether the board is its own or shared.
      note: What else is to be known.
    strategy: A health and wellbeing strategy.
      strategy_id: Number of the strategy in this release.
      area_code: The board's authority.
      title: Title as published.
      period_start: First year.
      period_end: Last year.
      status: current, expired, draft or consultation.
      address: Where it is published.
      confirmed_on: The day on which its priorities were last seen on a page.
      provenance: Where the priorities were taken from.
    priority: A priority of a strategy, as published.
      priority_id: Number of the priority in this release.
      strategy_id: The strategy.
      number: Its number within the strategy.
      text: Its wording.
      needs_checking: 1 where the list that it stands in may be incomplete.
      snapshot_id: The file it was read from.
      source_span: The place in that file.
    priority_theme: The themes that a priority is coded to.
      priority_id: The priority.
      theme_id: The theme.
      wording: The configured wording that it holds.
      rule_id: The rule that coded it: the theme and the wording.
      rules_version: The version of the rules as a whole.
    board_page: What became of each board's page in this run.
      area_code: The board's authority.
      snapshot_id: The page, or the first page of the guide.
      outcome: ok, no_priorities, challenge, gone or wrong_level.
      decision: taken, confirmed or rejected by a person, review, or unusable.
      score: Points of the list that was read; a list is taken from 4.5.
      runner_up_score: Points of the best list that was not read.
      form: How the page presents the list.
      rules_version: The version of the rules that read it.
      evidence: One line for each list of the page, best first, with its points.
    board_page_priority: The list that was read from a board's page, or would be if it were confirmed.
      area_code: The board's authority.
      position: Its place in the list.
      strategy_title: The strategy that it belongs to.
      text: Its wording.
      explanation: What the page says beside it.
      source_span: The place in the page's visible text.
    priority_change: What each confirmed page changed in what was recorded of a board's strategies.
      priority_change_id: Number of the change in this release.
      area_code: The board's authority.
      changed_on: The day on which the page was received.
      kind: strategy_added, title_changed, period_changed, status_changed, priority_added, priority_withdrawn or priority_reworded.
      strategy_title: The strategy.
      old_text: What was recorded before.
      new_text: What the page says.
      old_provenance: Where the old text was taken from.
      new_snapshot_sha256: SHA-256 of the page.
    guidance: A document of the guidance catalogue.
      guidance_id: Its id in config/guidance.yaml.
      position: Its place in the catalogue.
      title: Title as published.
      publisher: Who published it.
      year: When it was published.
      address: Where it can be read.
      format: PDF, web page and so on.
      status: live, superseded, withdrawn, unverified or registration.
      successor_id: The document that replaced it.
      section: The section of the page that the catalogue began from.
      is_seed: 1 where the catalogue began with it.
      audience: Whom it is for.
      description: What it says, in our own words.
      snapshot_id: The file it was read from.
      source_span: The place in that file.
    guidance_theme: The themes of a document.
      theme_id: The theme.
      guidance_id: The document.
    responsibility: A kind of public body and what it does, in our own words.
      responsibility_id: The id that config/responsibilities.yaml gives it.
      position: Its place in that file.
      body: What the body is called.
      does: What it commissions or answers for.
      local_body: How the body of an area is found.
    responsibility_theme: The themes that a body bears on.
      theme_id: The theme.
      responsibility_id: The body.
    responsibility_source: The laws and documents that say so.
      responsibility_id: The body.
      position: Its place in the list, from 1.
      title: What the law or document is called.
      address: Where it can be read.
    responsibility_exception: Another body in the place of the usual one.
      responsibility_id: The usual body.
      area_code: The area, or police force area, where it is so.
      body: The body there.
    guidance_link: What was found when the address of a document was last looked up.
      address: The address, as in the table guidance.
      state: alive, moved, gone, blocked (the site refuses programs) or not_checkable.
      moved_to: Where it is now, if it has moved.
      status: The status of the answer.
      checked_at: When it was looked up (UTC).
      since: Since when it has been in this state, as far as known (UTC).
      note: What was said, where it does not work.
    glossary_term: A word of the field with our own short definition.
      term: The word.
      abbreviation: Its abbreviation.
      definition: What it means.
      see_also: Other terms, set apart by vertical bars.
      snapshot_id: The file it was read from.
      source_span: The place in that file.
    guidance_listing: What a fetched page of guidance lists.
      snapshot_id: The page.
      position: Its place on the page.
      section: The heading that it stands under.
      title: Its title on the page.
      address: Its address on the page.
      guidance_id: The document of the catalogue; empty where the catalogue lacks it.
    published_term: A term of a fetched glossary, in its publisher's words; for use on this machine, with attribution.
      term: The term.
      snapshot_id: The page.
      abbreviation: Its abbreviation.
      qualifier: What the page adds in square brackets.
      definition: Its publisher's definition.
      see_also: Terms that it points to, with vertical bars between.
    mapped_area: What a map of boards' priorities says of an area; for use on this machine, with attribution.
      area_code: The area.
      snapshot_id: The page of the map.
      published_code: The code that the map gives it.
      published_name: The name that the map gives it.
      region: The region that the map shows it in.
      summary: The map's summary of its board's priorities.
    mapped_area_theme: The themes under which a map has an area.
      area_code: The area.
      position: Their order on the map.
      name: The map's name for the theme.
      theme_id: The configured theme whose wording that name holds, if any.
    mapped_area_link: Where a map's links of an area lead.
      area_code: The area.
      position: Their order on the map.
      kind: strategy, lginform (report on the authority), plus (report on its wards) or profile (health profile).
      title: The title of a strategy.
      address: The address.
    release_history: This release and those before it.
      release_number: Releases are counted from 1.
      run: The id of the run that made it, from its snapshots and configuration.
      data_as_of: When its newest snapshot was received (UTC).
      published_at: When it was published (UTC); NULL for this release, whose manifest.json says it.
    revision_kind: What can become of a cell between two releases.
      revision_kind_id: Number of the kind.
      text: new_period, revised, newly_suppressed, withdrawn or added.
    compared_snapshot: The files that revised cells were read from.
      compared_snapshot_id: Number of the file.
      sha256: SHA-256 of its bytes, in hexadecimal.
    revision_cell: Cells that differ from the release before, in numbers; the view revision spells them out.
      revision_id: Number of the revision, in the order of the releases.
      release_number: The release that brought it.
      revision_kind_id: What became of the cell.
      area_id: The area.
      indicator_id: The indicator.
      stratum_id: Sex, age and category.
      time_period_id: The period.
      old_value: The value before; NULL once the cell is suppressed or withdrawn.
      new_value: The value since; NULL once the cell is suppressed or withdrawn.
      changed: Sum of 1 for the value, 2 for limits, 4 for the count and 8 for the denominator.
      old_snapshot_id: The file that the cell was read from before.
      new_snapshot_id: The file that it was read from since.
    dictionary: What every table, view and column means: this text.
      table_name: The table or view.
      column_name: The column; empty for the table itself.
      description: What it is.
    search: Full text of indicators, priorities, guidance and glossary; ordered by rank, a word in the title weighs most.
      kind: indicator, priority, guidance or glossary.
      item_id: The indicator's or priority's number, the document's id or the term.
      title: The name, wording or title.
      names: Other words for it, and of whom it is.
      body: The rest of its text.
    """

  private static let figureColumns = """
      indicator_id: The publisher's id.
      indicator_name: Name as published.
      area_code: Code of the area.
      area_name: Name of the area.
      area_type: Kind of area.
      sex: Sex as published.
      age: Age as published.
      category_type: For example deprivation deciles; NULL for everybody.
      category: The category of that type; NULL for everybody.
      period: Label of the period as published.
      period_sortable: The publisher's sorting key of the period.
      value: The value in the indicator's unit; NULL where none was published.
      lower_ci95: Lower 95% confidence limit.
      upper_ci95: Upper 95% confidence limit.
      lower_ci998: Lower 99.8% confidence limit.
      upper_ci998: Upper 99.8% confidence limit.
      count: People or events counted.
      denominator: People or events that the value is relative to.
      value_note: The publisher's note.
      published_trend: The publisher's word for the recent trend.
      published_comparison_england: The publisher's word for the comparison with England.
      source_id: The source of the figure.
      snapshot_sha256: SHA-256 of the file that it was read from.
      source_line: The line of that file, counted from 1.
    """

  static let views = """
    observations: Every figure with its area, indicator, period and proof spelt out.
    \(figureColumns)
    latest_observations: The newest figure of every series, spelt out.
    \(figureColumns)
    chained_observations: Every series with what may be put before it from earlier codes of the area.
      indicator_id: The publisher's id.
      area_code: Code of the area.
      sex: Sex as published.
      age: Age as published.
      category_type: For example deprivation deciles; NULL for everybody.
      category: The category of that type; NULL for everybody.
      period: Label of the period as published.
      period_sortable: The publisher's sorting key of the period.
      value: The value in the indicator's unit; NULL where none was published.
      lower_ci95: Lower 95% confidence limit.
      upper_ci95: Upper 95% confidence limit.
      count: People or events counted.
      denominator: People or events that the value is relative to.
      area_codes: The areas that it was published for, set apart by bars.
      joined_on: Where a chart must show the join; NULL for the area's own figures.
      basis: same_extent, near_same_extent or sum_of_predecessors; NULL for the area's own figures.
    assessments: What the newest figures mean: a row for each comparator (England, region, statistical neighbours).
      indicator_id: The publisher's id.
      area_code: Code of the area.
      sex: Sex as published.
      age: Age as published.
      category_type: For example deprivation deciles; NULL for everybody.
      category: The category of that type; NULL for everybody.
      period: Label of the period as published.
      comparator_code: Code of England or the region, or statistical_neighbours.
      comparator_value: The value compared with.
      comparison: Significance against it.
      comparison_reason: Why there is no comparison.
      trend: Recent trend.
      trend_reason: Why the trend was not tested.
      rank: Rank among authorities of the tier.
      ranked_areas: How many authorities were ranked.
      rank_reason: Why there is no rank.
      quintile: Fifth among authorities of the tier.
      neighbour_median: Median of the statistical neighbours.
      published_comparison: The publisher's word for the comparison with England.
      published_trend: The publisher's word for the recent trend.
      agrees: 1 where our judgement is the publisher's, 0 where it is not, NULL where there is none.
    revision: Cells that differ from the release before, kept across releases.
      revision_id: Number of the revision, in the order of the releases.
      release_number: The release that brought it.
      kind: new_period, revised, newly_suppressed, withdrawn or added.
      indicator_id: The publisher's id.
      area_code: Code of the area.
      sex: Sex as published.
      age: Age as published.
      category_type: For example deprivation deciles; NULL for everybody.
      category: The category of that type; NULL for everybody.
      period: Label of the period as published.
      period_sortable: The publisher's sorting key of the period.
      old_value: The value before; NULL once the cell is suppressed or withdrawn.
      new_value: The value since; NULL once the cell is suppressed or withdrawn.
      changed: What differs of a revised cell: value, limits, count, denominator.
      old_snapshot_sha256: SHA-256 of the file that the cell was read from before.
      new_snapshot_sha256: SHA-256 of the file that it was read from since.
    """
}
