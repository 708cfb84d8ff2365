internal import Fetch

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The SHA-256 of every file of a release, in the form that `sha256sum --check` reads.
enum Checksums {
  struct File: Equatable {
    /// The path from the release's folder.
    let path: String
    let byteCount: Int
    let sha256: String
  }

  /// Every file of a folder but the list of checksums itself, in the order of the paths.
  static func of(_ folder: String) throws -> [File] {
    let names = try Disk.contents(of: folder)
      .filter { $0 != Release.checksumsName && !Draft.isFolder("\(folder)/\($0)") }
    return try of(names, in: folder)
  }

  static func of(_ names: [String], in folder: String) throws -> [File] {
    try names.map { try file($0, in: folder) }
  }

  static func file(_ name: String, in folder: String) throws -> File {
    do {
      let (sha256, byteCount) = try sha256Hex(ofFile: "\(folder)/\(name)")
      return File(path: name, byteCount: byteCount, sha256: sha256)
    } catch let error as FetchError {
      if case .systemCall(let call, let code) = error.cause {
        throw LoadError.system(code, call, "\(folder)/\(name)")
      }
      throw LoadError(.damaged("\(name) cannot be read"), path: folder)
    }
  }

  /// The list as it is written, in the order of the paths.
  static func text(_ files: [File]) -> String {
    files.sorted { $0.path < $1.path }.map { "\($0.sha256)  \($0.path)\n" }.joined()
  }

  /// What a list of checksums says, by path; nil when there is no list.
  ///
  /// - Throws: ``LoadError`` when there is one that cannot be read.
  static func listed(in release: Release) throws -> [String: String]? {
    guard let bytes = try Disk.readIfThere(release.checksumsPath) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let pairs = lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return (String(parts.last ?? "").trimmed, String(parts.first ?? ""))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
