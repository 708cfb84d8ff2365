import Brief
import Load
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the briefings of several areas from a release, into its own `briefings` folder unless
/// another is given.
///
/// - Returns: the files written.
func brief(
  _ areaCodes: [String], from release: Release, into folder: String? = nil,
  as formats: [BriefingFormat] = BriefingFormat.allCases
) throws -> [String] {
  let database = try Database(readOnly: release.databasePath)
  let writer = try BriefingWriter()
  let target = URL(filePath: folder ?? "\(release.path)/briefings")
  return try areaCodes.flatMap { code in
    try write(brief(code, from: database), into: target, as: formats, using: writer).map(\.path)
  }
}

extension Records {
  /// The live upper-tier authorities that have figures of their own or of the code before.
  var areasToBrief: [String] {
    let held = Set(
      observations.areas.filter(\.areaType.isLocalAuthority).map { gazetteer.current($0).code })
    return held.filter { code in
      guard let area = gazetteer.area(code: code), area.isLive else { return false }
      return area.upperTierCode == nil || area.upperTierCode == code
    }.sorted()
  }
}
