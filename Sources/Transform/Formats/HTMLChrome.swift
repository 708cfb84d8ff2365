/// Decides which parts of a page are not its content: menus, notices, banners, hidden text.
///
/// The tests are about what kind of part it is (tags, roles, common class words), never about one
/// site. A part that holds the page's heading or half of its text is content whatever it is called.
struct HTMLChrome {
  private let document: HTMLDocument
  private let firstHeading: Int?
  private let textBytes: [Int]

  /// Whether each node is left out. A node inside a left-out node is not looked at.
  private(set) var isLeftOut: [Bool]
  /// The text of site-wide and page notices, which may say that a page is out of date.
  private(set) var notices: [String] = []

  init(_ document: HTMLDocument) {
    self.document = document
    firstHeading = document.elements(["h1"]).first
    isLeftOut = Array(repeating: false, count: document.nodes.count)
    textBytes = Self.runningTextLength(document)
    mark()
  }

  private static func runningTextLength(_ document: HTMLDocument) -> [Int] {
    var total = 0
    return document.nodes.map { node in
      defer { total += node.text.utf8.count }
      return total
    } + [total]
  }

  private mutating func mark() {
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      if !node.tag.isEmpty && leavesOut(index, node) {
        isLeftOut[index] = true
        index = node.end
      } else {
        index += 1
      }
    }
  }

  private mutating func leavesOut(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    if Self.isHidden(node) { return true }
    let words = Self.classWords(node)
    let isNotice = !words.isDisjoint(with: Self.noticeWords)
    guard isNotice || isFurniture(index, node, words) else { return false }
    guard !isContent(index, node) else { return false }
    if isNotice { notices.append(document.text(of: index)) }
    return true
  }

  /// The guard: the main heading, the main region, or half of all text.
  private func isContent(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    if node.tag == "nav" || node.tag == "footer" { return false }
    if let firstHeading, document.isInside(firstHeading, index) { return true }
    let length = textBytes[node.end] - textBytes[index]
    return length * 2 > (textBytes.last ?? 0) || node.tag == "main" || node.tag == "body"
  }

  static func isHidden(_ node: HTMLDocument.Node) -> Bool {
    if hiddenTags.contains(node.tag) { return true }
    for attribute in node.attributes {
      switch attribute.name {
      case "hidden" where attribute.value.lowercased() != "until-found": return true
      case "aria-hidden" where attribute.value == "true": return true
      case "style":
        let style = attribute.value.lowercased().filter { $0 != " " }
        if style.contains("display:none") || style.contains("visibility:hidden") { return true }
      case "class":
        if attribute.value.split(separator: " ").contains(where: isHiddenClass) { return true }
      default: continue
      }
    }
    return false
  }

  private static func isHiddenClass(_ name: Substring) -> Bool {
    let lower = name.lowercased()
    return hiddenClasses.contains(lower) || lower.hasSuffix("visually-hidden")
      || lower.hasSuffix("visuallyhidden")
  }

  private func isFurniture(_ index: Int, _ node: HTMLDocument.Node, _ words: Set<String>) -> Bool {
    if node.tag == "header" { return !isTitle(index) }
    if Self.furnitureTags.contains(node.tag) { return true }
    if let role = node.attribute("role"), Self.furnitureRoles.contains(role.lowercased()) {
      return true
    }
    if node.tag == "button" { return !opensContent(index, node) }
    guard node.tag != "body", node.tag != "html", node.tag != "a", !node.tag.hasPrefix("h")
    else { return false }
    let found = words.intersection(Self.furnitureWords)
    return !found.isEmpty && !isTabs(node, words)
      && !(found.isSubset(of: Self.menuWords) && isProse(index, node))
  }

  /// The header of a part of the page: its heading and no menu.
  private func isTitle(_ header: Int) -> Bool {
    !document.elements(["h2", "h3", "h4", "h5", "h6"], in: header).isEmpty
      && document.elements(["nav", "form", "ul", "ol"], in: header).isEmpty
  }

  /// Something called a menu that says more outside its links than in them, such as tiles that
  /// explain what each link leads to.
  private func isProse(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    guard document.hasAncestor(index, ["main", "article"]) else { return false }
    let all = textBytes[node.end] - textBytes[index]
    let linked = document.elements(["a"], in: index).reduce(0) { sum, link in
      sum + textBytes[document.nodes[link].end] - textBytes[link]
    }
    return all > 2 * linked
  }

  /// Tabs look like a menu and hold the titles of what is on the page.
  private func isTabs(_ node: HTMLDocument.Node, _ words: Set<String>) -> Bool {
    let parent = node.parent >= 0 ? document.nodes[node.parent] : node
    return [node, parent].contains { $0.attribute("role") == "tablist" } || words.contains("tabs")
  }

  /// A button that opens a panel or a tab, or is the text of a heading, carries a title.
  private func opensContent(_ index: Int, _ node: HTMLDocument.Node) -> Bool {
    node.attribute("aria-expanded") != nil || node.attribute("aria-controls") != nil
      || node.attribute("role") == "tab"
      || document.hasAncestor(index, ["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
  }

  /// The words of an element's class and id: `site-notice`, `siteNotice` and `site_notice` alike.
  static func classWords(_ node: HTMLDocument.Node) -> Set<String> {
    var words: Set<String> = []
    for attribute in node.attributes where attribute.name == "class" || attribute.name == "id" {
      for name in attribute.value.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
        words.insert("=" + name.lowercased())
        words.formUnion(parts(of: name))
      }
    }
    return words
  }

  private static func parts(of name: Substring) -> [String] {
    var result: [String] = []
    var current = ""
    var wasLower = false
    for character in name {
      let isBreak = !character.isLetter
      if isBreak || (character.isUppercase && wasLower) {
        if !current.isEmpty { result.append(current) }
        current = ""
      }
      if !isBreak { current += character.lowercased() }
      wasLower = character.isLowercase
    }
    return current.isEmpty ? result : result + [current]
  }
}

