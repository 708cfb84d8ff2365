import Brief
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What to write of a release, and how.
struct BriefingPlan {
  var formats = BriefingFormat.pages
  var options = BriefingOptions()
  /// A folder whose templates and house style stand in place of the built-in ones.
  var templates: String?
  /// Where the files go; when nil the `briefings` of a release that is being made, or the folder
  /// beside the releases once it is published.
  var folder: String?

  /// The templates and what stands around their pages.
  func writer() throws -> BriefingWriter {
    guard let templates else { return try BriefingWriter() }
    let folder = URL(filePath: templates)
    var shell = PageShell()
    let texts = try Templates(in: folder)
    shell.house = try HouseStyle(in: folder)
    return try BriefingWriter(texts, shell: shell)
  }
}

/// Writes the briefings of several areas from a release.
///
/// - Parameters:
///   - areaCodes: the codes of the areas.
///   - release: a published release, or a draft.
///   - earlier: the release before where it was proved just now; looked for beside the release when
///     nil.
///   - plan: what to write.
/// - Returns: the files written.
/// - Throws: `BriefError`, `LoadError` or the file system's error.
func brief(
  _ areaCodes: [String], from release: Release, after earlier: Release? = nil,
  _ plan: BriefingPlan = BriefingPlan()
) throws -> [String] {
  try writeBriefings(
    of: areaCodes, from: release.databasePath,
    after: earlier?.databasePath ?? (try earlierDatabase(release, plan.options.since)),
    plan.options, with: plan.writer(),
    into: URL(filePath: plan.folder ?? release.briefingsPath), as: plan.formats
  ).map(\.path)
}

/// The database of the release that changes are counted from; nil where it is not kept any more.
private func earlierDatabase(_ release: Release, _ since: ChangesSince?) throws -> String? {
  switch since {
  case .release(let asked): release.sibling(asked)
  case .day: nil
  case nil: try releaseBefore(in: Database(readOnly: release.databasePath)).flatMap(release.sibling)
  }
}
