#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A kind of file that a briefing can be written as.
public enum BriefingFormat: String, CaseIterable, Sendable {
  case html
  case markdown = "md"
  case json, csv, docx, pdf

  /// Those that a release holds.
  public static let pages: [BriefingFormat] = [.html, .markdown]
}

/// Writes briefings as pages, with its templates read once.
public struct BriefingWriter: Sendable {
  private let shell: PageShell
  /// A docx whose styles a docx takes over.
  private let reference: URL?
  private let styles: String
  private let html: PageTemplate
  private let markdown: PageTemplate

  /// - Parameters:
  ///   - templates: the texts that pages are made from.
  ///   - shell: what stands around the page of HTML.
  /// - Throws: ``BriefError/brokenTemplate(_:template:)`` when a template cannot be read as one.
  public init(_ templates: Templates = .embedded, shell: PageShell = PageShell()) throws {
    self.shell = shell
    reference = templates.file("reference.docx")
    styles = StyleSheet.compact(
      try templates.text("page.css") + templates.text("area-briefing.css"))
    html = try PageTemplate("area-briefing.html.mustache", from: templates)
    markdown = try PageTemplate("area-briefing.md.mustache", from: templates)
  }

  /// The briefing as a page of HTML.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when a template asks for something else.
  public func html(_ briefing: AreaBriefing) throws -> String {
    try html.render(HTML.view(briefing, in: shell, styles: styles))
  }

  /// The briefing as a Markdown document.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when a template asks for something else.
  public func markdown(_ briefing: AreaBriefing) throws -> String {
    try markdown.render(Markdown.view(briefing, in: shell))
  }

  /// The briefing as JSON, of the shape of `docs/briefing.schema.json`.
  public func json(_ briefing: AreaBriefing) -> String { BriefingJSON(briefing).document.document }

  /// The figures of the briefing as CSV.
  public func csv(_ briefing: AreaBriefing) -> String { BriefingCSV.text(briefing) }

  /// Writes a briefing in several formats, named after the area's code: `E06000018.html`.
  ///
  /// Formats that need another program come last, so that the others are there when it fails.
  ///
  /// - Returns: the files written, in the order of the formats.
  /// - Throws: ``BriefError``, or the file system's error.
  @discardableResult
  public func write(
    _ briefing: AreaBriefing, into folder: URL, as formats: [BriefingFormat] = BriefingFormat.pages
  ) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func file(_ format: BriefingFormat) -> URL {
      folder.appending(path: "\(briefing.place.code).\(format.rawValue)")
    }
    for format in formats { try writeText(briefing, format, to: file(format)) }
    if formats.contains(.docx) {
      try withScratch(try markdown(briefing), "briefing.md") {
        try OutsideProgram.makeDocx(of: $0, at: file(.docx), reference: reference)
      }
    }
    if formats.contains(.pdf) {
      try withScratch(try html(briefing), "briefing.html") {
        try OutsideProgram.makePDF(of: $0, at: file(.pdf))
      }
    }
    return formats.map(file)
  }

  private func writeText(_ briefing: AreaBriefing, _ format: BriefingFormat, to file: URL) throws {
    let text: String
    switch format {
    case .html: text = try html(briefing)
    case .markdown: text = try markdown(briefing)
    case .json: text = json(briefing)
    case .csv: text = csv(briefing)
    case .docx, .pdf: return
    }
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// Gives a text to a program as a file that is gone afterwards.
  private func withScratch(_ text: String, _ name: String, _ use: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    try use(file)
  }
}
