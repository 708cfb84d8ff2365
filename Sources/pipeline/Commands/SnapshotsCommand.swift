import ArgumentParser
import Fetch

/// `pipeline snapshots`: look after the bytes that are held.
struct SnapshotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshots",
    abstract: "List, verify or prune the untouched bytes that are held.",
    subcommands: [
      SnapshotsListCommand.self, SnapshotsVerifyCommand.self, SnapshotsPruneCommand.self,
    ],
    defaultSubcommand: SnapshotsListCommand.self)
}

/// `pipeline snapshots list`: one line for each snapshot.
struct SnapshotsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the snapshots that are held, newest of each name.",
    discussion: "Columns: source/name, bytes, when received, age in days, start of the SHA-256.")

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Only this source (repeatable).", valueName: "source"))
  var only: [String] = []

  @Flag(help: "List earlier snapshots of each name too.")
  var all = false

  func run() throws {
    let store = try SnapshotStore(stateDirectory: common.state)
    for source in store.sourceIDs() where only.isEmpty || only.contains(source) {
      let held = all ? store.snapshots(sourceID: source) : store.latestGood(sourceID: source)
      for snapshot in held {
        let age = store.ageDays(snapshot).map { "\($0) days" } ?? "age unknown"
        Console.say(
          Console.printable(
            "\(source)/\(snapshot.name)  \(snapshot.byteCount) bytes  \(snapshot.retrievedAt)"
              + "  \(age)  \(snapshot.sha256.prefix(12))"))
      }
    }
  }
}

/// `pipeline snapshots verify`: read every snapshot through.
struct SnapshotsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every snapshot and compare it with its SHA-256.",
    discussion: """
      A damaged snapshot is never used; `pipeline fetch` asks for it again. Ends with status 66 \
      when one is damaged.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let store = try SnapshotStore(stateDirectory: common.state)
    var (count, damage) = (0, [FetchError]())
    for source in store.sourceIDs() {
      for snapshot in store.snapshots(sourceID: source) {
        count += 1
        do {
          try store.verify(snapshot)
        } catch let error as FetchError {
          damage.append(error)
        }
      }
      damage += store.missing(sourceID: source)
    }
    damage.forEach { Console.complain("\($0)") }
    if !common.quiet { Console.say("\(count) snapshots read, \(damage.count) damaged or missing.") }
    if let first = damage.first { try ExitStatus(first).exitUnlessOK() }
  }
}

/// `pipeline snapshots prune`: remove what is neither young nor among the newest.
struct SnapshotsPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove snapshots that are old and not among the newest of their name.",
    discussion: """
      The newest good snapshot of a name is never removed. The manifest keeps its lines, so that \
      what was once held stays known.
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("How many of each name stay whatever their age.", valueName: "count"))
  var keep = 3

  @Option(
    name: .customLong("older-than"),
    help: ArgumentHelp("Only those received longer ago than this.", valueName: "days"))
  var olderThanDays = 730

  @Flag(name: .customLong("dry-run"), help: "Say what would be removed; remove nothing.")
  var isDryRun = false

  func validate() throws {
    if keep < 1 { throw ValidationError("--keep \(keep): expected 1 or more.") }
    if olderThanDays < 0 {
      throw ValidationError("--older-than \(olderThanDays): expected 0 or more days.")
    }
  }

  func run() throws {
    let setting = try Setting(common, stage: "snapshots")
    try setting.alone { store in
      let removed = try store.prune(
        keep: keep, olderThanDays: olderThanDays, isDryRun: isDryRun)
      let word = isDryRun ? "would be removed" : "removed"
      for snapshot in removed {
        setting.say(
          Console.printable(
            "\(snapshot.sourceID)/\(snapshot.name) of \(snapshot.retrievedAt): \(word)"))
      }
      let bytes = removed.reduce(0) { $0 + $1.byteCount }
      setting.say("\(removed.count) snapshots, \(bytes) bytes \(word).")
    }
  }
}
