import CDefaults

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The texts that pages are made from: the built-in ones, or those of a folder in their place.
public struct Templates: Sendable {
  public let html: String
  public let markdown: String
  public let styles: String

  /// Those the program was built with.
  public static let embedded = Templates(
    html: builtIn("area-briefing.html.mustache"), markdown: builtIn("area-briefing.md.mustache"),
    styles: builtIn("area-briefing.css"))

  init(html: String, markdown: String, styles: String) {
    (self.html, self.markdown, self.styles) = (html, markdown, styles)
  }

  /// The files of a folder, and the built-in text for each that it does not have.
  ///
  /// The files are `area-briefing.html.mustache`, `area-briefing.md.mustache` and
  /// `area-briefing.css`.
  public init(in folder: URL) throws {
    func file(_ name: String, _ builtIn: String) throws -> String {
      let url = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path) else { return builtIn }
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    self.init(
      html: try file("area-briefing.html.mustache", Self.embedded.html),
      markdown: try file("area-briefing.md.mustache", Self.embedded.markdown),
      styles: try file("area-briefing.css", Self.embedded.styles))
  }

  private static func builtIn(_ name: String) -> String {
    var length = 0
    guard let start = default_file("templates/\(name)", &length) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }
}
