import ArgumentParser
import Fetch
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline status`: what is held and what is published.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say which snapshots are held, how old they are, and what is published.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let sources = try Sources(try common.configuration)
    if FileManager.default.fileExists(atPath: "\(common.state)/snapshots") {
      let store = try SnapshotStore(stateDirectory: common.state)
      for source in sources.all where source.shape != .configuration {
        Console.say(line(source, store.latestGood(sourceID: source.id)))
      }
    }
    let release = try Release.current(in: common.state)
    let database = try Database(readOnly: release.databasePath)
    let counts =
      try database.query(
        """
        SELECT (SELECT count(*) FROM observation), (SELECT count(DISTINCT indicator_id) FROM series),
          (SELECT count(DISTINCT area_id) FROM series), (SELECT count(*) FROM reject)
        """
      ) { row in (0..<4).map { row.integer($0) ?? 0 } }.first ?? []
    Console.say(
      "published: release \(release.number), \(counts[0]) observations of \(counts[1]) indicators"
        + " in \(counts[2]) areas, \(counts[3]) rows rejected")
    Console.say("database: \(release.databasePath)")
  }

  private func line(_ source: Source, _ snapshots: [Snapshot]) -> String {
    guard let newest = snapshots.map(\.retrievedAt).max() else {
      return "\(source.id): nothing held yet"
    }
    return "\(source.id): \(snapshots.count) snapshots, the newest of \(newest)"
  }
}
