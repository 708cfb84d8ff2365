import ArgumentParser
import Load

/// `pipeline releases`: what is kept.
struct ReleasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases",
    abstract: "List the releases that are kept, the newest first.",
    discussion: """
      A star marks the release that is current. For each: when it was published, how many \
      observations it holds, what changed, and which gates warned or were let through.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let current = try Release.current(in: common.state)
    for release in Release.all(in: common.state).reversed() {
      Console.say(line(release, isCurrent: release == current))
    }
  }

  private func line(_ release: Release, isCurrent: Bool) -> String {
    let head = (isCurrent ? "* " : "  ") + release.name
    guard let manifest = try? release.manifest() else { return "\(head)  without a manifest" }
    var parts = [head, manifest.run.ended, "\(manifest.observations) observations"]
    let revisions = manifest.revisions.sorted { $0.key < $1.key }.filter { $0.value > 0 }
    parts += revisions.map { "\($0.value) \($0.key)" }
    let remarkable = manifest.gates.filter { $0.outcome != .passed }
    parts += remarkable.map { "\($0.gate.rawValue) \($0.outcome.rawValue)" }
    return parts.joined(separator: "  ")
  }
}

extension ReleaseManifest {
  fileprivate var observations: Int { tables.first { $0.name == "observation" }?.rows ?? 0 }
}
