public import Load

/// From where on a briefing says what changed.
public enum ChangesSince: Sendable, Equatable {
  /// What came in after this release.
  case release(Int)
  /// What was fetched on this day or later.
  case day(CalendarDay)
}

/// What changed for the area since an earlier release or day.
public struct Changes: Sendable, Equatable {
  /// One figure that is new, corrected or gone.
  public struct Change: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
      case newPeriod = "new_period"
      case revised
      case newlySuppressed = "newly_suppressed"
      case withdrawn, added
    }

    public let kind: Kind
    public let indicatorID: Int
    public let indicator: String
    /// Sex, age and category where they narrow it.
    public let population: String
    public let period: String
    public let before: Double?
    public let now: Double?
  }

  /// "release 3 (20 November 2026)".
  public let since: String
  /// False where this is the first release, or the release keeps no record of revisions.
  public let isRecorded: Bool
  public let figures: [Change]
  /// Sentences about strategies that are new, gone or over.
  public let strategies: [String]

  /// Figures of one kind, in the order of their indicators.
  public func figures(_ kind: Change.Kind) -> [Change] { figures.filter { $0.kind == kind } }
}

/// The number of the release that a release was compared with when it was made; nil for a first one.
///
/// - Throws: `LoadError` when the database cannot be read.
public func releaseBefore(in database: Database) throws -> Int? {
  try AreaBriefingQuery(database: database).releaseBefore()
}

extension AreaBriefingQuery {
  /// The release before: not always the last number, as that one may have been rolled back.
  func releaseBefore() throws -> Int? {
    try memory.once("releaseBefore") {
      guard let number = try release() else { return nil }
      guard try hasTable("release_history") else { return number > 1 ? number - 1 : nil }
      return try database.query(
        "SELECT max(release_number) FROM release_history WHERE release_number < ?",
        [.integer(number)]
      ) { $0.integer(0) }.compactMap(\.self).first
    }
  }

  /// What changed for the codes of an area and of its board, counted from an earlier release or day.
  func changes(
    of codes: [String], board boardCodes: [String], since: ChangesSince,
    earlier: AreaBriefingQuery?, strategies: [Strategy], on today: CalendarDay
  ) throws -> Changes {
    let day = try sinceDay(since)
    let recorded = try hasTable("revision")
    return Changes(
      since: Self.words(since, day), isRecorded: recorded && Self.isPossible(since),
      figures: recorded ? try revisions(codes, since) : [],
      strategies: Self.ended(strategies, after: day, by: today)
        + (try Self.compare(earlier, boardCodes, with: strategies, on: today)))
  }

  /// An earlier database may have been damaged since: then the page says what cannot be told.
  ///
  /// - Throws: ``LoadError`` when it is the machine that failed.
  private static func compare(
    _ earlier: AreaBriefingQuery?, _ boardCodes: [String], with strategies: [Strategy],
    on today: CalendarDay
  ) throws -> [String] {
    guard let earlier else { return compare(nil, with: strategies) }
    do {
      let before = try earlier.strategies(boardCodes, day: today)
      return compare(before, with: strategies)
    } catch {
      if (error as? LoadError)?.isOfTheMachine == true { throw error }
      return [
        "Which strategies are new or gone cannot be told: the earlier release cannot be read."
      ]
    }
  }

  private func sinceDay(_ since: ChangesSince) throws -> CalendarDay? {
    switch since {
    case .day(let day): return day
    case .release(let number):
      guard try hasTable("release_history") else { return nil }
      return try database.query(
        "SELECT data_as_of FROM release_history WHERE release_number = ?", [.integer(number)]
      ) { $0.text(0).flatMap(CalendarDay.init) }.compactMap(\.self).first
    }
  }

  private static func isPossible(_ since: ChangesSince) -> Bool {
    if case .release(let number) = since { number > 0 } else { true }
  }

  private static func words(_ since: ChangesSince, _ day: CalendarDay?) -> String {
    switch since {
    case .release(let number): "release \(number)\(day.map { " (\($0.inWords))" } ?? "")"
    case .day(let day): day.inWords
    }
  }

  private func revisions(_ codes: [String], _ since: ChangesSince) throws -> [Changes.Change] {
    let (condition, binding): (String, Binding) =
      switch since {
      case .release(let number): ("r.release_number > ?1", .integer(number))
      case .day(let day):
        (
          """
          r.release_number IN
            (SELECT h.release_number FROM release_history h WHERE h.data_as_of >= ?1)
          """, .text(day.iso)
        )
      }
    let sql = """
      SELECT r.kind, r.indicator_id, coalesce(i.short_name, i.indicator_name, ''), r.sex, r.age,
        r.category, r.period, r.old_value, r.new_value
      FROM revision r LEFT JOIN indicator i USING (indicator_id)
      WHERE \(condition) AND r.area_code IN (\(placeholders(codes.count)))
      ORDER BY 3, r.indicator_id, r.period_sortable, r.sex, r.age, r.category
      """
    return try database.query(sql, [binding] + codes.map(Binding.text)) { row in
      let people = Population(sex: row.string(3), age: row.string(4)).words
      return Changes.Change.Kind(rawValue: row.string(0)).map { kind in
        Changes.Change(
          kind: kind, indicatorID: row.number(1), indicator: row.string(2),
          population: [people, row.text(5)].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: ", "),
          period: row.string(6), before: row.real(7), now: row.real(8))
      }
    }.compactMap(\.self)
  }

  private static func ended(
    _ strategies: [Strategy], after day: CalendarDay?, by today: CalendarDay
  ) -> [String] {
    guard let day else { return [] }
    return strategies.filter { $0.hasEnded(by: today) && !$0.hasEnded(by: day) }
      .map { "“\($0.title)” has ended: it covered \($0.years)." }
  }

  private static func compare(_ before: [Strategy]?, with now: [Strategy]) -> [String] {
    guard let before else { return [] }
    let (old, new) = (Set(before.map(\.title)), Set(now.map(\.title)))
    return now.filter { !old.contains($0.title) }
      .map { "“\($0.title)” (\($0.years)) is new in the catalogue." }
      + before.filter { !new.contains($0.title) }
      .map { "“\($0.title)” (\($0.years)) is no longer in the catalogue." }
  }
}
