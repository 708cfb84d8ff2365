internal import Fetch

/// Finds the pages that belong to the same guide as a page, by the addresses of its links, and those
/// whose links speak of the strategy.
///
/// Shape: any HTML page. A page of the guide lies one step below the page's own address, or is
/// another chapter of it by the query. The front page of a site is no guide; there the board's own
/// page counts as well.
/// Source: the councils' sites; see docs/sources/boards.md.
enum GuidePages {
  /// The addresses in the order of the links, each once.
  ///
  /// - Throws: ``HTMLRefusal`` when the page is not to be parsed.
  static func read(
    _ page: BoardPage, limits: HTMLLimits = HTMLLimits()
  ) throws(HTMLRefusal) -> GuideLinks {
    let document = try HTMLDocument(
      bytes: page.bytes, contentType: page.contentType, limits: limits)
    let own = Place(page.finalURL)
    var seen: Set<String> = [own.address, Place(page.requestedURL).address]
    var links = GuideLinks()
    for link in document.elements(["a"]) {
      guard let href = document.nodes[link].attribute("href"),
        let address = HTMLLink.resolve(href, against: page.finalURL)
      else { continue }
      let place = Place(address)
      if !own.isFrontPage, own.isGuide(of: place) {
        if seen.insert(place.address).inserted { links.chapters.append(place.address) }
      } else if own.isNear(place), speaksOfStrategy(document.text(of: link), own.isFrontPage) {
        if seen.insert(place.address).inserted { links.strategies.append(place.address) }
      }
    }
    return links
  }

  private static func speaksOfStrategy(_ text: String, _ isFrontPage: Bool) -> Bool {
    let text = PhraseText(text)
    return text.has(" health ") && text.has(" wellbeing ")
      && (text.has(" strategy ") || isFrontPage && text.has(" board "))
  }

  /// An address without its fragment, taken apart.
  private struct Place {
    let address: String
    let origin: String
    let path: String
    let query: String

    init(_ text: String) {
      address = String(text.prefix { $0 != "#" })
      let start = address.firstPlace(of: "://")?.upperBound ?? address.startIndex
      let slash = address[start...].firstIndex { "/?".contains($0) } ?? address.endIndex
      origin = String(address[..<slash]).lowercased()
      let rest = address[slash...]
      let whole = rest.prefix { $0 != "?" }
      path = String(whole.hasSuffix("/") ? whole.dropLast() : whole)
      query = String(rest.dropFirst(whole.count + 1))
    }

    var isFrontPage: Bool { path.isEmpty && query.isEmpty }

    func isNear(_ other: Place) -> Bool { origin == other.origin && other.isPage }

    /// Whether another address is of the guide that begins here.
    func isGuide(of other: Place) -> Bool {
      guard isNear(other) else { return false }
      if other.path == path { return other.isChapter }
      guard other.query.isEmpty, other.path.hasPrefix(path + "/") else { return false }
      return !other.path.dropFirst(path.count + 1).contains("/")
    }

    private var isChapter: Bool {
      ["chapter=", "page=", "part="].contains(where: query.hasPrefix)
    }

    /// Whether it looks like a page rather than a document.
    private var isPage: Bool {
      let last = path.split(separator: "/").last ?? ""
      guard let dot = last.lastIndex(of: ".") else { return true }
      return ["htm", "html", "asp", "aspx", "php"].contains(
        last[last.index(after: dot)...].lowercased())
    }
  }
}
