import ArgumentParser
import Brief
import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline site --out DIR`: write the whole site.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write a site of every local authority's briefing and the pages that compare them.",
    discussion: """
      The site is a folder of files: open its index.html, or put it on any web server. It needs no \
      network and no script. An earlier site in the folder is replaced when the new one is whole; \
      a folder that holds anything else is left alone.

      --templates takes a folder with templates, styles and house.yaml to use in place of the \
      built-in ones, by their names: site-home.html.mustache, page.css and so on.

      Examples:
        pipeline site --out public
        pipeline site --out public --templates our-style
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("The folder for the site.", valueName: "dir"))
  var out: String

  @Option(help: ArgumentHelp("A folder of templates, styles and house.yaml.", valueName: "dir"))
  var templates: String?

  func run() throws {
    let release = try Release.current(in: common.state)
    let own = templates.map { URL(filePath: $0) }
    let report = try site(
      from: release.databasePath, into: URL(filePath: out),
      after: releaseBefore(in: Database(readOnly: release.databasePath))
        .flatMap(release.sibling),
      using: own.map { try Templates(in: $0) } ?? .embedded,
      house: own.map { try HouseStyle(in: $0) } ?? HouseStyle())
    guard !common.quiet else { return }
    Console.say(
      "\(out)/index.html: \(report.pageCount) pages, \(report.areaCount) of them areas;"
        + " the heaviest is \(report.heaviest) with \(report.heaviestBytes) bytes;"
        + " scripts and styles \(report.sharedBytes) bytes")
  }
}
