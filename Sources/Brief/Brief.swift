public import Load

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Makes the briefing of one area from a release's database.
///
/// A former code is followed to the area it became. The briefing depends on nothing but the
/// database and the day, so the same release gives the same briefing.
///
/// - Parameters:
///   - areaCode: The nine-character code of the area.
///   - database: The release's database.
///   - day: The day the briefing speaks of; the last day a source was fetched when nil.
/// - Returns: Everything the pages say.
/// - Throws: ``BriefError`` when the release has no such area or the area was divided.
public func brief(
  _ areaCode: String, from database: Database, asOf day: CalendarDay? = nil
) throws -> AreaBriefing {
  let query = AreaBriefingQuery(database: database)
  let (area, redirection) = try query.resolve(areaCode)
  let place = try query.place(area)
  let today = try day ?? query.lastRetrieval() ?? .unknown
  let promises = try BoardPromises(of: place, on: today, query)
  let figures = try AreaFigures(of: place, query)
  let themes = try ThemeAssembly(figures, promises, query).themes()
  let rows = figures.numberedRows
  return AreaBriefing(
    day: today, release: try query.release(), place: place, redirection: redirection,
    messages: KeyMessages.groups(themes), tally: KeyMessages.tally(themes),
    board: promises.board, strategies: promises.strategies, themes: themes,
    others: figures.unclaimedRows,
    mirror: PriorityMirror(themes, promises.strategies, on: today),
    caveats: Caveats.sentences(rows, themes),
    glossary: GlossaryUse.terms(
      of: try query.glossary(), in: GlossaryUse.text(themes, promises.strategies, rows)),
    sources: try query.sources(),
    snapshots: try query.snapshots(Set(rows.flatMap(\.snapshotIDs))))
}

/// Writes the pages of a briefing, named after the area's code: `E06000018.html`, `E06000018.md`.
///
/// - Parameters:
///   - briefing: What the pages say.
///   - folder: Where they go; made when it is not there. A page is replaced in one step.
///   - formats: Which pages to write.
///   - writer: The templates, read once for many briefings.
/// - Returns: The files written, in the order of the formats.
/// - Throws: ``BriefError`` when a template asks for what a briefing does not have, or the file
///   system's error.
@discardableResult
public func write(
  _ briefing: AreaBriefing, into folder: URL,
  as formats: [BriefingFormat] = BriefingFormat.allCases,
  using writer: BriefingWriter
) throws -> [URL] {
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return try formats.map { format in
    let file = folder.appending(path: "\(briefing.place.code).\(format.rawValue)")
    try Data(writer.page(briefing, as: format).utf8).write(to: file, options: .atomic)
    return file
  }
}
