import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a state folder has published, in the words of the last line of a log.
struct Published {
  /// When the database of the published release was made; nil when nothing is published.
  let date: Date?

  init(in state: String) {
    let release = try? Release.current(in: state)
    date = release.flatMap { release in
      let facts = try? FileManager.default.attributesOfItem(atPath: release.databasePath)
      return facts?[.modificationDate] as? Date
    }
  }

  /// Whole days since then, never fewer than none, whatever the clock says.
  var ageDays: Int? { date.map { max(0, Int(Date().timeIntervalSince($0) / 86_400)) } }

  var day: String? { date.map { String($0.formatted(.iso8601).prefix(10)) } }
}
