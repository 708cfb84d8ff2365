internal import Fetch

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What stands around the main part of every page: title, styles, policy, house and site links.
///
/// A page that stands alone holds its styles and allows nothing else. A site names shared files
/// instead and states its own policy.
public struct PageShell: Sendable {
  /// A link of the site that the page belongs to.
  public struct Link: Sendable, Equatable {
    public let title: String
    public let href: String
    /// Whether the page stands in the part of the site that it leads to.
    public let isCurrent: Bool

    public init(title: String, href: String, isCurrent: Bool = false) {
      (self.title, self.href, self.isCurrent) = (title, href, isCurrent)
    }
  }

  /// Addresses of style sheets; the styles are put into the page when there is none.
  public var styleSheets: [String] = []
  public var scripts: [String] = []
  public var links: [Link] = []
  /// The content security policy; one that allows the page's own styles when nil.
  public var policy: String?
  public var house = HouseStyle()

  public init() {}

  /// What the templates `page-head` and `page-foot` see.
  ///
  /// - Throws: ``FetchError`` when no hash of the styles can be made.
  func view(title: String, footline: String, styles: String, illustrative: Bool) throws
    -> [String: Any]
  {
    // A style sheet that tried to close its element would end there.
    let inside = (styles + house.styles + (illustrative ? Self.illustrativeStyles : ""))
      .replacing("</", with: "<\\/")
    return [
      "pageTitle": title, "footline": footline, "illustrative": illustrative,
      "policy": try policy ?? Self.policy(allowing: inside),
      "styleSheets": styleSheets, "inlineStyles": styleSheets.isEmpty ? [inside] : [],
      "scripts": scripts, "hasSiteLinks": !links.isEmpty,
      "siteLinks": links.map { link in
        ["title": link.title, "href": link.href, "isCurrent": link.isCurrent] as [String: Any]
      },
      "house": house.view, "contact": house.contact.map { [Printable.clean($0)] } ?? [],
      "introduction": house.introduction.map(Printable.clean),
    ]
  }

  static let illustrativeStyles = """
    @page { @top-center { content: "Illustrative figures: do not quote"; \
    font: bold 9pt sans-serif; } }

    """

  /// Nothing but these styles and pictures that are in the page.
  private static func policy(allowing styles: String) throws -> String {
    let hash = try sha256Hex(of: styles.utf8)
    let bytes = stride(from: 0, to: hash.utf8.count, by: 2).compactMap { offset in
      UInt8(hash.dropFirst(offset).prefix(2), radix: 16)
    }
    return "default-src 'none'; style-src 'sha256-\(Data(bytes).base64EncodedString())'; "
      + "img-src data:; base-uri 'none'; form-action 'none'"
  }
}
