import Foundation
import Support
import Testing

@testable import Transform

/// The Pollock benchmark (Vitagliano and others, VLDB 2023), scored strictly: no row may be taken
/// in that is not in the clean file, and a fault in one row costs that row alone.
///
/// The contract of the files: the header of `source.csv`, nine fields, `Qty` a whole number and
/// `DATE` dd/mm/yyyy. A file with another header, or with the header twice, is refused whole.
struct PollockTests {
  enum Outcome {
    case refused(String)
    case rows([[String]])
  }

  @Test(
    .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"),
    .enabled(if: Archive.toolsArePresent, "skipped: no tar with xz"), .timeLimit(.minutes(5)))
  func `no wrong row is taken in and one fault costs one row`() throws {
    let folder = TemporaryFolder()
    try Archive.extract("csv-conformance/pollock-polluted.tar.xz", into: folder.path)
    let header = try rows(try bytes(folder, "csv", "source.csv"))[0]
    let whole = try rows(try bytes(folder, "csv", "source.csv")).dropFirst()
    var (faults, refused) = (0, [String]())
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/csv").sorted() {
      let isFault = name.hasPrefix("row_")
      if isFault { faults += 1 }
      switch try load(try bytes(folder, "csv", name), header: header) {
      case .refused: refused.append(name)
      case .rows(let found):
        let clean = try rows(try bytes(folder, "clean", name)).dropFirst()
        #expect(wrong(found, clean) == [], "\(name)")
        if isFault { #expect(whole.count - found.count == 1, "\(name)") }
      }
    }
    #expect(whole.count == 83)
    #expect(faults == 1529)
    let refusedFaults = refused.filter { $0.hasPrefix("row_") }
    #expect(refusedFaults.allSatisfy(isHeaderFault), "\(refusedFaults)")
    #expect(refused.count == 24, "\(refused)")
  }

  @Test(
    .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"),
    .enabled(if: Archive.toolsArePresent, "skipped: no tar with xz"), .timeLimit(.minutes(5)))
  func `files of open data portals give rows or a cause`() throws {
    let folder = TemporaryFolder()
    try Archive.extract("csv-conformance/pollock-survey.tar.xz", into: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/csv")
    for name in names {
      var reader = CSVReader(try bytes(folder, "csv", name), name: name)
      var found = 0
      while try reader.next() != nil { found += 1 }
      #expect(found > 0 || reader.line == 0, "\(name)")
    }
    #expect(names.count == 60)
  }

  /// Whether the one faulty line of a file is its header: `row_less_sep_row0_col3.csv`.
  private func isHeaderFault(_ name: String) -> Bool {
    name.contains(/(row|quote)0_|delimiter_0_/)
  }

  // MARK: The contract

  private func load(_ bytes: [UInt8], header: [String]) throws -> Outcome {
    var reader = CSVReader(bytes, name: "pollock")
    guard case .fields(let count)? = try reader.next(), fields(&reader, count) == header else {
      return .refused("another header")
    }
    reader.expectedFields = header.count
    var rows: [[String]] = []
    while let row = try reader.next() {
      guard case .fields(header.count) = row else { continue }
      let found = fields(&reader, header.count)
      if found == header { return .refused("the header again") }
      if isTyped(found) { rows.append(found) }
    }
    return .rows(rows)
  }

  private func isTyped(_ row: [String]) -> Bool {
    guard let quantity = Int(row[2]), quantity >= 0 else { return false }
    return row[0].wholeMatch(of: /[0-3][0-9]\/[01][0-9]\/[0-9]{4}/) != nil
  }

  private func fields(_ reader: inout CSVReader, _ count: Int) -> [String] {
    var fields: [String] = []
    for index in 0..<count { fields.append(reader.text(index)) }
    return fields
  }

  private func rows(_ bytes: [UInt8]) throws -> [[String]] {
    var reader = CSVReader(bytes, name: "clean")
    var rows: [[String]] = []
    while let row = try reader.next() {
      if case .fields(let count) = row { rows.append(fields(&reader, count)) }
    }
    return rows
  }

  /// The rows that are not in the clean file, or more often than there.
  private func wrong(_ found: [[String]], _ clean: ArraySlice<[String]>) -> [[String]] {
    var left: [[String]: Int] = [:]
    for row in clean { left[row, default: 0] += 1 }
    return found.filter { row in
      left[row, default: 0] -= 1
      return left[row, default: 0] < 0
    }
  }

  private func bytes(_ folder: TemporaryFolder, _ part: String, _ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(folder.path)/\(part)/\(name)")))
  }
}

/// Archives of the shared reference data, opened with the system's tools.
enum Archive {
  static let toolsArePresent =
    ["/usr/bin/tar", "/bin/tar"].contains(where: exists)
    && ["/usr/bin/xz", "/bin/xz", "/opt/homebrew/bin/xz"].contains(where: exists)

  private static func exists(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  static func extract(_ archive: String, into folder: String) throws {
    let directory = try #require(SharedData.directory)
    let tar = try StartedProgram(
      "tar",
      ["-xf", directory.appending(path: "data").appending(path: archive).path, "-C", folder])
    try #require(try tar.wait() == 0)
  }
}
