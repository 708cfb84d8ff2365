import Foundation
import Support
import Testing

/// The documents do what they say: every command that they show is run on the fixtures, one
/// document in one folder, from top to bottom.
///
/// A block of commands opens with "```sh". One that cannot be run here opens with "```sh not run:"
/// and the reason; a document whose commands need a release names, in a comment that opens with
/// "<!-- before:", what to run first.
struct DocumentsTests {
  private static let root = SharedData.projectRoot

  static let documents: [String] = {
    let docs = try? FileManager.default.subpathsOfDirectory(atPath: root.path + "/docs")
    return ["README.md", "CONTRIBUTING.md"]
      + (docs ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }()

  private static func text(_ document: String) throws -> String {
    try String(contentsOf: root.appending(path: document), encoding: .utf8)
  }

  private struct Block {
    let opening: Substring
    var text = ""

    private static let mark = "```sh not run: "
    var isCommands: Bool { opening == "```sh" || opening.hasPrefix("```sh ") }
    var reasonNotToRun: Substring? {
      opening.hasPrefix(Self.mark) ? opening.dropFirst(Self.mark.count) : nil
    }
  }

  /// The blocks of commands of a document, in order.
  private static func blocks(in document: String) throws -> [Block] {
    var blocks: [Block] = []
    var isInside = false
    for line in try text(document).split(separator: "\n", omittingEmptySubsequences: false) {
      if isInside, line.hasPrefix("```") {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].text += line + "\n"
      } else if line.hasPrefix("```") {
        isInside = true
        blocks.append(Block(opening: line))
      }
    }
    return blocks.filter(\.isCommands)
  }

  private static var withCommands: [String] {
    documents.filter { ((try? blocks(in: $0)) ?? []).isEmpty == false }
  }

  @Test func `the documents that are read first have commands that are run`() throws {
    for document in ["README.md", "docs/tutorial.md", "docs/operating.md", "docs/running.md"] {
      let run = try Self.blocks(in: document).filter { $0.reasonNotToRun == nil }
      #expect(!run.isEmpty, "\(document)")
    }
  }

  @Test(arguments: withCommands)
  func `a block that is not run says why`(document: String) throws {
    for block in try Self.blocks(in: document) where block.opening != "```sh" {
      let reason = try #require(block.reasonNotToRun, "\(document): \(block.opening)")
      #expect(reason.count > 8, "\(document): \(block.opening)")
      print("not run: \(document): \(block.text.split(separator: "\n")[0]): \(reason)")
    }
  }

  @Test(arguments: withCommands)
  func `every command shown works`(document: String) throws {
    let folder = TemporaryFolder()
    try furnish(folder.path)
    let before = try Self.text(document).components(separatedBy: "<!-- before: ").dropFirst()
      .compactMap { $0.components(separatedBy: " -->").first }
    let commands = try Self.blocks(in: document).filter { $0.reasonNotToRun == nil }.map(\.text)
    for block in before + commands {
      let run = try ProgramRun(
        "bash",
        ["-euo", "pipefail", "-c", "shopt -s expand_aliases\nPATH=\"$PWD:$PATH\"\n" + block],
        in: folder.path)
      #expect(run.status == 0, "\(document): \(block)\(run.output)\(run.complaints)")
    }
  }

  /// A folder like a checkout in which the program has been built.
  private func furnish(_ folder: String) throws {
    for name in ["fixtures", "config", "scripts", "Sources", "packaging", "docs"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: Self.root.path + "/" + name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/pipeline", withDestinationPath: ProgramRun.pipelinePath)
  }

  @Test(arguments: withCommands)
  func `every command named in a document exists`(document: String) throws {
    let help = try ProgramRun.pipeline("--help").output
    for line in try Self.blocks(in: document).flatMap({ $0.text.split(separator: "\n") })
    where line.hasPrefix("pipeline ") {
      let word = line.split(separator: " ")[1]
      if !word.hasPrefix("-") { #expect(help.contains("  \(word) "), "\(document): \(line)") }
    }
  }

  @Test func `the guide to the commands has a part for each`() throws {
    let guide = try Self.text("docs/running.md")
    let headings = Set(guide.split(separator: "\n").filter { $0.hasPrefix("## pipeline ") })
    let reference = try Self.text("docs/reference/commands.md")
    let commands = reference.split(separator: "\n").filter { line in
      line.hasPrefix("## pipeline ") && line.split(separator: " ").count == 3
    }
    #expect(commands.count > 20)
    #expect(Set(commands).subtracting(headings) == [])
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
