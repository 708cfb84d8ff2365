import Testing

@testable import pipeline

/// Fields of CSV and of the log, whatever marks stand in a text.
struct CSVFieldTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"it\"", "\"say \"\"it\"\"\""),
    ("two\r\nlines", "\"two\r\nlines\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    (",\u{301}", "\",\u{301}\""),
  ])
  func `a field is quoted by its bytes`(text: String, field: String) {
    #expect(Array(CSVField.quoted(text).utf8) == Array(field.utf8))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\r\nx", "=\u{301}1"])
  func `a field for a spreadsheet is no formula`(text: String) {
    #expect(["'", "\"'"].contains { CSVField.safe(text).utf8.starts(with: $0.utf8) }, "\(text)")
  }

  @Test func `a quotation mark of a message does not end it`() {
    let quoted = LogLine.quoted("a \"\u{301}b\" c")
    #expect(Array(quoted.utf8) == Array("\"a \\\"\u{301}b\\\" c\"".utf8))
  }
}
