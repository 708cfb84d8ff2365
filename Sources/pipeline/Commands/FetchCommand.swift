import ArgumentParser
import Fetch
import Logging

/// `pipeline fetch`: bring in what the sources offer, and nothing else.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch the sources and keep their untouched bytes as snapshots.",
    discussion: """
      Snapshots lie under snapshots/SOURCE in the state folder, each named after the SHA-256 of \
      its bytes; manifest.jsonl beside them says what was asked when. A fetch that fails never \
      replaces what is held.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() throws {
    let setting = try Setting(common, stage: "fetch")
    try setting.alone { store in
      let fetched = try fetch(try setting.plan(inputs), into: store) { report in
        setting.log.info("\(report.sentence)", metadata: ["source": "\(report.request.sourceID)"])
      }
      setting.report(fetched)
      for snapshot in fetched.snapshots {
        setting.say(
          "\(snapshot.sourceID)/\(snapshot.name): \(snapshot.byteCount) bytes,"
            + " sha256 \(snapshot.sha256.prefix(12)), \(snapshot.retrievedAt)")
      }
      try setting.refuseNothing(fetched)
      try ExitStatus.worst(of: fetched.reports).exitUnlessOK()
    }
  }
}
