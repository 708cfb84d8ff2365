import ArgumentParser
import Fetch

/// `pipeline fetch`: bring in what the sources offer, and nothing else.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch the sources and keep their untouched bytes as snapshots.",
    discussion: """
      Snapshots lie under snapshots/SOURCE in the state folder, each named after the SHA-256 of \
      its bytes; manifest.jsonl beside them says what was asked when. A fetch that fails never \
      replaces what is held.

      On a terminal a bar shows how far it has come; otherwise each request gets a line. Ctrl-C \
      stops within a second and keeps what is whole.

      Examples:
        pipeline fetch --dry-run
        pipeline fetch --only fingertips
        pipeline fetch --only boards --again
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  @Flag(name: .customLong("dry-run"), help: "Say what would be asked for and why; ask nothing.")
  var isDryRun = false

  func run() throws {
    try Work(stage: "fetch", options: common).perform { setting in
      try setting.alone { store in try run(setting, store) }
    }
  }

  private func run(_ setting: Setting, _ store: SnapshotStore) throws {
    let plan = try setting.plan(inputs)
    if isDryRun { return try plan.outlook(store).forEach { setting.say(Self.line($0)) } }
    let fetched = try fetch(plan, under: setting, into: store, saysEach: true)
    setting.say("\(fetched.snapshots.count) snapshots are in use.")
    try fetched.endRun()
  }

  /// `fingertips/x.csv: not held yet: https://…`
  private static func line(_ request: PlannedRequest) -> String {
    let subject = "\(request.sourceID)/\(request.name): \(request.reason)"
    return Console.printable(subject + (request.address.map { ": \($0)" } ?? ""))
  }
}
