/// Why no briefing could be made.
public enum BriefError: Error, Equatable, Sendable {
  /// The release has no area of this code.
  case noSuchArea(String)
  /// The area was divided: a briefing is about one of its successors.
  case divided(code: String, name: String, successors: [NamedArea])
  /// A template asks for something that briefings do not have.
  case unknownTag(String, template: String)
  /// A template cannot be read as one.
  case brokenTemplate(String, template: String)
}

extension BriefError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchArea(let code):
      "No area of this release has the code “\(code)”. No briefing was written."
    case .divided(let code, let name, let successors):
      "\(name) (\(code)) was divided into "
        + successors.map { "\($0.name) (\($0.code))" }.joined(separator: " and ")
        + ". No briefing was written; ask for one of them."
    case .unknownTag(let tag, let template):
      "\(template): a briefing has nothing called “\(tag)”. No page was written; correct the tag."
    case .brokenTemplate(let reason, let template):
      "\(template): not a Mustache template (\(reason)). No page was written; correct the file."
    }
  }
}
