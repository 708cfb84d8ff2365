internal import CDefaults

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where the configuration files are read from: a folder, or the defaults built into the program.
///
/// A folder holds any of `pipeline.yaml`, `themes.yaml`, `guidance.yaml`, `glossary.yaml`,
/// `priorities.csv` and `areas/*.csv`; what it lacks is taken from the defaults.
public struct ConfigurationFolder: Sendable {
  private let folder: String?
  private let mainFile: String?

  /// - Parameter mainFile: the path of a `pipeline.yaml`; its neighbours are read too.
  /// - Throws: ``ConfigurationError`` when there is no such file.
  public init(mainFile: String? = nil) throws {
    self.mainFile = mainFile
    folder = mainFile.map {
      String($0.prefix(upTo: $0.lastIndex(of: "/").map { $0 } ?? $0.startIndex))
    }
    .map { $0.isEmpty ? "." : $0 }
    if let mainFile, access(mainFile, R_OK) != 0 {
      throw ConfigurationError(errno == EACCES ? .unreadable : .fileMissing, file: mainFile)
    }
  }

  /// The bytes of a configuration file and the name to complain about.
  public func bytes(_ name: String) throws -> (bytes: [UInt8], file: String) {
    if let path = path(of: name) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ConfigurationError(.unreadable, file: path)
      }
      return ([UInt8](data), path)
    }
    guard let bytes = Self.builtIn(name) else {
      throw ConfigurationError(.fileMissing, file: "config/\(name)")
    }
    return (bytes, "config/\(name)")
  }

  /// A YAML file as a tree.
  public func yaml(_ name: String) throws -> ConfigurationNode {
    let (bytes, file) = try bytes(name)
    return try ConfigurationNode(parsing: String(decoding: bytes, as: UTF8.self), file: file)
  }

  private func path(of name: String) -> String? {
    if name == "pipeline.yaml" { return mainFile }
    guard let folder else { return nil }
    let path = "\(folder)/\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// SHA-256 over the names and bytes of all files of the configuration, those of the folder in
  /// place of the built-in ones.
  ///
  /// - Throws: ``ConfigurationError`` when a file cannot be read.
  public func sha256() throws -> String {
    let lines = try Self.names.map { "\($0) \(try sha256Hex(of: bytes($0).bytes))\n" }
    return try sha256Hex(of: lines.joined().utf8)
  }

  /// The names of the files of `config/`, without the templates.
  private static let names: [String] = {
    let all = (0...).lazy.map { default_file_name($0).map { String(cString: $0) } }
    return all.prefix { $0 != nil }.compactMap(\.self).filter { !$0.hasPrefix("templates/") }
  }()

  /// One of the files of `config/` as it was when the program was built.
  static func builtIn(_ name: String) -> [UInt8]? {
    var length = 0
    guard let start = default_file(name, &length) else { return nil }
    return [UInt8](UnsafeBufferPointer(start: start, count: length))
  }
}
