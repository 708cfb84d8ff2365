/// Why no briefing could be made.
public enum BriefError: Error, Equatable, Sendable {
  /// The release has no area of this code.
  case noSuchArea(String)
  /// The area was divided: a briefing is about one of its successors.
  case divided(code: String, name: String, successors: [NamedArea])
  /// There is no theme of this id.
  case noSuchTheme(String, known: [String])
  /// A template asks for something that briefings do not have.
  case unknownTag(String, template: String)
  /// A template cannot be read as one.
  case brokenTemplate(String, template: String)
  /// A format needs a program that is not installed.
  case programMissing(String, format: String)
  /// The program that makes a format did not do so.
  case programFailed(String, format: String)
  /// The folder of templates is not there.
  case noSuchFolder(String)
  /// The release has no local authority to make a site of.
  case noAuthorities
  /// The folder for a site holds something else.
  case notASite(String)
}

extension BriefError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchArea(let code):
      "No area of this release has the code “\(code)”. No briefing was written."
    case .noSuchTheme(let id, let known):
      "No theme is called “\(id)”; known: \(known.joined(separator: ", ")). Nothing was written."
    case .divided(let code, let name, let successors):
      "\(name) (\(code)) was divided into "
        + successors.map { "\($0.name) (\($0.code))" }.joined(separator: " and ")
        + ". No briefing was written; ask for one of them."
    case .unknownTag(let tag, let template):
      "\(template): a briefing has nothing called “\(tag)”. No page was written; correct the tag."
    case .brokenTemplate(let reason, let template):
      "\(template): not a Mustache template (\(reason)). No page was written; correct the file."
    case .programMissing(let program, let format):
      "\(format) needs \(program), which is not installed. The other formats were written; install "
        + "it or leave \(format) out."
    case .programFailed(let program, let format):
      "\(program) did not make the \(format). The other formats were written; try it on the page by "
        + "hand to see why."
    case .noSuchFolder(let path):
      "\(path): there is no such folder of templates. No page was written; correct --templates."
    case .noAuthorities:
      "The release has no local authority of today. No site was written; load data for at least one."
    case .notASite(let path):
      "\(path) holds something that is not an earlier site. Nothing was written; name a new or an"
        + " empty folder."
    }
  }
}
