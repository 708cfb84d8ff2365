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

/// A folder of its own for one test, removed with it.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lhp-" + UUID().uuidString)
    path = folder.path
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file into the folder and gives its path.
  public func write(_ name: String, _ text: String, inPlace: Bool = false) throws -> String {
    try write(name, bytes: Array(text.utf8), inPlace: inPlace)
  }

  public func write(_ name: String, bytes: [UInt8], inPlace: Bool = false) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(filePath: file), options: inPlace ? [] : .atomic)
    return file
  }

  /// Adds text at the end of any file.
  public func append(_ file: String, _ text: String) throws {
    let before = (try? Data(contentsOf: URL(filePath: file))) ?? Data()
    try (before + Data(text.utf8)).write(to: URL(filePath: file))
  }

  /// The names of everything under the folder, with their paths from it, sorted.
  public func contents() -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

extension TemporaryFolder {
  /// The names in any folder, sorted; empty when there is none.
  public static func contents(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

/// Whether this process may write read-only files.
public var geteuidIsRoot: Bool { geteuid() == 0 }
