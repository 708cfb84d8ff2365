import Support
import Testing

@testable import Fetch

struct ConfigurationTests {
  private static let source = """
    contact: "me"
    sources:
      - id: fingertips
        name: Profiles
        publisher: P
        shape: fingertips-data
        address: https://example.org/api/
        licence: L
        attribution: A
        cadence_days: 30

    """

  private func sources(_ text: String) throws -> Sources {
    let folder = TemporaryFolder()
    let file = try folder.write("pipeline.yaml", text)
    return try Sources(ConfigurationFolder(mainFile: file))
  }

  private func error(_ text: String) -> ConfigurationError? {
    #expect(throws: ConfigurationError.self) { try sources(text) }
  }

  @Test func `the built-in sources can be read`() throws {
    let sources = try Sources(ConfigurationFolder())
    #expect(sources["fingertips"]?.shape == .fingertipsData)
    #expect(sources.all.allSatisfy { !$0.licence.isEmpty && !$0.attribution.isEmpty })
  }

  @Test func `addresses of requests are relative to the source's`() throws {
    let sources = try sources(
      Self.source + "    requests:\n      - {name: a, address: 'x?i={indicator_ids}'}\n")
    #expect(sources.all[0].requests[0].address == "https://example.org/api/x?i={indicator_ids}")
    #expect(sources.all[0].allowedHosts == ["example.org"])
  }

  @Test func `an unknown key is refused with file, line and column`() {
    let error = error(Self.source + "    cadance_days: 3\n")
    #expect(error?.line == 11)
    #expect(error?.column == 5)
    guard case .unknownKey("cadance_days", _) = error?.cause else {
      Issue.record("another cause: \(String(describing: error))")
      return
    }
  }

  @Test func `a value of the wrong type is refused where it stands`() {
    let error = error(
      Self.source.split(separator: "30").joined(separator: "monthly"))
    #expect(error?.cause == .wrongType(key: "cadence_days", expected: "a whole number"))
    #expect(error?.line == 10)
  }

  @Test func `an id used twice is refused`() {
    let again = Self.source.split(separator: "sources:\n")[1]
    #expect(error(Self.source + again)?.cause == .duplicateID("fingertips"))
  }

  @Test func `an address that is not of the web is refused`() {
    let text = Self.source.split(separator: "https:").joined(separator: "ftp:")
    #expect(error(text)?.cause == .notAnAddress("ftp://example.org/api/"))
  }

  @Test func `text that YAML would take for another type stays text`() throws {
    let text = Self.source.split(separator: "name: Profiles").joined(separator: "name: no")
    #expect(try sources(text).all[0].name == "no")
  }

  @Test func `what is not YAML is refused with its line`() {
    #expect(error("contact: [\n")?.line != nil)
  }

  @Test func `the words say what to do`() {
    let error = ConfigurationError(.duplicateID("x"), file: "themes.yaml", line: 3, column: 5)
    let expected =
      "themes.yaml:3:5: the id “x” is used twice. Nothing was changed; mend the file and start again."
    #expect("\(error)" == expected)
  }
}
