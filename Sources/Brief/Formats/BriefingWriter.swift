/// A kind of page that a briefing can be written as.
public enum BriefingFormat: String, CaseIterable, Sendable {
  case html
  case markdown = "md"
}

/// Writes briefings as pages, with its templates read once.
public struct BriefingWriter: Sendable {
  private let templates: Templates
  private let html: TemplatePieces
  private let markdown: TemplatePieces

  /// - Throws: ``BriefError/brokenTemplate(_:template:)`` when a template cannot be read as one.
  public init(_ templates: Templates = .embedded) throws {
    _ = PageText.isRegistered
    self.templates = templates
    html = try Self.parse(templates.html, Self.name(.html))
    markdown = try Self.parse(templates.markdown, Self.name(.markdown))
  }

  /// The whole page of a briefing.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when a template asks for something else.
  public func page(_ briefing: AreaBriefing, as format: BriefingFormat) throws -> String {
    switch format {
    case .html:
      let view = HTML.view(briefing, styles: templates.styles)
      try TemplateCheck(templates.html, name: Self.name(format)).check(view)
      return html.render(view)
    case .markdown:
      let view = Markdown.view(briefing)
      try TemplateCheck(templates.markdown, name: Self.name(format)).check(view)
      return markdown.render(view)
    }
  }

  private static func name(_ format: BriefingFormat) -> String {
    "area-briefing.\(format.rawValue).mustache"
  }

  private static func parse(_ text: String, _ name: String) throws -> TemplatePieces {
    do {
      return try TemplatePieces(text)
    } catch {
      throw BriefError.brokenTemplate("\(error)", template: name)
    }
  }
}
