import ArgumentParser
import Brief

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `pipeline serve DIR`: show a site on this machine.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a site that was written by `pipeline site` on this machine only.",
    discussion: """
      Answers on 127.0.0.1 and nowhere else, with the files of the site and nothing else, until it \
      is stopped with Ctrl-C. The server is part of builds made with `--traits Serve`; the site can \
      also be opened without it, from its index.html.

      Examples:
        pipeline site --out public
        pipeline serve public
        pipeline serve public --port 8000
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The folder of the site.", valueName: "dir"))
  var folder: String

  @Option(help: "The port; 0 takes any that is free.")
  var port: UInt16 = 8080

  func run() throws {
    guard FileManager.default.fileExists(atPath: "\(folder)/\(siteMarker)") else {
      throw InputError(
        status: .noInput,
        description: "\(folder) is not a site of this program. Nothing is shown; write one with:"
          + " pipeline site --out \(folder)")
    }
    #if Serve
      let (folder, isQuiet) = (folder, common.quiet)
      StopSignals.unblock()
      do {
        try SiteServer(folder: folder, port: port).run { port in
          if !isQuiet {
            Console.say("\(folder) is shown at http://127.0.0.1:\(port)/ until Ctrl-C.")
          }
        }
      } catch {
        throw InputError(
          status: .unavailable,
          description: "127.0.0.1:\(port) cannot be used (\(error)). Nothing is shown; give another"
            + " with --port, or 0 for any that is free.")
      }
    #else
      throw InputError(
        status: .unavailable,
        description: "This program was built without its server. Open \(folder)/index.html in a"
          + " browser, or build with: swift build -c release --traits Serve")
    #endif
  }
}
