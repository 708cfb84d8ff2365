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
/// - Returns: the files written.
func brief(_ areaCodes: [String], from release: Release, _ plan: BriefingPlan = BriefingPlan())
  throws -> [String]
{
  let database = try Database(readOnly: release.databasePath)
  let writer = try plan.writer()
  let target = URL(filePath: plan.folder ?? release.briefingsPath)
  let earlier = earlierDatabase(release, plan.options.since)
  return try areaCodes.flatMap { code in
    try writer.write(
      brief(code, from: database, after: earlier, plan.options), into: target, as: plan.formats
    ).map(\.path)
  }
}

/// The database of the release that changes are counted from; nil where it is not kept any more.
private func earlierDatabase(_ release: Release, _ since: ChangesSince?) -> Database? {
  let number: Int
  switch since {
  case .release(let asked): number = asked
  case .day: return nil
  case nil: number = release.number - 1
  }
  return release.sibling(number).flatMap { try? Database(readOnly: $0) }
}
