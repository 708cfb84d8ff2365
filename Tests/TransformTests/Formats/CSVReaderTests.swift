import Testing

@testable import Transform

struct CSVReaderTests {
  /// Every row of a text: its fields, or the cause for which it was refused.
  private func rows(_ text: String, expecting fields: Int = 0) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8), name: "test.csv")
    reader.expectedFields = fields
    var rows: [[String]] = []
    while let row = try reader.next() {
      switch row {
      case .fields(let count): rows.append((0..<count).map { reader.text($0) })
      case .broken(let fault): rows.append(["\(reader.line)!\(fault.cause)"])
      }
    }
    return rows
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines may end in LF, CRLF or CR`(lineEnd: String) throws {
    let text = ["a,b", "1,2", "3,4"].joined(separator: lineEnd)
    #expect(try rows(text, expecting: 2) == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(try rows(text + lineEnd, expecting: 2) == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test func `a bare CR that the publisher did not quote is part of the field`() throws {
    #expect(try rows("a,b\nx\ry,2\n", expecting: 2) == [["a", "b"], ["x\ry", "2"]])
  }

  @Test func `a byte order mark is not part of the first name`() throws {
    #expect(try rows("\u{FEFF}a,b\n1,2") == [["a", "b"], ["1", "2"]])
  }

  @Test func `quoted fields hold commas, line ends and doubled quotes`() throws {
    let text = "\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\n"
    #expect(try rows(text) == [["a,b", "c\r\nd", "e\"f", ""]])
  }

  @Test func `blank lines are passed over where rows have several fields`() throws {
    #expect(try rows("a,b\n\n1,2\n\n", expecting: 2) == [["a", "b"], ["1", "2"]])
  }

  @Test(
    arguments: [
      ("x,y\"z", "bareQuote"), ("\"x\"y,z", "textAfterQuote"), ("\"x,z", "textAfterQuote"),
      ("x,\u{0}", "controlCharacter"), ("x,\u{7}y", "controlCharacter"),
    ])
  func `a broken row costs that row alone`(broken: String, cause: String) throws {
    let text = "a,b\n1,2\n\(broken)\n3,\"4\"\n5,6\n"
    let found = try rows(text, expecting: 2)
    #expect(found == [["a", "b"], ["1", "2"], ["3!\(cause)"], ["3", "4"], ["5", "6"]])
  }

  @Test func `a quotation mark that never closes costs one row`() throws {
    let found = try rows("a,b\n1,\"2\n3,4\n5,6\n", expecting: 2)
    #expect(found == [["a", "b"], ["2!quoteNeverCloses"], ["3", "4"], ["5", "6"]])
  }

  @Test func `text that is not UTF-8 is refused by its line`() throws {
    var reader = CSVReader(Array("a,b\n".utf8) + [0x92, 0x2C, 0x31, 0x0A], name: "test.csv")
    #expect(try reader.next() == .fields(count: 2))
    #expect(try reader.next() == .broken(CSVFault(.notUTF8, byte: 0)))
    #expect(try reader.next() == nil)
  }

  @Test func `a field longer than 64 KiB costs its row, quoted or not`() throws {
    let long = String(repeating: "x", count: CSVReader.maximumFieldBytes + 2)
    #expect(try rows("a,b\n\(long),1\n2,3\n") == [["a", "b"], ["2!fieldTooLong"], ["2", "3"]])
    #expect(
      try rows("a,b\n\"\(long)\",1\n2,3\n") == [["a", "b"], ["2!fieldTooLong"], ["2", "3"]])
  }

  @Test func `rows that lie across the edges of blocks are whole`() throws {
    let row = "E06000018," + String(repeating: "y", count: 997)
    let count = 3 * CSVReader.capacity / row.utf8.count
    let text = Array(repeating: row, count: count).joined(separator: "\n")
    let found = try rows(text)
    #expect(found.count == count)
    #expect(Set(found).count == 1)
  }

  @Test func `lines are counted through quoted line ends`() throws {
    var reader = CSVReader(Array("a,b\n\"1\n2\",3\n4,5\n".utf8), name: "test.csv")
    var lines: [Int] = []
    while try reader.next() != nil { lines.append(reader.line) }
    #expect(lines == [1, 2, 4])
  }
}
