import Foundation
import Support
import Testing

/// The documents do what they say: every command in a block marked `sh runnable` is run on the
/// fixtures, one document in one folder, from top to bottom.
struct DocumentsTests {
  private static let root = SharedData.projectRoot

  static let documents: [String] = {
    let docs = try? FileManager.default.subpathsOfDirectory(atPath: root.path + "/docs")
    return ["README.md"] + (docs ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }()

  private static func text(_ document: String) throws -> String {
    try String(contentsOf: root.appending(path: document), encoding: .utf8)
  }

  /// The blocks of a document that begin with this line.
  private static func blocks(_ opening: String, in document: String) throws -> [String] {
    var blocks: [String] = []
    var isInside = false
    for line in try text(document).split(separator: "\n", omittingEmptySubsequences: false) {
      if isInside, line.hasPrefix("```") {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1] += line + "\n"
      } else if line == opening {
        isInside = true
        blocks.append("")
      }
    }
    return blocks
  }

  private static var runnable: [String] {
    documents.filter { ((try? blocks("```sh runnable", in: $0)) ?? []).isEmpty == false }
  }

  @Test func `the tutorial and the guide have commands that are run`() {
    #expect(Set(Self.runnable).isSuperset(of: ["docs/tutorial.md", "docs/operating.md"]))
  }

  @Test(arguments: runnable)
  func `every command shown works`(document: String) throws {
    let folder = TemporaryFolder()
    for name in ["fixtures", "config"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: Self.root.path + "/" + name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/pipeline", withDestinationPath: ProgramRun.pipelinePath)
    for block in try Self.blocks("```sh runnable", in: document) {
      let run = try ProgramRun(
        "bash", ["-euc", "PATH=\"$PWD:$PATH\"\n" + block], in: folder.path)
      #expect(run.status == 0, "\(document): \(block)\(run.output)\(run.complaints)")
    }
  }

  @Test(arguments: documents)
  func `every command named in a document exists`(document: String) throws {
    let help = try ProgramRun.pipeline("--help").output
    let lines = try
      (Self.blocks("```sh", in: document) + Self.blocks("```sh runnable", in: document))
      .joined().split(separator: "\n")
    for line in lines where line.hasPrefix("pipeline ") {
      let word = line.split(separator: " ")[1]
      if !word.hasPrefix("-") { #expect(help.contains("  \(word) "), "\(document): \(line)") }
    }
  }

  @Test(arguments: documents)
  func `links between documents lead somewhere`(document: String) throws {
    let folder = Self.root.appending(path: document).deletingLastPathComponent()
    for part in try Self.text(document).components(separatedBy: "](").dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      if target.isEmpty || target.contains("://") || target.hasPrefix("<") { continue }
      let path = folder.appending(path: String(target)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(document): \(target)")
    }
  }
}
