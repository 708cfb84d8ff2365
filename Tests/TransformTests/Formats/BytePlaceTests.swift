import Testing

@testable import Transform

/// Where some bytes stand first.
struct BytePlaceTests {
  @Test(arguments: [
    ("{{", "a {{b}} {{c}}"), ("}}", "a {{b}} {{c}}"), ("{{", "{{"), ("{{", "{"), ("{{", ""),
    ("ab", "aab"), ("é", "caf\u{65}\u{301} é"), ("{{> ", "{{{> {{> x"),
  ])
  func `the place is the one that the standard library finds`(wanted: String, text: String) {
    #expect(text.utf8.firstPlace(of: wanted.utf8) == text.utf8.firstRange(of: wanted.utf8))
    let rest = Substring(text).dropFirst()
    #expect(rest.utf8.firstPlace(of: wanted.utf8) == rest.utf8.firstRange(of: wanted.utf8))
  }

  @Test func `bytes that are not side by side are searched too`() {
    let bytes = Array("x {{y".utf8).lazy.map { $0 }
    #expect(bytes.firstPlace(of: "{{".utf8) == 2..<4)
    #expect(bytes.firstPlace(of: "}}".utf8) == nil)
  }
}
