import CDefaults
internal import Transform

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The texts that pages are made from: the built-in ones, or those of a folder in their place.
///
/// A template may hold `{{> name}}`: the text of `name.html.mustache` is put in its place when the
/// template is read, so that every page has the same head and foot.
public struct Templates: Sendable {
  private let folder: URL?

  /// Those the program was built with.
  public static let embedded = Templates()

  private init() { folder = nil }

  /// The files of a folder, and the built-in text for each that it does not have.
  ///
  /// - Throws: ``BriefError/noSuchFolder(_:)`` when there is no such folder.
  public init(in folder: URL) throws {
    guard (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) != nil else {
      throw BriefError.noSuchFolder(folder.path)
    }
    self.folder = folder
  }

  /// A template or style sheet by its file name, with the partials it names put in.
  ///
  /// - Throws: ``BriefError/brokenTemplate(_:template:)`` when a partial is not there or a template
  ///   names itself.
  public func text(_ name: String) throws -> String {
    try text(name, within: [])
  }

  private func text(_ name: String, within outer: [String]) throws -> String {
    guard !outer.contains(name) else {
      throw BriefError.brokenTemplate("it takes itself in", template: name)
    }
    var text = try read(name)
    while let open = text.utf8.firstPlace(of: "{{> ".utf8),
      let close = text.utf8[open.upperBound...].firstPlace(of: "}}".utf8)
    {
      let partial = String(text[open.upperBound..<close.lowerBound]).filter { !$0.isWhitespace }
      var inner = try self.text("\(partial).html.mustache", within: outer + [name])
      if inner.hasSuffix("\n") { inner.removeLast() }
      text.replaceSubrange(open.lowerBound..<close.upperBound, with: inner)
    }
    return text
  }

  private func read(_ name: String) throws -> String {
    if let url = file(name) {
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    guard let text = Self.builtIn(name) else {
      throw BriefError.brokenTemplate("there is no such file", template: name)
    }
    return text
  }

  /// A file that only a folder of templates can have.
  func file(_ name: String) -> URL? {
    let url = folder?.appending(path: name)
    return url.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
  }

  private static func builtIn(_ name: String) -> String? {
    var length = 0
    guard let start = default_file("templates/\(name)", &length) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }
}
