import Support
import Testing

@testable import Fetch

/// What a line of the manifest says besides the outcome.
struct ManifestLineTests {
  @Test func `a publisher's clock that is a day or more away is noted`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      let date = request.path == "/far" ? "Sun, 06 Nov 1994 08:49:37 GMT" : "nonsense"
      return [.answer(200, table, "Date: \(date)")]
    }
    _ = try weather.ask(server.url("/far"))
    _ = try weather.ask(server.url("/near"))
    let lines = try weather.manifest()
    #expect((lines[0].clockDiffersSeconds ?? 0) < -86_400)
    #expect(lines[1].clockDiffersSeconds == nil)
  }

  @Test func `a failed line says since when what is held is stale`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      [1, 2].contains(request.count) ? [.answer(404)] : [.answer(200, table)]
    }
    for _ in 0..<4 { _ = try weather.ask(server.url("/x")) }
    let lines = try weather.manifest()
    #expect(lines.map(\.outcome) == ["fresh", "gone", "gone", "unchanged"])
    #expect(lines[1].staleSince == lines[1].retrievedAt)
    #expect(lines[2].staleSince == lines[1].retrievedAt)
    #expect(lines[3].staleSince == nil)
  }

  @Test func `a line has the licence and what came over the wire`() throws {
    let weather = try Weather()
    let server = try FaultServer(
      .answer(200, table, "ETag: \"a\"", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT"))
    _ = try weather.ask(server.url("/x")) {
      ($0.licence, $0.attribution) = ("OGL", "Somebody")
    }
    let line = try #require(try weather.manifest().first)
    #expect(line.licence == "OGL")
    #expect(line.attribution == "Somebody")
    #expect(line.bytesOnTheWire == table.utf8.count)
    #expect(line.bytesDecoded == table.utf8.count)
    #expect(line.etag == "\"a\"")
    #expect(line.lastModified == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(line.tries == 1)
    #expect(line.status == 200)
    #expect(line.sha256 == (try sha256Hex(of: table.utf8)))
  }
}
