import Support
import Testing

@testable import Fetch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Rows N26 to N29 of the fault matrix: what is held already, and what the publisher says of it.
struct ConditionalFetchTests {
  /// Gives the same table, and 304 to whoever has it.
  private func server() throws -> FaultServer {
    try FaultServer { request in
      request.headers["if-none-match"] == "\"one\""
        ? [.answer(304, "", "ETag: \"one\"")] : [.answer(200, table, "ETag: \"one\"")]
    }
  }

  @Test func `N26 a 304 leaves what is held in use`() throws {
    let (weather, server) = (try Weather(), try server())
    let first = try weather.ask(server.url("/x"), as: .csv)
    let second = try weather.ask(server.url("/x"), as: .csv)
    let third = try weather.ask(server.url("/x"), as: .csv)
    let held = try #require(first.heldSnapshot)
    #expect(first.outcome == .fresh(held))
    #expect(second.outcome == .unchanged(held))
    #expect(third.outcome == .unchanged(held))
    #expect(second.sentence == "source/file: Nothing has changed since the last fetch.")
    #expect(second.statusCode == 304)
    #expect(weather.kept == [held.sha256])
    #expect(try weather.manifest().map(\.outcome) == ["fresh", "unchanged", "unchanged"])
  }

  @Test func `N27 a damaged snapshot is fetched again in full`() throws {
    let (weather, server) = (try Weather(), try server())
    let held = try #require(try weather.ask(server.url("/x"), as: .csv).heldSnapshot)
    try FileManager.default.removeItem(atPath: held.path)
    try Data(table.utf8.map { $0 == 49 ? 50 : $0 }).write(to: URL(filePath: held.path))
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == .unchanged(held))
    #expect(server.requests.map { $0.headers["if-none-match"] } == [nil, "\"one\"", nil])
    try weather.store.verify(held)
  }

  @Test func `N27 a missing snapshot is fetched again in full`() throws {
    let (weather, server) = (try Weather(), try server())
    let held = try #require(try weather.ask(server.url("/x"), as: .csv).heldSnapshot)
    try FileManager.default.removeItem(atPath: held.path)
    #expect(try weather.ask(server.url("/x"), as: .csv).statusCode == 200)
    try weather.store.verify(held)
  }

  @Test func `N27 a 304 that nobody asked for is refused`() throws {
    let weather = try Weather()
    let server = try FaultServer(.answer(304))
    let report = try weather.ask(server.url("/x"))
    #expect(
      report.outcome.sentence
        == "The server does not answer by the rules of HTTP (status 304 without a condition).")
    #expect(weather.kept == [])
  }

  @Test func `N28 another ETag with the same bytes is no change`() throws {
    let weather = try Weather()
    let server = try FaultServer { [.answer(200, table, "ETag: \"\($0.count)\"")] }
    let held = try #require(try weather.ask(server.url("/x"), as: .csv).heldSnapshot)
    #expect(try weather.ask(server.url("/x"), as: .csv).outcome == .unchanged(held))
    #expect(try weather.manifest().last?.etag == "\"1\"")
    #expect(try weather.manifest().last?.heldSince == held.retrievedAt)
  }

  @Test func `N29 the same ETag with other bytes is a new snapshot`() throws {
    let weather = try Weather()
    let server = try FaultServer {
      [.answer(200, table + "E06000003,\($0.count)\n", "ETag: \"one\"")]
    }
    let first = try weather.ask(server.url("/x"), as: .csv)
    let second = try weather.ask(server.url("/x"), as: .csv)
    #expect([first.outcome.code, second.outcome.code] == ["fresh", "fresh"])
    #expect(weather.kept.count == 2)
    #expect(weather.store.latestGood(sourceID: "source", name: "file") == second.heldSnapshot)
  }

  @Test func `validators are only sent back to the address that gave them`() throws {
    let (weather, server) = (try Weather(), try server())
    _ = try weather.ask(server.url("/x"), as: .csv)
    _ = try weather.ask(server.url("/y"), as: .csv)
    #expect(server.requests.allSatisfy { $0.headers["if-none-match"] == nil })
  }

  @Test func `a failure never replaces what is held`() throws {
    let weather = try Weather()
    let server = try FaultServer { request in
      request.count == 0 ? [.answer(200, table)] : [.answer(500, "sorry")]
    }
    let held = try #require(try weather.ask(server.url("/x"), as: .csv).heldSnapshot)
    let report = try weather.ask(server.url("/x"), as: .csv)
    #expect(report.outcome == .temporary(.status(500)))
    #expect(report.heldSnapshot == held)
    #expect(
      report.sentence
        == "source/file: The server is in trouble or busy (status 500). Tried 3 times. The last "
        + "good copy, of \(held.retrievedAt.prefix(10)), is still in use; "
        + "nothing to do unless this repeats.")
    #expect(weather.store.latestGood(sourceID: "source", name: "file") == held)
  }
}
