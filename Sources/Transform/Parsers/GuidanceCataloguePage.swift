/// Reads a page of guidance: headed sections in which every block is one publication.
///
/// Shape: sections are headings or bold paragraphs; an item is a block with a link, or a list entry or
/// quoted title without one. The title is the quoted text or the link’s, and for “Click here” the
/// name in the sentence before it.
/// Source: Clinks, “Health and justice”; see docs/sources/clinks-guidance.md.
public enum GuidanceCataloguePage {
  /// - Throws: ``HTMLRefusal`` when the page cannot be parsed safely.
  public static func read(
    _ bytes: [UInt8], contentType: String?, address: String, limits: HTMLLimits = HTMLLimits()
  ) throws(HTMLRefusal) -> GuidanceCatalogue {
    let document = try HTMLDocument(bytes: bytes, contentType: contentType, limits: limits)
    let page = BoardPriorityOutline(HTMLOutline(document))
    let heading = page.outline.mainHeadings.first ?? page.outline.title
    var sections: [(heading: String, items: [GuidanceItem])] = []
    var glossary: HTMLBlock.Link?
    for (index, block) in page.blocks.enumerated() {
      if page.ranks[index] < BoardPriorityOutline.bodyRank && block.links.isEmpty {
        sections.append((block.text, []))
      } else if glossary == nil, let link = glossaryLink(block) {
        glossary = link
      } else if !sections.isEmpty, let item = item(block, address) {
        sections[sections.count - 1].items.append(item)
      }
    }
    return GuidanceCatalogue(
      heading: heading, glossaryTitle: glossary?.text,
      glossaryAddress: glossary.flatMap { HTMLLink.resolve($0.href, against: address) },
      sections: sections.filter { !$0.items.isEmpty }.map {
        GuidanceSection(heading: $0.heading, items: $0.items)
      })
  }

  private static func glossaryLink(_ block: HTMLBlock) -> HTMLBlock.Link? {
    block.links.first { PhraseText($0.text).hasAny([" jargon", " glossary", " a to z of words"]) }
  }

  private static func item(_ block: HTMLBlock, _ address: String) -> GuidanceItem? {
    let links = block.links.filter { link in
      !["mailto", "javascript"].contains(HTMLLink.scheme(of: link.href) ?? "") && !link.href.isEmpty
    }
    let text = tidy(block.text)
    let quoted = QuotedTitle.first(in: text)
    guard links.first != nil || quoted != nil || block.kind == .item else { return nil }
    guard let link = links.first else {
      guard block.links.isEmpty else { return nil }
      return GuidanceItem(
        title: quoted ?? text, isTitleInQuotes: quoted != nil, address: nil, text: text,
        otherLinks: [])
    }
    let name = QuotedTitle.unquoted(tidy(link.text))
    let isQuoted = quoted.map { PhraseText($0).bytes == PhraseText(name).bytes } ?? false
    let title = isBareLink(name) ? quoted ?? SentenceTitle.name(in: text) : name
    return GuidanceItem(
      title: title, isTitleInQuotes: isQuoted || isBareLink(name) && quoted != nil,
      address: HTMLLink.resolve(link.href, against: address), text: text,
      otherLinks: links.dropFirst().map(\.href))
  }

  /// A link text that says nothing on where it leads.
  private static func isBareLink(_ text: String) -> Bool {
    let phrase = PhraseText(text)
    return phrase.words.count <= 4
      && phrase.hasAny([
        " click here", " here ", " read more", " more information", " download ", " link ",
        " find out more", " visit ", " view ", " read it", " website ", " open ",
      ])
  }

  private static func tidy(_ text: String) -> String {
    var result = text
    for note in [
      "(opens in a new tab)", "(opens in new tab)", "(opens in a new window)",
      "(opens in new window)",
    ] {
      while let range = result.firstPlace(of: note) { result.removeSubrange(range) }
    }
    for mark in ["’", "”"] {
      while let range = result.firstPlace(of: " " + mark) {
        result.replaceSubrange(range, with: mark)
      }
    }
    return HTMLText.clean(result)
  }
}

/// Titles in quotation marks, single or double, straight or curly.
enum QuotedTitle {
  private static let pairs: [(Character, Character)] = [
    ("‘", "’"), ("“", "”"), ("'", "'"), ("\"", "\""),
  ]

  /// The first quoted text; an apostrophe inside a word neither opens nor closes it.
  static func first(in text: String) -> String? {
    let characters = Array(text)
    for start in characters.indices {
      guard let pair = pairs.first(where: { $0.0 == characters[start] }),
        start == 0 || characters[start - 1] == " " || characters[start - 1] == "("
      else { continue }
      let end = (start + 1..<characters.count).first { index in
        characters[index] == pair.1
          && (index + 1 == characters.count || !characters[index + 1].isLetter)
          && index - start > 3
      }
      if let end { return HTMLText.clean(String(characters[start + 1..<end])) }
    }
    return nil
  }

  static func unquoted(_ text: String) -> String {
    guard let first = text.first, let last = text.last, text.count > 2,
      pairs.contains(where: { $0.0 == first && $0.1 == last })
    else { return text }
    return HTMLText.clean(text.dropFirst().dropLast())
  }
}

/// The name of a thing in a sentence about it: “X has an Advice Guide on health that …”.
enum SentenceTitle {
  private static let ends: Set<String> = [
    "that", "which", "who", "is", "are", "was", "were", "explains", "gives", "sets", "for", "can",
    "has", "looks", "shows", "where", "with",
  ]

  static func name(in text: String) -> String {
    let sentence = HTMLText.sentences(text).first ?? text
    let words = sentence.split(separator: " ")
    let verbs: Set<String> = [
      "has", "have", "offers", "publishes", "provides", "produced", "published", "runs", "wrote",
      "made", "the", "a", "an", "their", "its",
    ]
    for (index, word) in words.enumerated() where index > 0 && word.first?.isUppercase == true {
      guard verbs.contains(words[index - 1].lowercased()) else { continue }
      let name = words[index...].prefix { !ends.contains($0.lowercased()) }
      if name.count > 1 { return BoardPriorityItems.trimmed(name.joined(separator: " ")) }
    }
    return BoardPriorityItems.trimmed(sentence)
  }
}
