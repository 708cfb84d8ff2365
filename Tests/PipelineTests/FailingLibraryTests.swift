import Foundation
import Support
import Testing
import Transform

@testable import pipeline

/// A C library that has no memory, or does not do what it is there for.
@Suite(.enabled(if: FailingLibrary.isAvailable, "needs Linux and clang"))
final class FailingLibraryTests {
  private static let library = Result { try FailingLibrary() }
  private let folder = TemporaryFolder()

  private func pipeline(_ arguments: [String], failing call: String?) throws -> ProgramRun {
    try ProgramRun(
      ProgramRun.pipelinePath, arguments + ["--state", folder.path + "/state"],
      environment: try Self.library.get().environment(failing: call))
  }

  /// “[1]”, as it is, in gzip's wrapping.
  private static let gzippedList: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 3, 0,
    0xFC, 0xFF, 0x5B, 0x31, 0x5D, 0xB8, 0x32, 0x2F, 0x4C, 3, 0, 0, 0,
  ]

  static let calls: [(String, String)] = [
    (
      "curl_multi_init",
      "HTTP: libcurl could not be used: it could not be set up. Nothing was fetched; check that it is"
        + " installed."
    ),
    (
      "curl_multi_add_handle",
      "HTTP: libcurl could not be used: Internal error. Nothing was fetched; check that it is"
        + " installed."
    ),
    (
      "EVP_DigestInit_ex",
      "SHA-256: libcrypto could not be used: it offers no SHA-256. Nothing was fetched; check that it"
        + " is installed."
    ),
    ("EVP_MD_CTX_new", "SHA-256: out of memory. Nothing was changed; run again with more."),
    ("inflateInit2_", "gzip: out of memory. Nothing was changed; run again with more."),
    ("inflate", "gzip: out of memory. Nothing was changed; run again with more."),
  ]

  @Test(arguments: calls)
  func `a library that fails is named, and nothing is kept`(call: String, words: String) throws {
    let server = try FaultServer { _ in
      let head = "Content-Encoding: gzip\r\nContent-Length: \(Self.gzippedList.count)"
      return [.text("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n"), .bytes(Self.gzippedList)]
    }
    let configuration = try folder.write("pipeline.yaml", Self.configuration(server))
    let fetch = ["fetch", "--config", configuration]
    let run = try pipeline(fetch, failing: call)
    #expect(run.status == 71, "\(run.complaints)")
    #expect(run.complaints.contains(words), "\(run.complaints)")
    let kept = folder.contents().filter { $0.contains("snapshots/lists/") }
    #expect(kept.filter { !$0.hasSuffix("manifest.jsonl") } == [])
    #expect(try pipeline(fetch, failing: nil).status == 0)
  }

  private static let outOfMemory =
    "out of memory while it was read. Nothing of it was loaded; run again with more."

  @Test(arguments: [
    ("gzdopen", 71, outOfMemory), ("inflateInit2_", 71, outOfMemory),
    (
      "read", 74,
      "cannot be read (Input/output error). Check the path, its permissions and the disk."
    ),
  ])
  func `a packed file that the machine fails to read is not called damaged`(
    call: String, status: Int32, words: String
  ) throws {
    let packed = folder.path + "/packed.csv.gz"
    let fixture = SharedData.projectRoot.path + "/fixtures/fingertips/illustrative-indicators-1.csv"
    #expect(try ProgramRun("sh", ["-c", "gzip -c \"$0\" >\"$1\"", fixture, packed]).status == 0)
    let transform = ["transform", "--check", packed]
    let run = try pipeline(transform, failing: call)
    #expect(run.status == status, "\(run.complaints)")
    #expect(
      run.complaints.contains("packed.csv.gz: \(words)\n"), "\(run.complaints)")
    #expect(try pipeline(transform, failing: nil).status == 0)
  }

  /// The process that parses pages has no environment of its parent's, so that it is started here.
  @Test func `a page that the parser makes nothing of is refused`() throws {
    let page = BoardPage(
      bytes: Array("<p>Words".utf8), contentType: nil, status: 200,
      finalURL: "https://a.example/", requestedURL: "https://a.example/")
    let job = try folder.write("job", "")
    let file = try FileHandle(forWritingTo: URL(filePath: job))
    let frame = try HTMLJob(kind: .glossary, pages: [page]).encoded()
    #expect(PipeFrame.write(frame, to: file.fileDescriptor))
    let run = try ProgramRun(
      "sh", ["-c", "exec \"$0\" parse-html <\"$1\"", ProgramRun.pipelinePath, job],
      environment: try Self.library.get().environment(failing: "htmlNewParserCtxt"))
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("{\"refused\":{\"_0\":{\"unreadable\":{}}}}"), "\(run.output)")
  }

  private static func configuration(_ server: FaultServer) -> String {
    """
    contact: me
    sources:
      - id: lists
        name: N
        publisher: P
        shape: fingertips-lists
        address: \(server.url("/"))
        licence: L
        attribution: A
        cadence_days: 30
        pace_seconds: 0
        respects_robots: false
        requests: [{name: first, address: first}]

    """
  }
}

/// `Tests/faults/failing-library.c`, built.
private struct FailingLibrary {
  static let isAvailable = isLinux && TestTools.isInstalled("clang")
  private let folder = TemporaryFolder()

  #if os(Linux)
    private static let isLinux = true
  #else
    private static let isLinux = false
  #endif

  init() throws {
    let source = SharedData.projectRoot.appending(path: "Tests/faults/failing-library.c").path
    let run = try ProgramRun("clang", ["-shared", "-fPIC", "-o", path, source])
    try #require(run.status == 0, "\(run.complaints)")
  }

  private var path: String { folder.path + "/failing-library.so" }

  func environment(failing call: String?) -> [String: String] {
    ["LD_PRELOAD": path, "FAILING_CALL": call ?? ""]
  }
}
