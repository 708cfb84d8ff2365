import Fetch
import Support
import Testing

@testable import Transform

/// What is said of a table, or of guidance, in the configuration that cannot stand.
struct ConfigurationTableTests {
  private enum Colour: String, CaseIterable { case red, green }

  private let folder = TemporaryFolder()

  private func words(_ name: String, _ text: String, _ read: (ConfigurationFolder) throws -> Void)
    throws -> String
  {
    let file = try folder.write("pipeline.yaml", "")
    let path = try folder.write(name, text)
    let error = #expect(throws: ConfigurationError.self) {
      try read(ConfigurationFolder(mainFile: file))
    }
    let after = ". Nothing was changed; mend the file and start again."
    let said = error.map { "\($0)" } ?? ""
    #expect(said.hasPrefix(path + ":") && said.hasSuffix(after), "\(said)")
    return String(said.dropFirst(path.count + 1).dropLast(after.count))
  }

  static let tables: [(String, String)] = [
    ("name,size\n", "1: the columns colour are missing"),
    ("name,size,colour\na,1\n", "2: this row cannot be read: 2 fields, not 3"),
    ("name,size,colour\n\"a,1,red\n", "2:2: this row cannot be read: quoteNeverCloses"),
    ("name,size,colour\n,1,red\n", "2: the key “name” is missing"),
    ("name,size,colour\na,1.5,red\n", "2: “size” must be a whole number"),
    ("name,size,colour\na,1,blue\n", "2: “colour” is “blue”, but must be one of red, green"),
  ]

  @Test(arguments: tables)
  func `a table that cannot stand is named with its line`(text: String, words: String) throws {
    let said = try self.words("table.csv", text) { folder in
      let table = try ConfigurationTable(
        "table.csv", in: folder, columns: ["name", "size", "colour"])
      _ = try table.map { row in
        (try row.text("name"), try row.integer("size"), try row.choice("colour") as Colour)
      }
    }
    #expect(said == words)
  }

  static let guidance: [(String, String)] = [
    ("successor: none", "2:5: “successor” names “none”, which is not defined"),
    ("themes: [none]", "2:5: “themes” names “none”, which is not defined"),
  ]

  @Test(arguments: guidance)
  func `guidance that names what is not there is refused`(line: String, words: String) throws {
    let text = """
      guidance:
        - id: a
          title: A
          status: live
          description: D
          \(line)

      """
    let said = try self.words("guidance.yaml", text) { folder in
      _ = try Guidance.all(folder, themes: [])
    }
    #expect(said == words)
  }
}
