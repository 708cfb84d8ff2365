import Fetch
import Foundation
import Support
import Transform

@testable import Load

/// Real files of the publisher, in parts small enough for a test, and a state folder to load them
/// into.
struct RealTables {
  static func table(_ name: String) throws -> CSVTable {
    guard let directory = SharedData.directory else { throw CocoaError(.fileNoSuchFile) }
    let path = directory.appending(path: "data/fingertips/\(name).csv.gz").path
    return CSVTable(try ProgramRun("gzip", ["-dc", path]).output)
  }

  /// Coverage of cervical screening: proportions with counts and limits, 2010 to 2024; England, the
  /// regions and a third of the authorities.
  static func screening() throws -> CSVTable {
    var table = try table("DrCristianaVagnoni__cervical-screening-viz__coverage_25_49")
    table.keep { table, row in
      let code = table[row, "Area Code"]
      return ["E92", "E12"].contains(code.prefix(3))
        || (["E06", "E10", "E08", "E09"].contains(code.prefix(3)) && code.hasSuffix("2"))
    }
    return table
  }

  /// The same for some of the councils that were merged in the years of the file, and for those that
  /// came of them.
  static func merged() throws -> CSVTable {
    var table = try table("DrCristianaVagnoni__cervical-screening-viz__coverage_25_49")
    table.keep { table, row in
      predecessors.keys.contains(table[row, "Area Code"])
        || predecessors.values.joined().contains(table[row, "Area Code"])
    }
    return table
  }

  /// By the code of a council that is gone, those that came after it: Northamptonshire in 2021, and
  /// Cumbria in 2023.
  static let predecessors = [
    "E07000150": ["E06000061"], "E07000151": ["E06000062"], "E07000152": ["E06000061"],
    "E07000153": ["E06000061"], "E07000154": ["E06000062"], "E07000155": ["E06000062"],
    "E07000156": ["E06000061"], "E07000026": ["E06000063"], "E07000028": ["E06000063"],
    "E07000029": ["E06000063"], "E07000027": ["E06000064"], "E07000030": ["E06000064"],
    "E07000031": ["E06000064"],
  ]

  /// Eight indicators of families and children, 2014 to 2017/18; an English region with its councils.
  static func families() throws -> CSVTable {
    try table("GSS-Cogs__family-disability__indicators-CountyUApre419.data")
  }

  /// The same, for the areas that have values that are not published, and for England.
  static func withheld() throws -> CSVTable {
    var table = try table("DrCristianaVagnoni__cervical-screening-viz__coverage_25_49")
    let areas = Set(
      table.rows.indices.filter { table[$0, "Value"] == "" }.map { table[$0, "Area Code"] })
    table.keep { areas.contains($0[$1, "Area Code"]) || $0[$1, "Area Code"] == "E92000001" }
    return table
  }

  /// Social contact of people in care and of carers, 2010/11 to 2018/19, with values that are not
  /// published; the same areas.
  static func isolation() throws -> CSVTable {
    var table = try table(
      "britishredcrosssociety__covid-19-vulnerability__social-isolation-indicators-CountyUA.data")
    table.keep { table, row in
      let code = table[row, "Area Code"]
      return table[row, "Category Type"] == ""
        && (["E92", "E12"].contains(code.prefix(3)) || code.hasSuffix("2"))
    }
    return table
  }

  private let folder = TemporaryFolder()
  private let store: SnapshotStore
  var state: String { folder.path + "/state" }

  init() throws {
    store = try SnapshotStore(stateDirectory: folder.path)
  }

  func records(
    _ files: [(name: String, bytes: [UInt8])], withheld: [WithheldSnapshot] = []
  ) throws -> Records {
    let snapshots = try files.map { name, bytes in
      try store.store(
        sourceID: "fingertips", name: name, address: "https://example.org/\(name)", bytes: bytes)
    }
    return try BuiltIn.records(snapshots, withheld: withheld)
  }

  /// Loads as the next release, without publishing it.
  func load(_ records: Records, accepting: [Acceptance] = []) throws -> Draft {
    try Load.load(records, into: state, as: .test(records, accepting: accepting))
  }

  func load(_ table: CSVTable, accepting: [Acceptance] = []) throws -> Draft {
    try load(records([("figures.csv", Array(table.text.utf8))]), accepting: accepting)
  }

  @discardableResult
  func publish(_ tables: CSVTable...) throws -> Release {
    let files = tables.enumerated().map { ("figures-\($0).csv", Array($1.text.utf8)) }
    let records = try records(tables.count == 1 ? [("figures.csv", files[0].1)] : files)
    return try load(records).publish()
  }

  /// The gates that block; empty when the release would be published.
  func gatesBlocking(_ bytes: [UInt8]) throws -> Set<Gate> {
    do {
      _ = try load(records([("figures.csv", bytes)]))
      return []
    } catch let error as LoadError {
      guard case .blocked(let results) = error.cause else { throw error }
      return Set(results.map(\.gate))
    }
  }
}
