/// A template that was read once; what it renders has been checked against its tags.
public struct PageTemplate: Sendable {
  private let name: String
  private let check: TemplateCheck
  private let pieces: TemplatePieces

  /// - Throws: ``BriefError/brokenTemplate(_:template:)`` when it cannot be read as a template.
  public init(_ name: String, from templates: Templates) throws {
    _ = PageText.isRegistered
    let text = try templates.text(name)
    self.name = name
    check = TemplateCheck(text, name: name)
    do {
      pieces = try TemplatePieces(text)
    } catch {
      throw BriefError.brokenTemplate("\(error)", template: name)
    }
  }

  /// The page of a view.
  ///
  /// - Throws: ``BriefError/unknownTag(_:template:)`` when the template asks for something else.
  public func render(_ view: [String: Any]) throws -> String {
    try check.check(view)
    return pieces.render(view)
  }
}
