/// Sorts an answer before its lists are read: a wall, a page that is gone, or a page of a site.
///
/// A marker alone never decides: good pages carry the word “recaptcha”. What decides is the status,
/// the heading and the title, or a marker on a page that says next to nothing.
struct BoardPageClassifier {
  let answer: BoardPage
  let page: BoardPriorityOutline

  func outcome() -> BoardPageOutcome? {
    if let byStatus = outcomeByStatus() { return byStatus }
    if page.blocks.isEmpty,
      PhraseText(page.outline.document.withoutScripts).hasAny(Self.wallMarkers)
    {
      return .challenge
    }
    let head = heads
    if head.contains(where: { Self.isWall($0) }) || isSmall && body.hasAny(Self.wallMarkers) {
      return .challenge
    }
    if head.contains(where: { Self.isMissing($0) }) || isRedirectHome { return .gone }
    let start = opening
    if start.hasAny(Self.missingMarkers) && !start.has(" priorities are ") { return .gone }
    if isSmall && body.hasAny(Self.lapsedMarkers) { return .gone }
    return nil
  }

  private func outcomeByStatus() -> BoardPageOutcome? {
    switch answer.status {
    case 200..<300: return nil
    case 401, 403, 407, 429: return .challenge
    case 503 where body.hasAny(Self.wallMarkers): return .challenge
    default: return .gone
    }
  }

  /// The first part of the title and the main headings: what the page calls itself.
  private var heads: [PhraseText] {
    let title = BoardStrategyTitles.titleParts(page.outline.title).first ?? ""
    let headings =
      page.outline.mainHeadings.isEmpty
      ? page.blocks.filter { $0.headingLevel == 2 }.prefix(1).map(\.text)
      : page.outline.mainHeadings
    return ([title] + headings).map { PhraseText($0) }
  }

  private var body: PhraseText { PhraseText(page.outline.title + " . " + page.outline.text) }

  /// The first paragraphs, where a page says that it is not there.
  private var opening: PhraseText {
    let start = page.blocks.prefix(6).filter { $0.kind != .item }.map(\.text)
    return PhraseText((start + page.outline.notices.prefix(2)).joined(separator: " . "))
  }

  private var isSmall: Bool { page.outline.text.utf8.count < 2_500 }

  /// A page below the front was asked for and the front page came.
  private var isRedirectHome: Bool {
    let asked = Self.path(answer.requestedURL)
    let got = Self.path(answer.finalURL)
    return asked != got && asked.count > 1 && Self.homes.contains(got.lowercased())
  }

  private static let homes: Set<String> = [
    "", "/", "/home", "/index.html", "/default.aspx", "/home.aspx", "/homepage", "/index.php",
  ]

  static func path(_ url: String) -> String {
    let afterScheme = url.firstPlace(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let path = afterScheme.drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }
    return String(path)
  }

  private static func isWall(_ head: PhraseText) -> Bool {
    let words = head.words
    if words.count <= 6 && head.hasAny([" sign in", " log in", " login ", " logon "]) {
      return true
    }
    return head.hasAny([
      " just a moment", " pardon our interruption", " attention required", " access denied",
      " access to this page has been denied", " request rejected", " request unsuccessful",
      " are you human", " are you a robot", " verify you are", " security check", " one more step",
      " waiting room", " in the queue", " in a queue", " you are now in line", " bot check",
      " forbidden ", " human verification", " checking your browser", " virtual queue",
      " you have been blocked", " please wait", " in line ",
    ])
  }

  private static let wallMarkers: PhraseList = [
    " checking your browser", " checking if the site connection", " enable javascript and cookies",
    " security of your connection", " unusual traffic", " not a robot", " captcha", " incapsula",
    " request was rejected", " url was rejected", " support id", " incident id", " ray id",
    " verify you are", " you have been blocked", " looked to us like software", " automated access",
    " place in the queue", " high demand", " access denied", " not have permission",
    " are a human", " you are human", " sign in to", " log in to", " ddos",
  ]

  private static func isMissing(_ head: PhraseText) -> Bool {
    let words = head.words
    if words.first == "404" || words.first == "410" || words == ["search"] { return true }
    if words.first == "sorry" && words.count <= 10 { return true }
    return head.hasAny([
      " page not found", " not found ", " 404 ", " error 404", " cannot be found", " cant find",
      " couldnt find", " could not find", " cannot find", " can not find", " no longer available",
      " no longer exists", " does not exist", " doesnt exist", " has been removed", " withdrawn ",
      " page has gone", " page unavailable", " service unavailable", " is unavailable",
      " currently unavailable", " not available ", " internal server error",
      " server error", " something went wrong", " search results", " results for ",
      " page has moved", " page moved",
      " page expired", " page removed", " bad gateway", " page missing", " page has been deleted",
      " this page isnt", " domain ", " site has closed", " website has closed", " oops ",
      " temporarily unavailable", " under maintenance", " problem with the service",
    ])
  }

  private static let missingMarkers: PhraseList = [
    " page is no longer here", " page was withdrawn", " page has been withdrawn",
    " text has been removed",
    " cannot find the page", " cant find the page", " couldnt find the page",
    " could not find the page", " page you asked for", " page you requested cannot",
    " page you are looking for", " page youre looking for", " page you were looking for",
    " page has been removed", " page no longer exists", " page is no longer available",
    " page has been deleted", " no results were found", " this site has closed",
    " this website has closed", " has been withdrawn", " page has been archived and removed",
  ]

  private static let lapsedMarkers: PhraseList = [
    " domain is for sale", " domain name is for sale", " buy this domain", " domain has expired",
    " domain is parked", " parked free", " domain may be for sale", " domain name has expired",
    " this domain", " related searches",
  ]
}
