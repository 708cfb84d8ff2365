import Foundation
import Support
import Testing

/// Whether this machine lets a test have a network of its own.
private enum NetworkNamespace {
  static let isAvailable =
    geteuidIsRoot
    && ["unshare --net --mount true", "ip -Version", "python3 --version"].allSatisfy { command in
      let words = command.split(separator: " ").map(String.init)
      return (try? ProgramRun(words[0], Array(words.dropFirst())))?.status == 0
    }
}

/// Rows N23 and N24 of the fault matrix with real addresses: a network of its own in which the
/// machine has the addresses that must not be reached, and somebody listens on each.
@Suite(.enabled(if: NetworkNamespace.isAvailable, "needs unshare, ip and python3 as root"))
struct NetworkNamespaceTests {
  private struct Result: Decodable {
    let status: Int32
    let outcomes: [String: String]
    let connects: [String: Int]
  }

  @Test func `N23 N24 no redirect and no name leads to an address inside`() throws {
    let script = SharedData.projectRoot.appending(path: "Tests/network/ssrf.py").path
    let run = try ProgramRun(
      "unshare", ["--net", "--mount", "python3", script, ProgramRun.pipelinePath])
    #expect(run.status == 0, "\(run.complaints)")
    let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
    #expect(result.status == 76)
    #expect(result.outcomes.count == 13)
    #expect(result.outcomes.filter { $0.value != "address_refused" } == [:])
    // The one connection is the script's own, which shows that the listeners listen.
    #expect(result.connects == ["::ffff:10.0.0.1": 1])
  }
}
