import Foundation
import Support
import Testing

/// The command `serve` over a real connection, or its sentence where it was built without.
@Suite struct ServeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    _ = try folder.write("site.json", "{}")
    _ = try folder.write("index.html", "<h1>Home</h1>")
  }

  #if Serve
    @Test func `pages are shown on loopback until the process is stopped`() throws {
      let log = folder.path + "/log"
      let server = try StartedProgram(
        ProgramRun.pipelinePath, ["serve", folder.path, "--port", "0"], output: log)
      defer { server.stop() }
      let address = try #require(try Self.address(in: log))
      let page = try curl("-i", address)
      #expect(page.contains("200 OK"))
      #expect(page.contains("Content-Security-Policy: default-src 'none'"))
      #expect(page.contains("<h1>Home</h1>"))
      #expect(try curl("-i", "--path-as-is", address + "../log").contains("404 Not Found"))
      let elsewhere = [
        "%2e%2e/log", "..%2flog", "areas/../../log", "/etc/passwd", ".git/config",
        "site.json%00.html", "a%5c..%5clog", "%zz", "outside",
      ]
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/outside", withDestinationPath: "/etc/passwd")
      for path in elsewhere {
        let answer = try curl("-i", "--path-as-is", address + path)
        #expect(answer.contains("404 Not Found"), "\(path): \(answer)")
        #expect(!answer.contains("root:"), "\(path)")
      }
      for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        #expect(try curl("-i", "-X", method, address).contains("405 "), "\(method)")
      }
      #expect(folder.contents().sorted() == ["index.html", "log", "outside", "site.json"])
      #expect(try curl("-i", "-X", "POST", address).contains("405 Method Not Allowed"))
      #expect(try curl("-I", address).contains("200 OK"))
      #expect(try curl("-i", "-H", "Host: evil.example", address).contains("421 "))
    }

    private func curl(_ arguments: String...) throws -> String {
      try ProgramRun("curl", ["-s", "--max-time", "60"] + arguments).output
    }

    /// Waits for the line that says where the site is shown.
    private static func address(in log: String) throws -> String? {
      for _ in 0..<1200 {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        if let start = text.range(of: "http://"), let end = text.range(of: " until") {
          return String(text[start.lowerBound..<end.lowerBound])
        }
        usleep(50_000)
      }
      return nil
    }
  #else
    @Test func `a build without the server says how to see the site`() throws {
      let run = try ProgramRun.pipeline("serve", folder.path)
      #expect(run.status == 69)
      #expect(
        run.complaints
          == "pipeline: This program was built without its server. Open \(folder.path)/index.html in"
          + " a browser, or build with: swift build -c release --traits Serve\n")
    }
  #endif
}
