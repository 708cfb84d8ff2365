import Fetch
import Support
import Testing

@testable import Transform

/// Files read on two threads against the same files read on one.
struct TwoPartsTests {
  private typealias Row = SampleRecords.Row
  private let folder = TemporaryFolder()

  /// What is made of a file, spelt out.
  private struct Made: Equatable {
    var observations: [Observation] = []
    var names: [String] = []
    var areas: [Area] = []
    var duplicates: [Int32: Int] = [:]
    var conflicts: [Int32] = []
    var rejects: [Reject] = []
    var rowsIn = 0
    var failure: TransformError?
  }

  private func read(_ path: String, share: Double?) throws -> Made {
    let snapshot = try Snapshot(localFile: path, sourceID: "fingertips")
    let collector = ObservationCollector(gazetteer: try SampleRecords.gazetteer)
    var reader = CSVReader(try ByteBlocks(path: path, name: snapshot.name))
    guard case .fields(let count) = try reader.next() else { return Made() }
    let header = try FingertipsHeader((0..<count).map { reader.text($0) }, file: snapshot.name)
    var data = FingertipsData(header: header, snapshot: 0, file: snapshot.name, into: collector)
    var made = Made()
    do {
      var parts = TwoParts(snapshot, header, 0)
      parts.smallest = share == nil ? .max : 0
      parts.share = share ?? 0
      try parts.read(&data, &reader)
    } catch let error as TransformError {
      made.failure = error
      return made
    }
    let outcome = collector.finish()
    made.observations = (0..<outcome.table.count).map { outcome.table.observation(at: $0) }
    made.names = outcome.table.indicators.map(\.publishedName)
    made.areas = outcome.table.areas
    made.duplicates = outcome.duplicates
    made.conflicts = outcome.conflicts.map(\.line)
    made.rejects = data.rejects
    made.rowsIn = data.rowsIn
    return made
  }

  private func expectSame(_ text: String, _ words: Comment) throws {
    let path = try folder.write("file.csv", text)
    let whole = try read(path, share: nil)
    #expect(whole.rowsIn > 0 || whole.failure != nil, words)
    for share in [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99] {
      #expect(try read(path, share: share) == whole, words)
    }
  }

  private static let plain =
    "7,Seven,E92000001,England,E06000018,Nottingham,UA,Persons,18+ yrs,,,2019,5,4,6,,,5,100,,,,,,,"

  private func file(_ rows: [String], lineEnd: String = "\r\n") -> String {
    ([FingertipsDataTests.header] + rows).joined(separator: lineEnd) + lineEnd
  }

  @Test(arguments: 1...12)
  func `a file of any rows is the same on two threads`(seed: UInt64) throws {
    var random = RandomRows(seed: seed)
    let rows = (0..<120).map { _ in random.row() }
    try expectSame(file(rows, lineEnd: seed % 2 == 0 ? "\n" : "\r\n"), "seed \(seed)")
  }

  @Test func `what goes wrong in the second half is told by its own line`() throws {
    var rows = Array(repeating: Self.plain, count: 40)
    for (number, _) in rows.enumerated() { rows[number] = Self.plain + "\(number)" }
    rows[35] = Self.plain.replacing("2019,5", with: "2019,n/a")
    let path = try folder.write("file.csv", file(rows))
    #expect(try read(path, share: 0.5).rejects.map(\.line) == [37])
    try expectSame(file(rows), "a reject")
  }

  @Test func `a file that is cut, repeated or of another encoding is refused as on one thread`()
    throws
  {
    let rows = Array(repeating: Self.plain, count: 40)
    try expectSame(String(file(rows).dropLast(30)), "cut short")
    try expectSame(file(rows + [FingertipsDataTests.header] + rows), "two files in one")
    try expectSame(file(rows) + "\"open", "a quotation mark left open")
  }
}

/// Rows with quoted line ends, new names, odd periods, notes, rejects and repeats.
private struct RandomRows {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  private mutating func one(_ texts: [String]) -> String { texts[below(texts.count)] }

  mutating func row() -> String {
    if below(25) == 0 { return one(["\"", "a,b", "", "7,\"x\"y,z", "\u{1}"]) }
    let fields = [
      one(["7", "8", "x"]), one(["Seven", "\"Seven\r\nand more\"", "Siete", "\"Seven, again\""]),
      one(["E92000001", "E06000018", ""]), "Parent",
      one(["E06000018", "E06000015", "E02002868", "E02002869", "E06999999", "E92000001"]),
      one(["Nottingham", "Nottingham 001", "\"A\nB\""]), "Type", one(["Persons", "Male"]),
      one(["18+ yrs", " 18+  yrs"]), "", "",
      one(["2019", "2018/19", "Jan 2019", "2017 - 19", "soon"]),
      one(["5", "1e2", "*", "-", "n/a", "6,144"].map { $0.contains(",") ? "\"\($0)\"" : $0 }), "4",
      one(["6", "3", ""]), "", "", one(["5", ""]), one(["100", ""]),
      one(["", "<b>Note</b>", "Another note", "Zürich"]), one(["", "Increasing", "Odd"]),
      one(["", "Better", "Similar"]), "", one(["", "20190000", "20180000"]), "",
    ]
    return fields.joined(separator: ",") + one(["", ","])
  }
}
