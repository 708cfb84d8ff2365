import Mustache

/// A template that was read once; what it renders has been checked against its tags.
public struct PageTemplate: Sendable {
  private let name: String
  private let check: TemplateCheck
  /// Nil for a template with tags that only the engine knows.
  private let plain: PlainTemplate?
  private let pieces: TemplatePieces?

  /// - Throws: ``BriefError/brokenTemplate(_:template:)`` when it cannot be read as a template.
  public init(_ name: String, from templates: Templates) throws {
    _ = PageText.isRegistered
    let text = Self.escaping(try templates.text(name), name: name)
    self.name = name
    check = TemplateCheck(text, name: name)
    plain = PlainTemplate(text)
    do {
      pieces = plain == nil ? try TemplatePieces(text) : nil
    } catch {
      throw BriefError.brokenTemplate(Self.words(error), template: name)
    }
  }

  /// What is wrong with a template, with the line where the engine noticed.
  private static func words(_ error: any Error) -> String {
    guard let error = error as? MustacheTemplate.ParserError else { return "\(error)" }
    let what =
      switch error.error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect: "a section is closed by another name"
      case .expectedSectionEnd: "a section is not closed"
      case .unfinishedName: "a tag does not end"
      default: "\(error.error)"
      }
    let line = Printable.clean(error.context.line).prefix(80)
    return line.isEmpty ? what : "\(what), near “\(line)”"
  }

  /// A page of somebody's own is escaped as ours are, whether or not it says so: the template
  /// engine's own escaping passes over a quotation mark with a combining mark after it.
  private static func escaping(_ text: String, name: String) -> String {
    name.contains(".html.") && !text.hasPrefix("{{%") ? "{{% CONTENT_TYPE:PAGE}}" + text : text
  }

  /// The page of a view.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when the template asks for something else.
  public func render(_ view: [String: Any]) throws -> String {
    try check.check(view)
    return plain?.render(view) ?? pieces?.render(view) ?? ""
  }
}
