/// One run of text that a reader sees as a unit: a heading, a paragraph, a list item, a cell.
struct HTMLBlock: Sendable {
  enum Kind: Sendable, Hashable {
    case heading(Int)
    case paragraph
    case item
    case cell(isHeader: Bool)
    case term
    case definition
    case summary
    case caption
  }

  var kind: Kind
  /// The text on one line.
  var text: String
  /// The text as broken by `br`.
  var lines: [String]
  /// The bold text that the block begins with, if any.
  var lead: String?
  /// Texts of emphasised, cited and linked runs.
  var emphasis: [String]
  /// The links in the block, in order, with their visible text.
  var links: [Link] = []
  /// The share of the letters that are inside links.
  var linkShare: Double
  /// The first text node of the block, for "is inside" tests.
  var node: Int
  /// The offset of the block in the text of the page, in characters.
  var start: Int

  struct Link: Sendable, Hashable {
    var text: String
    var href: String
  }

  var headingLevel: Int? {
    if case .heading(let level) = kind { level } else { nil }
  }

  var isAllBold: Bool { lead == text }
}

/// The visible text of a page as blocks in reading order, without the page's furniture.
struct HTMLOutline: Sendable {
  let document: HTMLDocument
  let blocks: [HTMLBlock]
  /// The text of the `title` element.
  let title: String
  /// The first level-one headings, wherever on the page they are.
  let mainHeadings: [String]
  let notices: [String]

  init(_ document: HTMLDocument) {
    self.document = document
    let chrome = HTMLChrome(document)
    var builder = HTMLBlockBuilder(document, chrome)
    blocks = builder.build()
    notices = chrome.notices
    title = document.elements(["title"]).first.map { document.text(of: $0) } ?? ""
    mainHeadings = blocks.filter { $0.headingLevel == 1 }.map(\.text)
  }

  /// The text of the page, one line a block; spans of priorities refer to it.
  var text: String { blocks.map(\.text).joined(separator: "\n") }

  /// The blocks inside an element.
  func blocks(in element: Int) -> Range<Int> {
    let end = document.nodes[element].end
    let lower = firstBlock(atNode: element)
    return lower..<max(lower, firstBlock(atNode: end))
  }

