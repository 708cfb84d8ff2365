import Support
import Testing

@testable import Fetch

/// Every mistake in a configuration has its place and its words.
struct ConfigurationWordsTests {
  private static let good = """
    contact: me
    sources:
      - id: lists
        name: N
        publisher: P
        shape: fingertips-lists
        address: https://example.org/api/
        licence: L
        attribution: A
        cadence_days: 30

    """

  /// What is put in place of what, and what is said of it.
  static let mistakes: [(String, String, String)] = [
    ("    name: N\n", "", "f.yaml:3:5: the key “name” is missing"),
    (
      "cadence_days: 30", "cadence_days: often",
      "f.yaml:10:19: “cadence_days” must be a whole number"
    ),
    ("cadence_days: 30", "cadence_days: 0", "f.yaml:3:5: “cadence_days” must be 1 or more"),
    (
      "    name: N\n", "    name: N\n    pages: 3\n",
      "f.yaml:5:5: “pages” is not a key here; known are id, name,"
    ),
    ("shape: fingertips-lists", "shape: star", "f.yaml:6:12: “shape” is “star”"),
    ("contact: me", "contact: *me", "f.yaml"),
    (
      "contact: me\n", "contact: me\ncontact: you\n",
      "f.yaml: this is not YAML (keys come twice: contact)"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is named`(part: String, wrong: String, words: String) throws {
    let text = Self.good.replacing(part, with: wrong)
    #expect(text != Self.good)
    let error = #expect(throws: ConfigurationError.self) {
      let root = try ConfigurationNode(parsing: text, file: "f.yaml")
      _ = try root.text("contact")
      _ = try root.list("sources").map(Source.init)
    }
    let said = error.map { "\($0)" } ?? ""
    #expect(said.hasPrefix(words), "\(said)")
    #expect(said.hasSuffix(" Nothing was changed; mend the file and start again."))
  }

  @Test func `a file that is not there, or cannot be read, is named`() throws {
    let folder = TemporaryFolder()
    let (none, unreadable) = (folder.path + "/none.yaml", folder.path)
    let missing = #expect(throws: ConfigurationError.self) {
      try ConfigurationFolder(mainFile: none)
    }
    #expect(
      missing?.description == none
        + ": there is no such file. Nothing was changed; mend the file and start again.")
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationFolder(mainFile: unreadable).yaml("pipeline.yaml")
    }
    #expect(
      error?.description == unreadable
        + ": the file cannot be read. Nothing was changed; mend the file and start again.")
  }

  @Test func `an empty file and an alias are not what is meant by YAML here`() {
    let empty = #expect(throws: ConfigurationError.self) {
      try ConfigurationNode(parsing: "", file: "f.yaml")
    }
    #expect(empty?.cause == .notYAML("the file is empty"))
  }
}
