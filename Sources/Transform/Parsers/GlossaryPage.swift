/// Reads an A to Z glossary: headword, abbreviation, definition, “see also”.
///
/// Shape: the headword is `a.term`; what follows it up to the next headword or letter is its
/// definition, in any element or none, and what follows “See also” are other headwords.
/// Source: Think Local Act Personal, Care and Support Jargon Buster; see docs/sources/jargon-buster.md.
public enum GlossaryPage {
  /// - Throws: ``HTMLRefusal`` when the page cannot be parsed safely.
  public static func read(
    _ bytes: [UInt8], contentType: String?, limits: HTMLLimits = HTMLLimits()
  ) throws(HTMLRefusal) -> PublishedGlossary {
    let document = try HTMLDocument(bytes: bytes, contentType: contentType, limits: limits)
    let headings = document.elements(["h1"]).map { document.text(of: $0) }
    let heads = document.elements(["a"]).filter { isTerm(document.nodes[$0]) }
    let anchors = anchors(document, heads)
    let terms = heads.enumerated().map { position, head in
      let next = position + 1 < heads.count ? heads[position + 1] : document.nodes.count
      return term(document, head, until: next, anchors)
    }
    let title = document.elements(["title"]).first.map { document.text(of: $0) }
    return PublishedGlossary(heading: headings.first ?? title ?? "", terms: unique(terms))
  }

  private static func isTerm(_ node: HTMLDocument.Node) -> Bool {
    node.attribute("class")?.split(separator: " ").contains("term") ?? false
  }

  private static func unique(_ terms: [PublishedTerm]) -> [PublishedTerm] {
    var seen: Set<String> = []
    return terms.filter { !$0.term.isEmpty && seen.insert($0.term.lowercased()).inserted }
  }

  /// Headwords by the anchors that “see also” links point to, and by their own lower-case text.
  private static func anchors(_ document: HTMLDocument, _ heads: [Int]) -> [String: String] {
    var result: [String: String] = [:]
    for head in heads {
      let name = headword(document.text(of: head)).term
      result[name.lowercased()] = name
      for key in ["id", "name", "href"] {
        guard let value = document.nodes[head].attribute(key), !value.isEmpty else { continue }
        result["#" + value.drop { $0 == "#" }.lowercased()] = name
      }
    }
    return result
  }

  /// Splits “Carer [unpaid]” and “Activities of daily living (ADL)”.
  static func headword(_ text: String) -> (term: String, abbreviation: String?, qualifier: String?)
  {
    var term = text
    let abbreviation = cut(&term, "(", ")")
    let qualifier = cut(&term, "[", "]")
    return (HTMLText.clean(term), abbreviation, qualifier)
  }

  private static func cut(_ text: inout String, _ open: Character, _ close: Character) -> String? {
    guard let end = text.lastIndex(of: close), let start = text[..<end].lastIndex(of: open) else {
      return nil
    }
    let inner = HTMLText.clean(text[text.index(after: start)..<end])
    text.removeSubrange(start...end)
    return inner.isEmpty ? nil : inner
  }

  private static func term(
    _ document: HTMLDocument, _ head: Int, until next: Int, _ anchors: [String: String]
  ) -> PublishedTerm {
    let word = headword(document.text(of: head))
    var reader = EntryReader(document: document, anchors: anchors)
    reader.read(from: document.nodes[head].end, until: next)
    return PublishedTerm(
      term: word.term, abbreviation: word.abbreviation, qualifier: word.qualifier,
      definition: reader.definition, seeAlso: reader.seeAlso)
  }
}

/// Reads what stands between two headwords.
private struct EntryReader {
  let document: HTMLDocument
  let anchors: [String: String]
  private var text = ""
  private(set) var seeAlso: [String] = []
  private var isSeeAlso = false

  init(document: HTMLDocument, anchors: [String: String]) {
    self.document = document
    self.anchors = anchors
  }

  var definition: String { HTMLText.clean(text) }

  mutating func read(from start: Int, until end: Int) {
    var index = start
    while index < end {
      let node = document.nodes[index]
      if ends(index, node) { return }
      if isSeeAlso, node.tag == "a" {
        addReference(index, node)
        index = node.end
      } else if HTMLChrome.isHidden(node) || node.tag == "form" || node.tag == "button" {
        index = node.end
      } else {
        add(node)
        index += 1
      }
    }
  }

  private mutating func add(_ node: HTMLDocument.Node) {
    guard node.tag.isEmpty else {
      if !["a", "b", "i", "em", "strong", "span", "abbr"].contains(node.tag) {
        text += isSeeAlso ? "" : " "
      }
      return
    }
    guard !isSeeAlso else { return }
    let phrase = PhraseText(node.text)
    guard let range = node.text.firstPlace(of: "See also") ?? node.text.firstPlace(of: "see also:"),
      phrase.has(" see also ")
    else {
      text += node.text
      return
    }
    isSeeAlso = true
    text += node.text[..<range.lowerBound]
  }

  /// A rule, a letter, or a heading of another part of the page.
  private func ends(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    if ["hr", "footer", "nav"].contains(node.tag) { return true }
    guard node.tag.count == 2, node.tag.hasPrefix("h") || node.tag == "dt" else {
      return isBackLink(index, node)
    }
    return !document.elements(["a"], in: index).contains {
      document.nodes[$0].attribute("class") == "term"
    }
  }

  private func isBackLink(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    ["a", "p"].contains(node.tag) && PhraseText(document.text(of: index)).has(" back to top ")
  }

  private mutating func addReference(_ index: Int, _ node: HTMLDocument.Node) {
    let shown = GlossaryPage.headword(document.text(of: index)).term
    let target = node.attribute("href").flatMap { anchors[$0.lowercased()] }
    guard !shown.isEmpty else { return }
    seeAlso.append(target ?? anchors[shown.lowercased()] ?? shown)
  }
}