  private func firstBlock(atNode node: Int) -> Int {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Character {
  /// An emoji or another pictograph, as is put before a line in the place of a bullet.
  var isPicture: Bool {
    unicodeScalars.first.map { $0.value > 0x2190 && $0.properties.isEmoji } ?? false
  }
}

/// Walks the tree once and cuts its text into blocks.
struct HTMLBlockBuilder {
  private let document: HTMLDocument
  private let chrome: HTMLChrome
  private var blocks: [HTMLBlock] = []
  private var runs: [Run] = []
  private var emphasis: [String] = []
  private var firstNode = 0
  private var offset = 0

  private struct Run {
    var text: String
    var isBold: Bool
    var link: Int?
  }

  init(_ document: HTMLDocument, _ chrome: HTMLChrome) {
    self.document = document
    self.chrome = chrome
  }

  mutating func build() -> [HTMLBlock] {
    if !document.nodes.isEmpty {
      blocks.reserveCapacity(256)
      walk(0, Context(kind: .paragraph, isBold: false, link: nil))
      flush(.paragraph)
    }
    return blocks
  }

  private struct Context {
    var kind: HTMLBlock.Kind
    var isBold: Bool
    var link: Int?
    var isPreformatted = false
    /// Inside a link without text of its own.
    var isSilentLink = false
  }

  /// Line ends of preformatted text are breaks.
  private static func lines(_ text: String) -> String {
    String(text.map { $0.isNewline ? "\u{1}" : $0 })
  }

  private mutating func walk(_ index: Int, _ context: Context) {
    let node = document.nodes[index]
    guard blocks.count < Self.maximumBlocks else { return }
    if node.tag.isEmpty {
      return add(context.isPreformatted ? Self.lines(node.text) : node.text, at: index, context)
    }
    guard !chrome.isLeftOut[index] else { return }
    if node.tag == "br" { return add("\u{1}", at: index, context) }
    if node.tag == "a", isHeadingAnchor(index, node, context) { return }
    if node.tag == "img", let name = pictureName(node, context) {
      return add(name, at: index, context)
    }
    var inner = Self.context(of: node, in: context)
    if node.tag == "a" {
      inner.link = index
      inner.isSilentLink = document.isSilent(index)
    }
    if node.tag == "td" && holdsBlocks(index) { inner.kind = .paragraph }
    let isBlock = Self.isBlock(node)
    if isBlock { flush(context.kind) }
    let areBoxes = hasBoxes(index)
    var child = index + 1
    while child < node.end {
      walk(child, inner)
      if areBoxes { flush(inner.kind) }
      child = document.nodes[child].end
    }
    if isBlock { flush(inner.kind) }
    if Self.emphasisTags.contains(node.tag) { emphasis.append(document.text(of: index)) }
  }

  /// “#” or “¶” behind a heading, a link to the heading itself.
  private func isHeadingAnchor(
    _ index: Int, _ node: HTMLDocument.Node, _ context: Context
  ) -> Bool {
    guard case .heading = context.kind, node.attribute("href")?.hasPrefix("#") == true else {
      return false
    }
    return !document.text(of: index).contains { $0.isLetter || $0.isNumber }
  }

  /// The text of a picture that is the whole of a link, as a reader without pictures meets it.
  private func pictureName(_ node: HTMLDocument.Node, _ context: Context) -> String? {
    guard context.isSilentLink, let name = node.attribute("alt"), !name.isEmpty else { return nil }
    return name
  }

  /// A cell with several paragraphs, lists or headings is layout and not a field of a table.
  private func holdsBlocks(_ cell: Int) -> Bool {
    (cell..<document.nodes[cell].end).count {
      Self.contentTags.contains(document.nodes[$0].tag)
    } > 2
  }

  /// Whether the children are boxes although their tags are inline: links or spans of one class and
  /// nothing between them, as tiles are often built, or the parts of one such box, in a `span` of
  /// its own or not.
  private func hasBoxes(_ index: Int) -> Bool {
    let node = document.nodes[index]
    let isInBox = node.tag == "span" && runs.isEmpty && document.nodes[node.parent].tag == "a"
    guard ["div", "section", "a", "p"].contains(node.tag) || isInBox, node.end - index < 400 else {
      return false
    }
    var classes: [String] = []
    var child = index + 1
    while child < node.end {
      let inner = document.nodes[child]
      if inner.tag.isEmpty {
        guard inner.text.allSatisfy(\.isWhitespace) else { return false }
      } else {
        guard inner.tag == "a" && node.tag != "a" && !isInBox || inner.tag == "span",
          let name = inner.attribute("class")?.split(separator: " ").first
        else { return false }
        classes.append(inner.tag + "." + name)
      }
      child = inner.end
    }
    return classes.count > 1 && (node.tag == "a" || isInBox || Set(classes).count == 1)
  }

  private mutating func add(_ text: String, at index: Int, _ context: Context) {
    if runs.isEmpty {
      if text.allSatisfy({ $0.isWhitespace || $0 == "\u{1}" }) { return }
      firstNode = index
    }
    let isApart = runs.last?.text.last?.isNumber == true && text.first?.isLetter == true
    let isCounter = isApart && document.nodes[document.nodes[index].parent].tag == "span"
    runs.append(
      Run(text: isCounter ? " " + text : text, isBold: context.isBold, link: context.link))
  }

  private static func context(of node: HTMLDocument.Node, in outer: Context) -> Context {
    var inner = outer
    switch node.tag {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      inner.kind = .heading(Int(node.tag.utf8.last ?? 0x36) - 0x30)
    case "li": inner.kind = .item
    case "td": inner.kind = .cell(isHeader: false)
    case "th": inner.kind = .cell(isHeader: true)
    case "dt": inner.kind = .term
    case "dd": inner.kind = .definition
    case "summary": inner.kind = .summary
    case "button": if case .heading = outer.kind {} else { inner.kind = .summary }
    case "caption", "figcaption", "legend": inner.kind = .caption
    case "strong", "b": inner.isBold = true
    case "pre": inner.isPreformatted = true
    default:
      if node.attribute("role") == "heading" {
        inner.kind = .heading(Int(node.attribute("aria-level") ?? "") ?? 2)
      } else if let style = node.attribute("style"), style.contains("font-weight") {
        inner.isBold = style.contains("bold") || style.contains("700")
      }
    }
    return inner
  }

  private static func isBlock(_ node: HTMLDocument.Node) -> Bool {
    blockTags.contains(node.tag) || node.tag.contains("-") || node.attribute("role") == "heading"
  }

  private mutating func flush(_ kind: HTMLBlock.Kind) {
    defer {
      runs = []
      emphasis = []
    }
    guard !runs.isEmpty else { return }
    let joined = runs.count == 1 ? runs[0].text : runs.map(\.text).joined()
    let parts = joined.utf8.split(separator: 1).map { Substring($0) }
    let text = HTMLText.clean(parts.count == 1 ? parts[0] : parts.joined(separator: " ")[...])
    guard !text.isEmpty else { return }
    let lines =
      parts.count == 1 ? [text] : parts.map { HTMLText.clean($0) }.filter { !$0.isEmpty }
    let block = HTMLBlock(
      kind: kind, text: text, lines: lines, lead: lead(), emphasis: emphasis,
      links: links(), linkShare: linkShare(), node: firstNode, start: offset)
    append(block)
  }

  /// A title printed twice in a row (a button and a heading) is one block, the heading.
  private mutating func append(_ block: HTMLBlock) {
    var block = block
    if let last = blocks.last, last.text == block.text, isTitle(last) || isTitle(block) {
      guard block.headingLevel != nil || last.kind == .summary else { return }
      block.start = last.start
      blocks[blocks.count - 1] = block
    } else {
      blocks.append(block)
      offset += block.text.count + 1
    }
  }

  private func isTitle(_ block: HTMLBlock) -> Bool {
    block.headingLevel != nil || block.kind == .summary
  }

  private func lead() -> String? {
    var text = ""
    for run in runs {
      let isBlank = run.text.allSatisfy { $0.isWhitespace || $0 == "\u{1}" || $0.isPicture }
      guard run.isBold || isBlank else { break }
      text += run.text.filter { $0 != "\u{1}" } + (run.text.contains("\u{1}") ? " " : "")
    }
    let clean = HTMLText.clean(text)
    return clean.isEmpty ? nil : clean
  }

  private func links() -> [HTMLBlock.Link] {
    var texts: [(node: Int, text: String)] = []
    for run in runs {
      guard let node = run.link else { continue }
      if texts.last?.node == node {
        texts[texts.count - 1].text += run.text
      } else {
        texts.append((node, run.text))
      }
    }
    return texts.map { node, text in
      HTMLBlock.Link(
        text: HTMLText.clean(text), href: document.nodes[node].attribute("href") ?? "")
    }
  }

  private func linkShare() -> Double {
    var all = 0
    var linked = 0
    for run in runs {
      let count = run.text.utf8.count { $0 > 0x20 }
      all += count
      if run.link != nil { linked += count }
    }
    return all == 0 ? 0 : Double(linked) / Double(all)
  }

  /// Far more than any page of a council has; what follows is not looked at.
  private static let maximumBlocks = 5_000
  private static let contentTags: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table",
  ]
  private static let emphasisTags: Set<String> = ["strong", "b", "em", "i", "cite", "a", "q"]
  private static let blockTags: Set<String> = [
    "html", "body", "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "details", "summary", "blockquote", "figure", "figcaption", "form", "fieldset",
    "legend", "header", "footer", "address", "hr", "pre", "center", "aside", "nav", "hgroup",
    "button", "dir", "optgroup", "option", "label", "colgroup",
  ]
}
