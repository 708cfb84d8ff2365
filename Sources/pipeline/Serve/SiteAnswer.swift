#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the server of a site says to a request: a file of the site, or why there is none.
///
/// Only GET and HEAD are answered, only for names of this machine, and only with ordinary files that
/// lie in the site's folder after every link has been followed.
struct SiteAnswer: Equatable {
  enum Outcome: Equatable {
    /// A file, by its path on this machine.
    case file(String)
    /// The path of a folder without its last stroke.
    case moved(to: String)
    case notFound
    case notAllowed
    case wrongHost
  }

  let outcome: Outcome

  /// - Parameters:
  ///   - method: The request's method.
  ///   - path: The path as it was sent, still percent-encoded, without query.
  ///   - host: The request's Host field.
  ///   - folder: The site's folder.
  init(method: String, path: String, host: String?, folder: String) {
    if !Self.isOfThisMachine(host) {
      outcome = .wrongHost
    } else if method != "GET" && method != "HEAD" {
      outcome = .notAllowed
    } else {
      outcome = Self.find(path, in: folder)
    }
  }

  var status: Int {
    switch outcome {
    case .file: 200
    case .moved: 301
    case .notFound: 404
    case .notAllowed: 405
    case .wrongHost: 421
    }
  }

  /// A page of another site may have this machine's address by a name of its own.
  private static func isOfThisMachine(_ host: String?) -> Bool {
    guard let host else { return false }
    let colon = host.lastIndex(of: ":")
    let name =
      host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host[..<(colon ?? host.endIndex)]
    return ["127.0.0.1", "localhost", "[::1]"].contains(name.lowercased())
  }

  private static func find(_ path: String, in folder: String) -> Outcome {
    guard let parts = parts(path), let root = realPath(folder) else { return .notFound }
    let asked = ([root] + parts).joined(separator: "/")
    guard let found = realPath(asked), found == root || found.hasPrefix(root + "/") else {
      return .notFound
    }
    switch kind(found) {
    case .typeRegular?: return path.hasSuffix("/") ? .notFound : .file(found)
    case .typeDirectory? where path.hasSuffix("/"):
      let index = found + "/index.html"
      return realPath(index) == index && kind(index) == .typeRegular ? .file(index) : .notFound
    case .typeDirectory?: return .moved(to: "/" + parts.joined(separator: "/") + "/")
    default: return .notFound
    }
  }

  /// The names of a path; nil for one that no page of a site has.
  private static func parts(_ path: String) -> [String]? {
    guard path.hasPrefix("/"), let decoded = decoded(path) else { return nil }
    let parts = decoded.split(separator: "/").map(String.init)
    let isPlain = parts.allSatisfy { part in
      !part.hasPrefix(".") && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x5C }
    }
    return isPlain ? parts : nil
  }

  /// The path with its percent signs resolved, once; nil where one stands alone or no text comes out.
  private static func decoded(_ path: String) -> String? {
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func kind(_ path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }
}

extension SiteAnswer {
  /// The headers of every answer: nothing from elsewhere, no frame around it, nothing kept.
  var headers: [(name: String, value: String)] {
    var headers = [
      ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
    switch outcome {
    case .file(let path): headers.append(("Content-Type", Self.contentType(path)))
    case .moved(let path): headers.append(("Location", path))
    case .notAllowed: headers += [("Allow", "GET, HEAD"), ("Content-Type", Self.plain)]
    case .notFound, .wrongHost: headers.append(("Content-Type", Self.plain))
    }
    return headers
  }

  /// What is said where there is no file.
  var sentence: String {
    switch outcome {
    case .file, .moved: ""
    case .notFound: "The site has no such page.\n"
    case .notAllowed: "This server only shows pages.\n"
    case .wrongHost: "This server answers to 127.0.0.1 and localhost only.\n"
    }
  }

  private static let plain = "text/plain; charset=utf-8"
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none';"
    + " form-action 'none'; frame-ancestors 'none'"

  private static func contentType(_ path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    default: "application/octet-stream"
    }
  }
}
