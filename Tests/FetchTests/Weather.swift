import Support
import Testing

@testable import Fetch

/// A store and a client of one test. A test of the limits of time sets its own.
struct Weather {
  let folder = TemporaryFolder()
  let store: SnapshotStore
  var options = HTTPClientOptions(userAgent: "test-pipeline/1.0 (+mailto:test@example.org)")

  init() throws {
    store = try SnapshotStore(stateDirectory: folder.path + "/state")
    options.paceSeconds = 0
    options.maxTries = 3
    options.firstRetryDelaySeconds = 0.05
    options.connectTimeoutSeconds = 30
    options.allowsPlainHTTP = true
    options.allowedTestAddresses = ["127.0.0.1"]
  }

  func ask(
    _ address: String, as expected: ExpectedContent = .any,
    _ adjust: (inout FetchRequest) -> Void = { _ in }
  ) throws -> FetchReport {
    var request = FetchRequest(
      sourceID: "source", name: "file", address: address, expectedContent: expected,
      maxBytes: 1 << 20, timeoutSeconds: 30, respectsRobots: false)
    adjust(&request)
    let reports = HTTPClient(options: options).fetch([request], into: store)
    return try #require(reports.first)
  }

  /// The files that are kept, besides the manifest.
  var kept: [String] {
    fileNames(in: folder.path + "/state/snapshots/source").filter { $0 != "manifest.jsonl" }
  }

  /// The lines of the manifest.
  func manifest() throws -> [ManifestEntry] {
    try Manifest(path: folder.path + "/state/snapshots/source/manifest.jsonl").entries
  }
}

/// The bytes of a table that every test may use.
let table = "Area Code,Value\nE06000001,1.5\nE06000002,2.5\n"

extension FetchOutcome {
  /// A short name for comparing outcomes of which only the kind matters.
  var isGood: Bool { snapshot != nil }
}
