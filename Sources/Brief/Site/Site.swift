import Load

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The file that tells a site of this program from a folder of somebody's own.
public let siteMarker = "site.json"

/// What a site came to.
public struct SiteReport: Sendable, Equatable {
  public let areaCount: Int
  public let pageCount: Int
  /// The path and the bytes of the heaviest page.
  public let heaviest: String
  public let heaviestBytes: Int
  /// The bytes of the scripts and styles that the pages share.
  public let sharedBytes: Int
}

/// Writes the whole site: every local authority's briefing and the pages that compare them.
///
/// The pages are made in a new folder beside `folder` on several threads and take its place when
/// all are there. They say what the briefings say; the same release gives the same site.
///
/// - Parameters:
///   - databasePath: The release's database.
///   - folder: Where the site goes; an earlier site there is replaced.
///   - earlierPath: The database of the release that changes are counted from, where it is kept.
///   - day: The day the briefings speak of; the last day a source was fetched when nil.
///   - templates: The texts of the pages.
///   - house: Whose pages these are.
/// - Returns: How many pages there are and how heavy they are.
/// - Throws: ``BriefError/notASite(_:)`` when there is something else in the folder;
///   ``BriefError/noAuthorities`` when the release has no area to brief on; `LoadError`; the
///   file system's error.
@discardableResult
public func site(
  from databasePath: String, into folder: URL, after earlierPath: String? = nil,
  asOf day: CalendarDay? = nil, using templates: Templates = .embedded,
  house: HouseStyle = HouseStyle()
) throws -> SiteReport {
  let draft = try SiteFolder(folder)
  let assembly = SiteAssembly(try Database(readOnly: databasePath), asOf: day)
  let codes = try assembly.areaCodes()
  var options = BriefingOptions()
  options.day = day
  let briefings = try Crew.map(
    codes.count, with: { try Briefer(at: databasePath, after: earlierPath) }
  ) { [options] in try $0.brief(codes[$1], options) }
  let contents = try assembly.contents(briefings)
  let writer = try SiteWriter(templates, house, contents, into: draft.draft)
  let jobs = SiteJob.all(contents)
  let written = try Crew.map(jobs.count, with: {}) { try writer.write(jobs[$1]) }.flatMap(\.self)
  let shared = try writer.writeShared()
  try draft.publish(pageCount: written.count, release: contents.release)
  let heaviest = written.max { ($0.bytes, $1.path) < ($1.bytes, $0.path) }
  return SiteReport(
    areaCount: codes.count, pageCount: written.count, heaviest: heaviest?.path ?? "",
    heaviestBytes: heaviest?.bytes ?? 0, sharedBytes: shared)
}

/// A folder for a site, made beside its place and then moved there.
struct SiteFolder {
  let folder: URL
  let draft: URL

  /// - Throws: ``BriefError/notASite(_:)`` when the folder holds anything but an earlier site.
  init(_ folder: URL) throws {
    self.folder = folder.standardizedFileURL
    let path = self.folder.path
    let held = try? FileManager.default.contentsOfDirectory(atPath: path)
    if held == nil, FileManager.default.fileExists(atPath: path) {
      throw BriefError.notASite(path)
    }
    if let held, !held.isEmpty, !held.contains(siteMarker) { throw BriefError.notASite(path) }
    draft = URL(filePath: path + ".new", directoryHint: .isDirectory)
    if let left = try? FileManager.default.contentsOfDirectory(atPath: draft.path), !left.isEmpty,
      !left.contains("assets")
    {
      throw BriefError.notASite(draft.path)
    }
    try? FileManager.default.removeItem(at: draft)
  }

  /// Moves the finished site into its place; what was there goes once the new one stands.
  func publish(pageCount: Int, release: Int?) throws {
    let about = JSONText.object([
      ("madeBy", .text("pipeline site")), ("pages", .integer(pageCount)),
      ("release", JSONText(release)),
    ])
    try Data(about.document.utf8).write(to: draft.appending(path: siteMarker))
    let old = URL(filePath: folder.path + ".old", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: old)
    if FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.moveItem(at: folder, to: old)
    }
    try FileManager.default.moveItem(at: draft, to: folder)
    try? FileManager.default.removeItem(at: old)
  }
}
