import Fetch

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

/// The value of one `--input SOURCE=PATH`.
struct LocalInput {
  let sourceID: String
  let paths: [String]

  /// - Throws: ``InputError`` for an unknown source or a path that names nothing.
  init(_ argument: String, sources: Sources) throws {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw InputError(
        status: .usage, description: "--input \(argument): expected SOURCE=PATH.")
    }
    guard sources[parts[0]] != nil else {
      let known = sources.all.map(\.id).joined(separator: ", ")
      throw InputError(
        status: .usage,
        description: "--input \(argument): no source “\(parts[0])”; known: \(known).")
    }
    sourceID = parts[0]
    paths = try Self.files(parts[1])
  }

  /// The files that a path, a folder or a pattern stands for, in the order of their names.
  private static func files(_ path: String) throws -> [String] {
    var found: [String]
    if path.contains(where: { "*?[".contains($0) }) {
      found = matches(of: path)
    } else if let names = try? FileManager.default.contentsOfDirectory(atPath: path) {
      found = names.filter { !$0.hasPrefix(".") }.map { "\(path)/\($0)" }
    } else {
      found = [path]
    }
    found = found.filter(isFile).sorted()
    if found.isEmpty {
      throw InputError(status: .noInput, description: "--input: no file at \(path).")
    }
    return found
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func matches(of pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
  }
}
