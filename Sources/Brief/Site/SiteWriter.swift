#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A page of the site: where it goes, what it is called and what its template sees.
struct SitePage {
  typealias Fields = [String: Any]

  let path: String
  let title: String
  /// Where the page stands in the site's navigation.
  let place: SiteNavigation.Place
  let template: SiteTemplate
  let fields: Fields

  /// What leads from the page to the site's first folder.
  var root: String { Self.root(of: path) }

  static func root(of path: String) -> String {
    String(repeating: "../", count: path.count { $0 == "/" })
  }
}

/// A kind of page, by the file of its template.
enum SiteTemplate: String, CaseIterable, Sendable {
  case home = "site-home"
  case map = "site-map"
  case england = "site-england"
  case indicators = "site-indicators"
  case indicator = "site-indicator"
  case theme = "site-theme"
  case priorities = "site-priorities"
  case priorityTheme = "site-priority-theme"
  case guidance = "site-guidance"
  case glossary = "site-glossary"
  case changes = "site-changes"
  case about = "site-about"
  case part = "site-part"

  var file: String { "\(rawValue).html.mustache" }
}

/// Renders the site's pages and writes them into one folder.
struct SiteWriter: Sendable {
  /// A page that was written.
  struct Written: Sendable {
    let path: String
    let bytes: Int
  }

  private let contents: SiteContents
  private let templates: [SiteTemplate: PageTemplate]
  private let briefings: BriefingWriter
  private let house: HouseStyle
  private let shared: [(name: String, text: String)]
  private let folder: URL
  /// The names of the indicators' pages.
  private let indicatorPages: [IndicatorTable.Key: String]

  /// - Throws: ``BriefError/brokenTemplate(_:template:)``, or the file system's error.
  init(
    _ templates: Templates, _ house: HouseStyle, _ contents: SiteContents, into folder: URL
  ) throws {
    (self.contents, self.house, self.folder) = (contents, house, folder)
    indicatorPages = Dictionary(contents.tables.map { ($0.key, $0.page) }) { first, _ in first }
    self.templates = try Dictionary(
      uniqueKeysWithValues: SiteTemplate.allCases.map { template in
        (template, try PageTemplate(template.file, from: templates))
      })
    briefings = try BriefingWriter(
      templates, shell: Self.shell("areas/x.html", .areas, contents, house))
    shared = try Self.shared(templates, house, contents)
    for name in ["areas", "assets", "indicators", "priorities", "themes"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
  }

  func write(_ job: SiteJob) throws -> [Written] {
    try pages(job).map { path, text in
      let bytes = Data(text.utf8)
      try bytes.write(to: folder.appending(path: path))
      return Written(path: path, bytes: bytes.count)
    }
  }

  /// The paths and the texts of a page and of what was taken out of it.
  func pages(_ job: SiteJob) throws -> [(path: String, text: String)] {
    if let page = job.page(of: contents) { return [(page.path, try render(page))] }
    let area = job.area(of: contents)
    let whole = try briefings.html(area.briefing) { row in
      indicatorPages[IndicatorTable.Key(row)].map { page in
        let isForDistricts = !area.isUpperTier
        return "../indicators/\(page)\(isForDistricts ? "-districts" : "").html"
      }
    }
    guard let parts = BriefingParts(whole, named: area.code, in: "areas/") else {
      return [(area.page, whole)]
    }
    let pages = PartPage(parts, of: area.place)
    return [(area.page, pages.first)] + (try pages.others.map { ($0.path, try render($0)) })
  }

  private func render(_ page: SitePage) throws -> String {
    try templates[page.template]?.render(fields(page)) ?? ""
  }

  /// What the page's template sees, with what stands around its main part.
  func fields(_ page: SitePage) throws -> SitePage.Fields {
    let isHome = page.path == "index.html"
    let edition = contents.release.map { ", release \($0)" } ?? ""
    let day = contents.day == .unknown ? "a day not recorded" : contents.day.inWords
    let shell = try Self.shell(page.path, page.place, contents, house).view(
      title: Printable.clean(isHome ? page.title : "\(page.title) – Local health briefings"),
      footline: "Local health briefings, as at \(day)\(edition).", styles: "",
      illustrative: contents.isIllustrative)
    return page.fields.merging(shell) { own, _ in own }
  }

  /// Everything that a page needs is in the site's folder; a browser that opened it from a file
  /// calls that `file:`, and one that fetched it `'self'`.
  private static let policy =
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src data:;"
    + " base-uri 'none'; form-action 'none'"

  private static func shell(
    _ path: String, _ place: SiteNavigation.Place, _ contents: SiteContents, _ house: HouseStyle
  ) -> PageShell {
    let root = SitePage.root(of: path)
    var shell = PageShell()
    shell.house = house
    shell.policy = policy
    shell.styleSheets = ["\(root)assets/site.css"]
    shell.scripts =
      (path == "index.html" ? ["assets/search-index.js"] : []) + ["\(root)assets/site.js"]
    shell.links = SiteNavigation.links(root: root, current: place)
    return shell
  }

  private static func shared(
    _ templates: Templates, _ house: HouseStyle, _ contents: SiteContents
  ) throws -> [(name: String, text: String)] {
    let styles = try ["page.css", "area-briefing.css", "site.css"].map(templates.text).joined()
    let mark = contents.isIllustrative ? PageShell.illustrativeStyles : ""
    return [
      ("site.css", StyleSheet.compact(styles) + house.styles + mark),
      ("site.js", ScriptText.compact(try templates.text("site.js"))),
      ("search-index.js", SearchIndex.script(contents)),
    ]
  }

  /// Writes the styles, the script and the index that it searches.
  ///
  /// - Returns: their bytes together.
  func writeShared() throws -> Int {
    for (name, text) in shared {
      try Data(text.utf8).write(to: folder.appending(path: "assets/\(name)"))
    }
    return shared.reduce(0) { $0 + $1.text.utf8.count }
  }
}

/// The links that stand on every page.
enum SiteNavigation {
  enum Place: CaseIterable {
    case areas, england, map, indicators, priorities, guidance, glossary, changes, about

    var title: String {
      switch self {
      case .areas: "Areas"
      case .england: "England"
      case .map: "Map"
      case .indicators: "Indicators"
      case .priorities: "Board priorities"
      case .guidance: "Guidance"
      case .glossary: "Glossary"
      case .changes: "What changed"
      case .about: "About"
      }
    }

    var path: String {
      switch self {
      case .areas: "index.html"
      case .england: "england.html"
      case .map: "map.html"
      case .indicators: "indicators/index.html"
      case .priorities: "priorities/index.html"
      case .guidance: "guidance.html"
      case .glossary: "glossary.html"
      case .changes: "changes.html"
      case .about: "about.html"
      }
    }
  }

  static func links(root: String, current: Place) -> [PageShell.Link] {
    Place.allCases.map { place in
      PageShell.Link(
        title: place.title, href: root + place.path, isCurrent: place == current)
    }
  }
}
