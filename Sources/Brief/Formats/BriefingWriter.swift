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
  private let part: PageTemplate
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
    part = try PageTemplate(SiteTemplate.part.file, from: templates)
    markdown = try PageTemplate("area-briefing.md.mustache", from: templates)
  }

  /// The briefing as a page of HTML.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when a template asks for something else.
  public func html(_ briefing: AreaBriefing) throws -> String {
    try html(briefing) { _ in nil }
  }

  /// The same with a link from each indicator to a page about it.
  func html(_ briefing: AreaBriefing, pageOf: @escaping (IndicatorRow) -> String?) throws
    -> String
  {
    try html.render(HTML.view(briefing, in: shell, styles: styles, pageOf: pageOf))
  }

  /// The briefing as one page of HTML or, where that would be heavy, as several that lead to each
  /// other, each with everything it needs: `E06000018.html`, `E06000018-2.html`.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when a template asks for something else.
  func pages(_ briefing: AreaBriefing) throws -> [(name: String, text: String)] {
    let whole = try html(briefing)
    let name = "\(briefing.place.code).html"
    guard let parts = BriefingParts(whole, named: briefing.place.code) else {
      return [(name, whole)]
    }
    let pages = PartPage(parts, of: briefing.place)
    let footline = BriefingView(briefing, say: Printable.clean).footline
    return [(name, pages.first)]
      + (try pages.others.map { page in
        let around = try shell.view(
          title: Printable.clean(page.title), footline: footline, styles: styles,
          illustrative: briefing.isIllustrative)
        return (page.path, try part.render(page.fields.merging(around) { own, _ in own }))
      })
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
    try write(briefing, into: folder, as: formats, printer: PDFPrinter(), threads: Crew.size)
  }

  /// The same with a browser that others print with as well, on so many threads.
  func write(
    _ briefing: AreaBriefing, into folder: URL, as formats: [BriefingFormat], printer: PDFPrinter,
    threads: Int
  ) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    @Sendable func file(_ format: BriefingFormat) -> URL {
      folder.appending(path: "\(briefing.place.code).\(format.rawValue)")
    }
    let files = try Crew.map(formats.count, threads: threads, with: {}) { _, number in
      try writeText(briefing, formats[number], into: folder) ?? [file(formats[number])]
    }
    if formats.contains(.docx) {
      try withScratch(try markdown(briefing), "briefing.md") {
        try OutsideProgram.makeDocx(of: $0, at: file(.docx), reference: reference)
      }
    }
    if formats.contains(.pdf) {
      try withScratch(try html(briefing), "briefing.html") {
        try printer.print($0, to: file(.pdf))
      }
    }
    return files.flatMap(\.self)
  }

  /// The files of a format that needs no other program; nil for one that does.
  private func writeText(
    _ briefing: AreaBriefing, _ format: BriefingFormat, into folder: URL
  ) throws -> [URL]? {
    let name = "\(briefing.place.code).\(format.rawValue)"
    let texts: [(name: String, text: String)]
    switch format {
    case .html:
      texts = try pages(briefing)
      removeParts(of: briefing.place.code, from: texts.count, in: folder)
    case .markdown: texts = [(name, try markdown(briefing))]
    case .json: texts = [(name, json(briefing))]
    case .csv: texts = [(name, csv(briefing))]
    case .docx, .pdf: return nil
    }
    return try texts.map { name, text in
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file, options: .atomic)
      return file
    }
  }

  /// Removes the further parts that an earlier and heavier page had.
  private func removeParts(of code: String, from count: Int, in folder: URL) {
    for number in (count + 1)...(count + 8) {
      try? FileManager.default.removeItem(at: folder.appending(path: "\(code)-\(number).html"))
    }
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
