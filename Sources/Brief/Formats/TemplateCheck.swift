internal import Transform

/// Compares the tags of a template with what it is given: a misspelt tag is an error, not a blank.
struct TemplateCheck {
  private let name: String
  private let tags: [Tag]
  private let looksAtEveryItem: Bool

  private struct Tag {
    enum Kind { case value, section, inverted, end }
    let kind: Kind
    let name: String
  }

  /// Follows the first item of each list, or every item where `looksAtEveryItem`.
  init(_ template: String, name: String, looksAtEveryItem: Bool = false) {
    self.name = name
    self.looksAtEveryItem = looksAtEveryItem
    tags = Self.tags(template)
  }

  /// - Throws: ``BriefError/unknownTag(_:template:)`` at the first tag the view does not have.
  func check(_ view: [String: Any]) throws {
    try check(tags[...], [view])
  }

  private func check(_ tags: ArraySlice<Tag>, _ stack: [Any]) throws {
    var index = tags.startIndex
    while index < tags.endIndex {
      let tag = tags[index]
      index += 1
      guard let value = Self.find(tag.name, stack) else {
        throw BriefError.unknownTag(tag.name, template: name)
      }
      guard tag.kind != .value else { continue }
      let end = Self.end(of: tag.name, tags[index...])
      try check(tags[index..<end], stack, tag, value)
      index = min(end + 1, tags.endIndex)
    }
  }

  private func check(_ inner: ArraySlice<Tag>, _ stack: [Any], _ tag: Tag, _ value: Any) throws {
    if tag.kind == .inverted { return try check(inner, stack) }
    if value is Bool { return try check(inner, stack) }
    guard let items = value as? [Any] else { return try check(inner, stack + [value]) }
    for item in looksAtEveryItem ? items[...] : items.prefix(1) {
      try check(inner, stack + [item])
    }
  }

  private static func find(_ name: String, _ stack: [Any]) -> Any? {
    if name == "." { return stack.last }
    for object in stack.reversed() {
      if let found = (object as? [String: Any])?[name] { return found }
    }
    return nil
  }

  private static func end(of name: String, _ tags: ArraySlice<Tag>) -> Int {
    var depth = 0
    for index in tags.indices where tags[index].name == name {
      switch tags[index].kind {
      case .section, .inverted: depth += 1
      case .end where depth == 0: return index
      case .end: depth -= 1
      case .value: break
      }
    }
    return tags.endIndex
  }

  private static func tags(_ template: String) -> [Tag] {
    var tags: [Tag] = []
    var rest = template[...]
    while let open = rest.utf8.firstPlace(of: "{{".utf8),
      let close = rest.utf8[open.upperBound...].firstPlace(of: "}}".utf8)
    {
      if let tag = tag(rest[open.upperBound..<close.lowerBound]) { tags.append(tag) }
      rest = rest[close.upperBound...]
    }
    return tags
  }

  private static func tag(_ inside: Substring) -> Tag? {
    let name = String(inside.drop { "#^/{&".contains($0) }).filter { !$0.isWhitespace }
    return switch inside.first {
    case "!", "%", ">", "=", nil: nil
    case "#": Tag(kind: .section, name: name)
    case "^": Tag(kind: .inverted, name: name)
    case "/": Tag(kind: .end, name: name)
    default: Tag(kind: .value, name: name)
    }
  }
}
