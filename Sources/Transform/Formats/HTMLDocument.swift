internal import CLibXML2

/// A parsed page as a light tree: nodes in document order, joined by index.
///
/// The subtree of node `n` is `n..<nodes[n].end`, so "is inside" is a range test and nothing outlives
/// the parser. Comments, scripts and styles are not kept, save the text of data scripts.
struct HTMLDocument: Sendable {
  struct Node: Sendable {
    /// The lower-case tag, or empty for text.
    var tag: String
    /// The text of a text node.
    var text: String
    var attributes: [Attribute]
    var parent: Int
    /// One past the last node of the subtree.
    var end: Int

    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  struct Attribute: Sendable {
    var name: String
    var value: String
  }

  var nodes: [Node] = []
  /// The content of `script` elements that hold data rather than a source address.
  var scripts: [String] = []
  /// What the page says to readers without scripts.
  var withoutScripts = ""
  let encoding: String

  /// Parses a page.
  ///
  /// Shape: any HTML, valid or not. libxml2 recovers, never fetches, and never reads entities.
  ///
  /// - Throws: ``HTMLRefusal`` when a limit is exceeded or the parser stopped before the end.
  init(bytes: [UInt8], contentType: String?, limits: HTMLLimits = HTMLLimits()) throws(HTMLRefusal)
  {
    try limits.check(bytes)
    let decoded = HTMLCharset.decode(bytes, contentType: contentType)
    encoding = decoded.encoding
    try parse(Self.withoutConditions(Self.withoutControls(decoded.text)))
  }

  private static func withoutControls(_ text: String) -> [UInt8] {
    text.utf8.map { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 0x7F ? 0x20 : $0 }
  }

  /// Leaves out the marks of word processors, `<![if …]>` and `<![endif]>`: no comment to the parser,
  /// which would show them as text, and a comment to browsers.
  private static func withoutConditions(_ bytes: [UInt8]) -> [UInt8] {
    guard HTMLCharset.find(Array("<![".utf8), in: bytes, from: 0) != nil else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while let start = HTMLCharset.find(Array("<![".utf8), in: bytes, from: index) {
      result += bytes[index..<start]
      let isCondition = [Array("if".utf8), Array("endif".utf8)].contains {
        bytes[(start + 3)...].starts(with: $0)
      }
      let close = isCondition ? bytes[start...].firstIndex(of: UInt8(ascii: ">")) : nil
      // `<![endif]-->` is the end of a comment, without which the rest of the page would be one.
      let end = close.flatMap {
        bytes[start..<$0].suffix(2).elementsEqual("--".utf8) ? nil : $0 + 1
      }
      if end == nil { result += bytes[start..<start + 3] }
      index = end ?? start + 3
    }
    return result + bytes[index...]
  }

  private mutating func parse(_ utf8: [UInt8]) throws(HTMLRefusal) {
    guard let context = htmlNewParserCtxt() else { throw .unreadable }
    defer { htmlFreeParserCtxt(context) }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
      | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_COMPACT.rawValue
    let tree = utf8.withUnsafeBytes { buffer in
      htmlCtxtReadMemory(
        context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8",
        Int32(options))
    }
    defer { if let tree { xmlFreeDoc(tree) } }
    let failure = context.pointee.lastError
    if failure.level == XML_ERR_FATAL && failure.code != Int32(XML_ERR_DOCUMENT_EMPTY.rawValue) {
      throw .fatalParserError(code: Int(failure.code))
    }
    if let root = tree.flatMap({ xmlDocGetRootElement($0) }) { convert(root, parent: -1) }
  }

  /// Copies a libxml2 subtree. The parser stops at a depth of 256, so recursion is bounded.
  private mutating func convert(_ source: xmlNodePtr, parent: Int) {
    switch source.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_ENTITY_REF_NODE:
      appendText(source, parent: parent)
    case XML_ELEMENT_NODE:
      let tag = Self.string(source.pointee.name).lowercased()
      guard !Self.isDropped(tag) else { return keepScript(source, tag: tag) }
      let index = nodes.count
      nodes.append(
        Node(
          tag: tag, text: "", attributes: Self.attributes(of: source), parent: parent,
          end: index + 1))
      var child = source.pointee.children
      while let next = child {
        convert(next, parent: index)
        child = next.pointee.next
      }
      nodes[index].end = nodes.count
    default: return
    }
  }

  private mutating func appendText(_ source: xmlNodePtr, parent: Int) {
    let text = Self.string(source.pointee.content)
    guard !text.isEmpty else { return }
    nodes.append(Node(tag: "", text: text, attributes: [], parent: parent, end: nodes.count + 1))
  }

  private static func isDropped(_ tag: String) -> Bool {
    ["script", "style", "noscript", "template", "svg", "object", "canvas"].contains(tag)
  }

  private mutating func keepScript(_ source: xmlNodePtr, tag: String) {
    if tag == "noscript" { withoutScripts += Self.content(of: source) }
    guard tag == "script", let child = source.pointee.children else { return }
    let text = Self.string(child.pointee.content)
    if !text.isEmpty { scripts.append(text) }
  }

  /// The text below a node; the parser's limit on depth bounds the recursion.
  private static func content(of source: xmlNodePtr) -> String {
    var text = string(source.pointee.content)
    var child = source.pointee.children
    while let next = child {
      text += content(of: next) + " "
      child = next.pointee.next
    }
    return text
  }

  private static func attributes(of source: xmlNodePtr) -> [Attribute] {
    var result: [Attribute] = []
    var next = source.pointee.properties
    while let attribute = next {
      let value = attribute.pointee.children.map { string($0.pointee.content) } ?? ""
      result.append(Attribute(name: string(attribute.pointee.name).lowercased(), value: value))
      next = attribute.pointee.next
    }
    return result
  }

  private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

extension HTMLDocument {
  /// The element children of a node, in order.
  func children(of index: Int) -> [Int] {
    var result: [Int] = []
    var child = index + 1
    while child < nodes[index].end {
      if !nodes[child].tag.isEmpty { result.append(child) }
      child = nodes[child].end
    }
    return result
  }

  /// Every element with one of the tags below `root`, in document order.
  func elements(_ tags: [String], in root: Int = 0) -> [Int] {
    guard root < nodes.count else { return [] }
    return (root..<nodes[root].end).filter { tags.contains(nodes[$0].tag) }
  }

  func isInside(_ index: Int, _ ancestor: Int) -> Bool {
    index > ancestor && index < nodes[ancestor].end
  }

  /// Whether a node lies in an element with one of the tags.
  func hasAncestor(_ index: Int, _ tags: [String]) -> Bool {
    var next = nodes[index].parent
    while next >= 0 {
      if tags.contains(nodes[next].tag) { return true }
      next = nodes[next].parent
    }
    return false
  }

  /// Whether no text that can be seen stands below a node.
  func isSilent(_ index: Int) -> Bool {
    (index..<nodes[index].end).allSatisfy { nodes[$0].text.utf8.allSatisfy { $0 <= 0x20 } }
  }

  /// All text below a node, white space squeezed.
  func text(of index: Int) -> String {
    HTMLText.clean((index..<nodes[index].end).map { nodes[$0].text }.joined())
  }
}

/// The version of libxml2 that is in use.
public var transformLibraryVersion: (name: String, version: String) {
  let digits = String(cString: xml_version()).prefix { $0.isNumber }
  guard let number = Int(digits) else { return ("libxml2", String(digits)) }
  return ("libxml2", "\(number / 10_000).\(number / 100 % 100).\(number % 100)")
}
