import CBuild
import Fetch
import Load
import Transform

/// What this program is, and what it runs on.
enum Version {
  /// Named in the changelog; `scripts/deb` reads it here.
  static let number = "0.9.0"

  static var commit: String { String(cString: build_commit()) }

  /// The libraries as they are at run time, not as they were when the program was built.
  static var libraries: [(name: String, version: String)] {
    fetchLibraryVersions + [transformLibraryVersion, ("SQLite", Database.libraryVersion)]
  }

  /// What a release's manifest says of the program and its libraries.
  static var facts: [String: String] {
    var facts = ["pipeline": number, "commit": commit, "compiler": compiler]
    for library in libraries { facts[library.name] = library.version }
    return facts
  }

  static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or newer"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }

  /// The lines of `pipeline --version`.
  static var text: String {
    let used = libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    return "pipeline \(number) (commit \(commit))\n\(compiler), \(used)"
  }
}
