import ArgumentParser
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `bench html`: how long the slowest page of the hostile and conformance corpora takes.
struct HTMLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "html",
    abstract: "Read every hostile and conformance page, and name the slowest.")

  @Argument(help: "The folder with html-conformance and hostile-strings.")
  var data: String

  @Option(help: "The most milliseconds that a page may take; more is status 1.")
  var limit = 100.0

  func run() throws {
    var slowest: (milliseconds: Double, page: [UInt8]) = (0, [])
    let pages = try conformance() + hostile()
    for page in pages {
      let taken = milliseconds(page)
      if taken > slowest.milliseconds { slowest = (taken, page) }
    }
    let beginning = String(decoding: slowest.page.prefix(60), as: UTF8.self)
      .map { $0.isASCII && !$0.isNewline ? $0 : "." }
    print("\(pages.count) pages, the slowest \(slowest.milliseconds) ms: \(String(beginning))")
    if slowest.milliseconds > limit { throw ExitCode(1) }
  }

  private func milliseconds(_ page: [UInt8]) -> Double {
    let clock = ContinuousClock()
    let taken = clock.measure {
      for kind in [HTMLJob.Kind.boardStrategy, .guidance, .glossary] {
        let answer = BoardPage(
          bytes: page, contentType: "text/html", status: 200, finalURL: "https://a.example/",
          requestedURL: "https://a.example/")
        _ = HTMLJob(kind: kind, pages: [answer], areaName: "Anytown", asOfYear: 2026).run()
      }
    }
    return Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1e3
  }

  private func conformance() throws -> [[UInt8]] {
    let folder = "\(data)/html-conformance"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(".dat") }.flatMap { name in
      let text = String(
        decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
      return text.split(separator: "#data\n").map { part in
        Array((part.firstRange(of: "\n#errors").map { part[..<$0.lowerBound] } ?? part).utf8)
      }
    }
  }

  private func hostile() throws -> [[UInt8]] {
    try ["blns", "xss-filter-evasion"].flatMap { name in
      let file = URL(filePath: "\(data)/hostile-strings/\(name).json")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      return text.split(separator: "\n").map { line in
        Array("<h1>\(line)</h1><p><a href=\"\(line)\">\(line)</a></p><p title='\(line)'>x".utf8)
      }
    }
  }
}
