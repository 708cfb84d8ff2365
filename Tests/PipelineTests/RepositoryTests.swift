import Foundation
import Support
import Testing

/// The rules of the codebase that can be read off its files.
struct RepositoryTests {
  private static let rooms = ["Fetch", "Transform", "Load", "Brief", "pipeline"]
  private static let root = SharedData.projectRoot

  private func swiftFiles(in folder: String) throws -> [(name: String, text: String)] {
    let url = Self.root.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: url.path)
    return try names.filter { $0.hasSuffix(".swift") }.map {
      ($0, try String(contentsOf: url.appending(path: $0), encoding: .utf8))
    }
  }

  private func imports(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let index = words.firstIndex(of: "import"), index <= 1 else { return nil }
      return words.last
    }
  }

  @Test func `imports look upstream only`() throws {
    for (place, room) in Self.rooms.enumerated() {
      let files = try swiftFiles(in: "Sources/\(room)")
      #expect(!files.isEmpty)
      for file in files {
        let downstream = Set(imports(file.text)).intersection(Self.rooms[(place + 1)...])
        #expect(downstream.isEmpty, "\(room)/\(file.name) imports \(downstream)")
      }
    }
  }

  @Test func `a C library is visible to one or two files`() throws {
    let all = try swiftFiles(in: "Sources")
    for library in [
      "CCurl", "CLibXML2", "CSQLite", "CCrypto", "CZlib", "CDefaults", "CXlsxWriter", "CPostgres",
    ] {
      let users = all.filter { imports($0.text).contains(library) }.map(\.name)
      #expect((1...2).contains(users.count), "\(library): \(users)")
    }
  }

  @Test func `there is no room for leftovers`() throws {
    for file in try swiftFiles(in: "Sources") {
      let name = URL(filePath: file.name).deletingPathExtension().lastPathComponent
      for word in ["Utils", "Common", "Helper", "Helpers", "Manager"] {
        #expect(name != word && !name.hasSuffix(word), "\(file.name)")
      }
    }
  }

  @Test func `every file of the configuration is built in`() throws {
    let folder = Self.root.appending(path: "config").path
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".yaml") }
    let embedded = try String(
      contentsOf: Self.root.appending(path: "Sources/CDefaults/defaults.c"), encoding: .utf8)
    #expect(names.count > 10)
    for name in names { #expect(embedded.contains("\"\(name)\""), "\(name)") }
  }
}
