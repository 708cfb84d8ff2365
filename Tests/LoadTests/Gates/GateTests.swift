import Fetch
import Foundation
import Support
import Testing
import Transform

@testable import Load

/// Real files corrupted on purpose, and real files as they follow one another.
struct GateTests {
  private static let seed: UInt64 = 20_261_126

  /// Loads each corruption of a table against the table as it is.
  private func check(_ corruptions: [Corruption], of table: CSVTable) throws {
    let real = try RealTables()
    let release = try real.publish(table)
    for (number, corruption) in corruptions.enumerated() {
      var random = SeededNumbers(seed: Self.seed + UInt64(number))
      let blocking = try real.gatesBlocking(corruption.bytes(table, &random))
      #expect(
        !blocking.isDisjoint(with: corruption.gates),
        "\(corruption.name), seed \(Self.seed): blocked by \(blocking.map(\.rawValue).sorted())")
      #expect(try Release.current(in: real.state) == release)
    }
    #expect(try release.problems().isEmpty)
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `files that are not what they should be are blocked`() throws {
    #expect(
      (Corruption.files + Corruption.rows + Corruption.texts + Corruption.figures
        + Corruption.withheld).count >= 50)
    try check(Corruption.files, of: RealTables.isolation())
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `rows that are lost, doubled or renamed are blocked`() throws {
    try check(Corruption.rows, of: RealTables.screening())
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `texts that cannot be read are blocked`() throws {
    try check(Corruption.texts, of: RealTables.isolation())
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `figures that cannot be right are blocked`() throws {
    try check(Corruption.figures, of: RealTables.screening())
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `numbers in place of withheld values are blocked`() throws {
    try check(Corruption.withheld, of: RealTables.withheld())
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `a new period in another unit is blocked`() throws {
    let table = try RealTables.screening()
    let newest = table.texts("Time period").last
    let real = try RealTables()
    var before = table
    before.keep { $0[$1, "Time period"] != newest }
    try real.publish(before)
    var slipped = table
    for column in table.header where column == "Value" || column.contains("CI 9") {
      slipped.change(column, where: { table[$0, "Time period"] == newest }) { $0 / 100 }
    }
    let blocking = try real.gatesBlocking(Array(slipped.text.utf8))
    #expect(blocking.contains(.unitScale))
    #expect(try real.gatesBlocking(Array(table.text.utf8)) == [])
  }

  /// Real files as they were each year: one more period each time; the newest figures of some areas
  /// preliminary, and revised in the year after; indicators that come in 2016; and councils that give
  /// way to those that they were merged into, with all that they had.
  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `twelve versions that follow one another are published`() throws {
    let real = try RealTables()
    let tables = try [RealTables.screening(), RealTables.isolation(), RealTables.merged()]
    let families = try RealTables.families()
    let revised = try Self.revisedAreas(real, tables[0])
    for year in 2013...2024 {
      let final = tables[0]
      var (first, others) = (final, [tables[1], tables[2]])
      if year >= 2016 { others.append(families) }
      for column in ["Value", "Count"] + final.header.filter({ $0.contains("CI 9") }) {
        first.change(
          column,
          where: {
            final[$0, "Time period"] == "\(year)" && revised.contains(final[$0, "Area Code"])
          }
        ) { $0 * 0.998 }
      }
      let versions = ([first] + others).map { Self.version(of: year, $0) }
      let release = try real.load(
        real.records(versions.enumerated().map { ("figures-\($0).csv", Array($1.text.utf8)) })
      ).publish()
      let manifest = try #require(try release.manifest())
      #expect(manifest.run.sequence == year - 2012)
      #expect(manifest.gates.allSatisfy { $0.outcome != .blocked })
      if year == 2013 { continue }
      #expect((manifest.revisions["new_period"] ?? 0) > 0)
      #expect(manifest.revisions["revised"] == revised.count)
      if year == 2016 { #expect((manifest.revisions["added"] ?? 0) >= families.rows.count / 2) }
      let isMerger = [2021, 2023].contains(year)
      #expect((manifest.revisions["withdrawn"] ?? 0 > 0) == isMerger)
      #expect(manifest.gates.contains { $0.gate == .vanished && $0.outcome == .warned } == isMerger)
    }
  }

  /// A file as it was in a year: nothing newer, and nothing of councils whose successors are there.
  private static func version(of year: Int, _ table: CSVTable) -> CSVTable {
    var table = table
    table.keep { (Int($0[$1, "Time period"].prefix(4)) ?? 0) <= year }
    let held = Set(table.texts("Area Code"))
    table.keep { table, row in
      let successors = RealTables.predecessors[table[row, "Area Code"]] ?? []
      return held.isDisjoint(with: successors)
    }
    return table
  }

  /// Four authorities with a figure for every year, of which no anchor holds one.
  private static func revisedAreas(_ real: RealTables, _ table: CSVTable) throws -> Set<String> {
    let anchored = Set(
      try real.records([("anchors.csv", Array(table.text.utf8))]).anchors.map(\.areaCode))
    let years = Dictionary(grouping: table.rows.indices.filter { table[$0, "Value"] != "" }) {
      table[$0, "Area Code"]
    }
    let codes = years.filter { $0.value.count == 15 && !anchored.contains($0.key) }.keys
      .filter { $0.hasPrefix("E06") || $0.hasPrefix("E09") }.sorted()
    #expect(codes.count >= 4)
    return Set(codes.prefix(4))
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `what a person accepts is let through once and recorded`() throws {
    let table = try RealTables.screening()
    let real = try RealTables()
    try real.publish(table)
    var without = table
    without.keep { $0[$1, "Area Code"] != "E12000001" }
    let other = try #require(Acceptance("vanished:E12000002", reason: "another area"))
    #expect(throws: LoadError.self) { try real.load(without, accepting: [other]) }
    let accepted = try [
      #require(Acceptance("vanished:E12000001", reason: "abolished")),
      #require(Acceptance("closed-periods", reason: "abolished")),
    ]
    let release = try real.load(without, accepting: accepted).publish()
    let manifest = try #require(try release.manifest())
    #expect(manifest.accepted == accepted)
    #expect(manifest.gates.contains { $0.gate == .vanished && $0.outcome == .accepted })
    #expect(manifest.revisions["withdrawn"] == 15)
    let gates = try real.gatesBlocking(
      Array(
        {
          var less = without
          less.keep { $0[$1, "Area Code"] != "E12000002" }
          return less
        }().text.utf8))
    #expect(gates.contains(.vanished))
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `anchors are held against a first release too`() throws {
    var table = try RealTables.screening()
    let real = try RealTables()
    let anchors = try real.records([("figures.csv", Array(table.text.utf8))]).anchors
    #expect(anchors.count >= 20)
    let anchor = try #require(
      anchors.first { anchor in table.texts("Area Code").contains(anchor.areaCode) })
    let row = try #require(table.row(anchor.areaCode, anchor.period))
    table[row, "Value"] = "\(anchor.value + 0.5)"
    #expect(try real.gatesBlocking(Array(table.text.utf8)).contains(.anchors))
    table[row, "Value"] = "\(anchor.value)"
    #expect(try real.gatesBlocking(Array(table.text.utf8)) == [])
  }

  @Test func `the message of a gate names gate, measure, limit, rows and the way past`() {
    let result = GateResult(
      gate: .vanished, outcome: .blocked, scope: "92443",
      measured: "indicator 92443 had 9 rows and has none", limit: "none", rows: ["Nottingham"])
    #expect(
      LoadError(.blocked([result]), path: "state").lines == [
        "state: the new release was not published; what was published before stays.",
        "gate vanished:92443: indicator 92443 had 9 rows and has none; at most none."
          + " For example: Nottingham.",
        "Look at the rows first. If the publisher meant it, run again with"
          + " --accept vanished:92443 --reason \"why\".",
      ])
  }

  @Test func `every limit is in the built-in configuration and no other`() throws {
    let node = try ConfigurationFolder().yaml("pipeline.yaml").node("gates")
    #expect(try node?.keys().sorted() == GateLimits.Key.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: [(1.0, 10.0, 1), (5, 0.5, -1), (2, 2000, 3)])
  func `a power of ten between two values is found`(old: Double, new: Double, exponent: Int) {
    #expect(PowerOfTen.between(old, new, tolerance: 0.02) == exponent)
  }

  @Test func `other ratios are no power of ten`() {
    for (old, new) in [(1.0, 2.0), (1, 9), (0, 10), (-1, 10), (3, 3), (1, 12)] {
      #expect(PowerOfTen.between(old, new, tolerance: 0.02) == nil)
    }
  }
}
