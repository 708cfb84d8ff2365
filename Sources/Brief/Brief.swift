public import Load

/// What a briefing is asked to be besides its area.
public struct BriefingOptions: Sendable {
  /// The day the briefing speaks of; the last day a source was fetched when nil.
  public var day: CalendarDay?
  /// From where on it says what changed; the release before when nil.
  public var since: ChangesSince?
  /// Only this theme, by its id.
  public var theme: String?
  /// The code of an area whose figures are set beside this one's.
  public var compared: String?

  public init() {}
}

/// Makes the briefing of one area from a release's database.
///
/// A former code is followed to the area it became. The briefing depends on nothing but the
/// databases and the options, so the same release gives the same briefing.
///
/// - Parameters:
///   - areaCode: The nine-character code of the area.
///   - database: The release's database.
///   - earlier: The database of the release that changes are counted from, where it is kept.
///   - options: What else was asked for.
/// - Returns: Everything the pages say.
/// - Throws: ``BriefError`` when the release has no such area or theme, or the area was divided.
public func brief(
  _ areaCode: String, from database: Database, after earlier: Database? = nil,
  _ options: BriefingOptions = BriefingOptions()
) throws -> AreaBriefing {
  try Briefer(database, after: earlier).brief(areaCode, options)
}

/// Makes the briefings of one release, one after the other; what they share is read once.
///
/// Belongs to one thread, as the connections do.
public struct Briefer {
  private let query: AreaBriefingQuery
  private let earlier: AreaBriefingQuery?

  public init(_ database: Database, after earlier: Database? = nil) {
    query = AreaBriefingQuery(database: database)
    self.earlier = earlier.map(AreaBriefingQuery.init(database:))
  }

  /// The briefing of one area; see ``brief(_:from:after:_:)``.
  ///
  /// - Throws: ``BriefError`` when the release has no such area or theme, or the area was divided.
  public func brief(_ areaCode: String, _ options: BriefingOptions = BriefingOptions()) throws
    -> AreaBriefing
  {
    let (area, redirection) = try query.resolve(areaCode)
    let place = try query.place(area)
    let compared = try options.compared.map { try query.resolve($0).area }
    let today = try options.day ?? query.lastRetrieval() ?? .unknown
    let promises = try BoardPromises(of: place, on: today, query)
    let figures = try AreaFigures(of: place, comparedWith: compared, query)
    let assembly = try ThemeAssembly(figures, promises, query)
    var themes = try assembly.themes(only: options.theme)
    let glossary = try GlossaryUse(query.glossary()).explain(
      in: &themes, then: GlossaryUse.text(promises.strategies, figures.unclaimedRows))
    let rows = figures.numberedRows
    let release = try query.release()
    return AreaBriefing(
      day: today, release: release, place: place, redirection: redirection,
      messages: KeyMessages.groups(themes), tally: KeyMessages.tally(themes),
      board: promises.board, strategies: promises.strategies, themes: themes,
      generalGuidance: options.theme == nil ? assembly.general : [], others: figures.unclaimedRows,
      mirror: PriorityMirror(themes, promises.strategies, on: today),
      responsibilities: try query.responsibilities(place, promises.board),
      changes: try query.changes(
        of: figures.codes, board: promises.codes,
        since: options.since ?? .release(query.releaseBefore() ?? 0), earlier: earlier,
        strategies: promises.strategies, on: today),
      compared: compared,
      caveats: Caveats.sentences(
        rows, themes, without: try query.memory.once { try query.withheldFiles() }, of: place,
        on: today),
      glossary: glossary,
      sources: try query.sources(),
      snapshots: try query.snapshots(Set(rows.flatMap(\.snapshotIDs))))
  }
}