extension HTMLChrome {
  fileprivate static let hiddenTags: Set<String> = [
    "del", "s", "strike", "dialog", "title", "area", "map", "datalist",
  ]
  fileprivate static let hiddenClasses: Set<String> = [
    "hidden", "hide", "is-hidden", "d-none", "sr-only", "sronly", "screen-reader-text",
    "screenreader", "element-invisible", "element-hidden", "invisible", "offscreen", "off-screen",
    "show-for-sr", "u-hidden", "visually-hidden-focusable", "assistive-text", "accessibly-hidden",
  ]
  fileprivate static let furnitureTags: Set<String> = [
    "nav", "footer", "aside", "header", "form", "menu", "select", "textarea", "iframe", "video",
    "audio", "label", "progress", "embed", "applet",
  ]
  fileprivate static let furnitureRoles: Set<String> = [
    "navigation", "banner", "contentinfo", "complementary", "search", "alert", "alertdialog",
    "dialog", "menu", "menubar", "toolbar", "status", "form",
  ]
  fileprivate static let menuWords: Set<String> = ["nav", "navigation", "menu", "=widget"]
  fileprivate static let noticeWords: Set<String> = [
    "alert", "alerts", "notification", "notifications", "notice", "notices", "newsflash",
    "announcement", "emergency",
  ]
  fileprivate static let furnitureWords: Set<String> = [
    "nav", "navbar", "navigation", "menu", "submenu", "subnav", "topnav", "leftnav", "mainnav",
    "sidenav", "subnavigation", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "cookie",
    "cookies", "cookiebar", "consent", "onetrust", "footer", "sidebar", "share", "sharing",
    "sharedaddy", "social", "feedback", "survey", "rating", "rate", "skip", "pagination", "pager",
    "pagetools", "toolbar", "lastmod", "leftcol", "rightcol", "supplements", "masthead",
    "newsletter", "quicklinks", "searchbox", "=search", "=header", "=toc", "=widget", "=related",
    "=banner", "=phase-banner", "=top-tasks", "siblings", "phase", "popup", "modal",
    "advert",
  ]
}
