internal import Fetch

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Whose pages these are: name, logo, colours, contact and an introduction of their own.
///
/// Read from `house.yaml` in the folder of templates:
///
///     name: Example Charity
///     logo: logo.svg
///     accent: "#0b5563"
///     accent_dark: "#7fc9d6"
///     contact: Policy team, policy@example.org
///     introduction:
///       - One paragraph an item.
public struct HouseStyle: Sendable, Equatable {
  public var name: String?
  /// The logo as a `data:` address.
  public var logo: String?
  public var accent: String?
  public var accentDark: String?
  public var contact: String?
  public var introduction: [String] = []

  public init() {}

  /// Reads `house.yaml` of a folder; the plain style when it has none.
  ///
  /// - Throws: `ConfigurationError` with file, line and column.
  public init(in folder: URL) throws {
    let file = folder.appending(path: "house.yaml")
    guard let data = FileManager.default.contents(atPath: file.path) else { return }
    let root = try ConfigurationNode(
      parsing: String(decoding: data, as: UTF8.self), file: file.path)
    try root.allow(["name", "logo", "accent", "accent_dark", "contact", "introduction"])
    name = try root.optionalText("name")
    contact = try root.optionalText("contact")
    introduction = try root.texts("introduction")
    accent = try Self.colour("accent", root)
    accentDark = try Self.colour("accent_dark", root)
    logo = try root.optionalText("logo").map { try Self.logo($0, folder, root) }
  }

  private static func colour(_ key: String, _ root: ConfigurationNode) throws -> String? {
    guard let text = try root.optionalText(key) else { return nil }
    guard text.hasPrefix("#"), [4, 7].contains(text.count),
      text.dropFirst().allSatisfy(\.isHexDigit)
    else { throw root.error(.wrongType(key: key, expected: "a colour such as \"#0b5563\"")) }
    return text
  }

  private static func logo(_ name: String, _ folder: URL, _ root: ConfigurationNode) throws
    -> String
  {
    let types = ["svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"]
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = types[ending], !name.contains("/"),
      let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
    else {
      throw root.error(
        .wrongType(key: "logo", expected: "the name of an svg, png or jpg file beside it"))
    }
    return "data:\(type);base64,\(data.base64EncodedString())"
  }

  /// Styles that put the colours in place of the plain ones.
  var styles: String {
    let light = accent.map { ":root { --accent: \($0); }\n" } ?? ""
    let dark = accentDark.map {
      "@media screen and (prefers-color-scheme: dark) { :root { --accent: \($0); } }\n"
    }
    return light + (dark ?? "")
  }

  /// A list of none or one for the templates.
  var view: [[String: Any]] {
    guard name != nil || logo != nil else { return [] }
    return [
      [
        "name": name.map(Printable.clean) ?? "", "logo": logo.map { [$0] } ?? [],
      ]
    ]
  }
}
