#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Follows every link of the pages of a folder, as a browser that opened them from there would.
public struct SiteLinks {
  /// A page of the site and a place on it.
  public struct Target: Hashable {
    public let page: String
    let place: String?
  }

  public private(set) var pageCount = 0
  public private(set) var linkCount = 0
  /// What leads nowhere, each as "page → link".
  public private(set) var broken: [String] = []

  private static let schemes = ["https://", "http://", "mailto:", "data:,"]

  public init(folder: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    let files = Set(names)
    let pages = try names.filter { $0.hasSuffix(".html") }.sorted().map { name in
      (name: name, text: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
    }
    pageCount = pages.count
    let places = Dictionary(
      uniqueKeysWithValues: pages.map { ($0.name, Set(Self.values(of: "id", in: $0.text))) })
    for page in pages {
      for address in Self.addresses(page.text) where !isWell(address, page.name, files, places) {
        broken.append("\(page.name) → \(address)")
      }
    }
  }

  private mutating func isWell(
    _ address: String, _ page: String, _ files: Set<String>, _ places: [String: Set<String>]
  ) -> Bool {
    linkCount += 1
    if address.contains(":") { return Self.schemes.contains { address.hasPrefix($0) } }
    let target = Self.target(address, from: page)
    guard files.contains(target.page) else { return false }
    guard let place = target.place else { return true }
    return places[target.page]?.contains(place) == true
  }

  /// Where the links of a page to pages of the site lead.
  public static func targets(_ text: String, of page: String) -> [Target] {
    addresses(text).filter { !$0.contains(":") }.map { target($0, from: page) }
  }

  private static func addresses(_ text: String) -> [String] {
    (values(of: "href", in: text) + values(of: "src", in: text))
      .map { $0.replacing("&amp;", with: "&") }
  }

  private static func target(_ address: String, from page: String) -> Target {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    let place = parts.count > 1 ? String(parts[1]) : nil
    if path.isEmpty { return Target(page: page, place: place) }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return Target(page: folders.joined(separator: "/"), place: place)
  }

  /// The values of an attribute, in quotation marks or bare.
  private static func values(of attribute: String, in text: String) -> [String] {
    text.split(separator: " \(attribute)=", omittingEmptySubsequences: false).dropFirst()
      .map { rest in
        rest.hasPrefix("\"")
          ? String(rest.dropFirst().prefix { $0 != "\"" })
          : String(rest.prefix { $0 != ">" && $0 != " " })
      }
  }
}
