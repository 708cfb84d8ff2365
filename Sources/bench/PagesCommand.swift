import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `bench pages`: a folder of board pages for `pipeline extract priorities` to be timed on.
struct PagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages",
    abstract: "Write board pages of a given size, in the layout of saved cases.")

  @Option(help: "The folder to write.")
  var out: String

  @Option(help: "How many pages.")
  var count = 153

  @Option(help: "The size of each page in thousands of bytes.")
  var kilobytes = 100

  func run() throws {
    var inputs = ""
    for number in 1...max(1, count) {
      let id = "g\(number)"
      let folder = URL(filePath: "\(out)/cases/\(id)", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(page(number).utf8).write(to: folder.appending(path: "index.html"))
      let head = "{\"status\":200,\"content-type\":\"text/html\"}"
      try Data(head.utf8).write(to: folder.appending(path: "headers.json"))
      inputs +=
        "{\"id\":\"\(id)\",\"area_name\":\"Anytown\",\"entry\":\"cases/\(id)/index.html\"}\n"
    }
    try Data(inputs.utf8).write(to: URL(filePath: "\(out)/inputs.jsonl"))
  }

  /// Menus, sections with lists and paragraphs, the priorities half way, and more sections.
  private func page(_ number: Int) -> String {
    var random = SplitMix64(seed: UInt64(number))
    let title = "Anytown Health and Wellbeing Strategy 2024-2029"
    var html = "<!DOCTYPE html><html lang=en><head><title>\(title) | Anytown</title></head><body>"
    html += "<nav><ul>" + (1...60).map { "<li><a href=\"/\($0)\">Service \($0)</a></li>" }.joined()
    html += "</ul></nav><main id=content><h1>\(title)</h1>"
    var isListed = false
    while html.utf8.count < kilobytes * 1_000 {
      if !isListed, html.utf8.count > kilobytes * 500 {
        html += "<h2>Our priorities</h2><p>The strategy has three priorities:</p><ul>"
        html += "<li>Best start in life</li><li>Mental health</li><li>Healthy places</li></ul>"
        isListed = true
      }
      html += section(&random)
    }
    return html + "</main></body></html>"
  }

  private func section(_ random: inout SplitMix64) -> String {
    let words = ["health", "people", "services", "local", "support", "homes", "work", "together"]
    let sentence = { (random: inout SplitMix64) in
      (0..<14).map { _ in words[Int(random.next() % 8)] }.joined(separator: " ") + "."
    }
    let items = (0..<5).map { _ in "<li>\(sentence(&random).prefix(40))</li>" }.joined()
    return "<h2>About \(words[Int(random.next() % 8)])</h2><div class=\"row\"><p>"
      + sentence(&random) + " " + sentence(&random) + "</p><p>We also:</p><ul>\(items)</ul></div>"
  }
}
