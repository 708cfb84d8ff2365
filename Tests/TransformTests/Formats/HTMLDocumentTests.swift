import Support
import Testing

@testable import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct HTMLDocumentTests {
  private func outline(_ bytes: [UInt8], _ contentType: String? = nil) throws -> HTMLOutline {
    HTMLOutline(try HTMLDocument(bytes: bytes, contentType: contentType))
  }

  @Test func `bytes that are not UTF-8 are windows-1252 whatever the label`() throws {
    let bytes = Array("<p>Children".utf8) + [0x92] + Array("s health</p>".utf8)
    for label in ["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"] {
      #expect(try outline(bytes, label).text == "Children’s health")
    }
  }

  @Test func `UTF-8 beyond ASCII is read as UTF-8 under a wrong label`() throws {
    let bytes = Array("<p>Children’s health</p>".utf8)
    #expect(try outline(bytes, "text/html; charset=iso-8859-1").text == "Children’s health")
  }

  @Test func `UTF-16 with a byte order mark is read`() throws {
    let bytes =
      [UInt8](arrayLiteral: 0xFF, 0xFE)
      + "<p>Ageing well</p>".utf16.flatMap {
        [UInt8($0 & 0xFF), UInt8($0 >> 8)]
      }
    #expect(try outline(bytes).text == "Ageing well")
  }

  @Test func `hidden, struck, commented and scripted text is not text`() throws {
    let html = """
      <body><p>Seen</p><p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p>
      <p class="visually-hidden">d</p><p><del>e</del></p><!-- f --><script>g</script>
      <svg><title>h</title></svg><nav>i</nav><footer>j</footer><p>Also seen</p></body>
      """
    #expect(try outline(Array(html.utf8)).text == "Seen\nAlso seen")
  }

  @Test func `a page without a body element is read`() throws {
    let html = "<title>Strategy</title><main><h1>Priorities</h1><p>Homes</p></main>"
    #expect(try outline(Array(html.utf8)).text == "Priorities\nHomes")
  }

  @Test func `a page over the cap is refused before it is parsed`() {
    #expect(throws: HTMLRefusal.tooLarge(byteCount: 11, cap: 10)) {
      try HTMLDocument(
        bytes: Array("<p>long</p>".utf8), contentType: nil,
        limits: HTMLLimits(maximumByteCount: 10))
    }
  }

  @Test func `a tag of 200,000 attributes is refused before it is parsed`() {
    let attributes = (0..<200_000).map { " a\($0)=\">\"" }.joined()
    #expect(throws: HTMLRefusal.tagTooLong(byteOffset: 3, cap: 65_536)) {
      try HTMLDocument(bytes: Array("<p><a\(attributes)>x</a>".utf8), contentType: nil)
    }
  }

  @Test func `a page nested beyond the parser's limit is refused, not cut short`() {
    let html = String(repeating: "<div>", count: 100_000) + "<a href=x>lost</a>"
    let refusal = #expect(throws: HTMLRefusal.self) {
      try HTMLDocument(bytes: Array(html.utf8), contentType: nil)
    }
    guard case .fatalParserError = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  @Test func `NUL, UTF-7 and an unknown charset are read without harm`() throws {
    #expect(try outline(Array("<p>a\0b</p>".utf8)).text == "a b")
    #expect(
      try outline(Array("<p>+ADw-b+AD4-</p>".utf8), "text/html; charset=utf-7").text
        == "+ADw-b+AD4-")
    #expect(try outline(Array("<p>a</p>".utf8), "text/html; charset=x-none").text == "a")
  }

  @Test func `marks of word processors are no text, and ends of comments stay`() throws {
    let html = """
      <!--[if IE]><p>old</p><![endif]--><p><![if !supportLists]>·<![endif]> Warm homes</p>
      <p>x <![CDATA[y]]> z</p>
      """
    let text = try outline(Array(html.utf8)).text
    #expect(text.hasPrefix("· Warm homes\n"))
    #expect(!text.contains("old"))
    #expect(!text.contains("supportLists"))
  }

  @Test func `a picture that is the whole of a link is read by its name`() throws {
    let html = "<p>Four aims</p><a href=a><img src=a.png alt='Kinder streets'></a><img alt=logo>"
    #expect(try outline(Array(html.utf8)).text == "Four aims\nKinder streets")
  }

  @Test func `entities declared by a page are not expanded`() throws {
    let html = "<!DOCTYPE html [<!ENTITY a 'bomb'><!ENTITY b '&a;&a;'>]><p>x &b; y</p>"
    #expect(try !outline(Array(html.utf8)).text.contains("bombbomb"))
  }

  @Test func `only http, https and mailto addresses are links`() {
    let base = "https://example.org/a/b?c"
    let kept = [
      "https://x.example/": "https://x.example/", "/d": "https://example.org/d",
      "../e": "https://example.org/e", "www.f.example/g": "https://www.f.example/g",
      "mailto:a@b.example": "mailto:a@b.example", "//h.example/": "https://h.example/",
    ]
    for (href, full) in kept { #expect(HTMLLink.resolve(href, against: base) == full) }
    for href in [
      "javascript:alert(1)", "JaVa\tScRiPt:alert(1)", "data:text/html,x", "vbscript:x", " ",
      "https://a@b.example/", "file:///etc/passwd",
    ] {
      #expect(HTMLLink.resolve(href, against: base) == nil)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: no shared reference data (set SHARED_DIR)"))
  func `the conformance pages are read without a crash`() throws {
    for name in try conformanceFiles() {
      for page in Self.cases(try SharedData.bytes("html-conformance/\(name)")) {
        read(page)
      }
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: no shared reference data (set SHARED_DIR)"))
  func `hostile strings in every slot leave no address but http, https and mailto`() throws {
    for hostile in try hostileStrings() {
      let html =
        "<h1>\(hostile)</h1><p><a href=\"\(hostile)\">\(hostile)</a></p><p title='\(hostile)'>x"
      read(Array(html.utf8))
      if let link = HTMLLink.resolve(hostile, against: "https://example.org/") {
        let scheme = HTMLLink.scheme(of: link) ?? ""
        #expect(["http", "https", "mailto"].contains(scheme), "\(hostile)")
      }
    }
  }

  /// Reads a page as a board's, in any time but a hang's; how long each takes says `bench html`.
  private func read(_ page: [UInt8]) {
    let started = ContinuousClock.now
    _ = BoardStrategyPage.read(
      [
        BoardPage(
          bytes: page, contentType: "text/html", status: 200, finalURL: "https://a.example/",
          requestedURL: "https://a.example/")
      ], areaName: "Anytown", asOfYear: 2026)
    let beginning = String(decoding: page.prefix(80), as: UTF8.self)
    #expect(ContinuousClock.now - started < .seconds(5 * Sanitizers.slowness), "\(beginning)")
  }

  private func conformanceFiles() throws -> [String] {
    let root = try #require(SharedData.directory).appending(path: "data/html-conformance")
    let tree = "tree-construction"
    return try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: tree).path)
      .filter { $0.hasSuffix(".dat") }.map { "\(tree)/\($0)" }
  }

  /// The `#data` blocks of a conformance file.
  private static func cases(_ file: [UInt8]) -> [[UInt8]] {
    String(decoding: file, as: UTF8.self).split(separator: "#data\n").map { part in
      Array((part.firstRange(of: "\n#errors").map { part[..<$0.lowerBound] } ?? part).utf8)
    }
  }

  private func hostileStrings() throws -> [String] {
    try ["blns", "xss-filter-evasion"].flatMap { name in
      let data = Data(try SharedData.bytes("hostile-strings/\(name).json"))
      return Self.strings(try JSONDecoder().decode(JSONValue.self, from: data))
    }
  }

  private static func strings(_ value: JSONValue) -> [String] {
    value.string.map { [$0] } ?? value.children.flatMap { strings($0) }
  }
}
