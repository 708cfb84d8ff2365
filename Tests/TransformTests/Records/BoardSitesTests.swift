import Support
import Testing

@testable import Fetch
@testable import Transform

/// Where the boards' strategies are looked for, and that the table of it is sound.
struct BoardSitesTests {
  /// What is wrong with the addresses of a configuration, in the order of its rows.
  private func complaints(_ folder: ConfigurationFolder) throws -> [String] {
    let source = try #require(Sources(ConfigurationFolder())["boards"])
    let atHome = try #require(WebAddress("https://www.gov.uk/"))
    let request = source.request("board", atHome.text, as: .html)
    let options = HTTPClientOptions(userAgent: "test")
    var boards: Set<String> = []
    var pages: Set<String> = []
    var found: [String] = []
    for board in try configuredBoardAddresses(folder) {
      if !boards.insert(board.areaCode).inserted { found.append("\(board.areaCode): twice") }
      if board.addresses.count > 2 { found.append("\(board.areaCode): more than two") }
      for address in board.addresses {
        // A redirect from https may lead there: https, and a host that the source allows.
        let refusal = RedirectRules.refusal(
          from: atHome, to: address, request: request, visited: [], options: options)
        if let refusal { found.append("\(address): \(refusal)") }
        if !pages.insert(page(address)).inserted { found.append("\(address): twice") }
        if address.lowercased().hasSuffix(".pdf") { found.append("\(address): no page") }
      }
    }
    return found
  }

  /// An address without what leads to the same page.
  private func page(_ address: String) -> String {
    let short = address.lowercased().replacing("://www.", with: "://")
    return short.hasSuffix("/") ? String(short.dropLast()) : short
  }

  private func folder(_ rows: String...) throws -> (TemporaryFolder, ConfigurationFolder) {
    let folder = TemporaryFolder()
    let heading = "area_code,base_address,strategy_addresses,checked_on,note\n"
    _ = try folder.write("council_sites.csv", heading + rows.map { $0 + "\n" }.joined())
    return (folder, try ConfigurationFolder(mainFile: folder.write("pipeline.yaml", "")))
  }

  @Test func `every board has addresses that may be asked, each once`() throws {
    let configuration = try ConfigurationFolder()
    #expect(try complaints(configuration) == [])
    let boards = try ConfigurationTable(
      "areas/boards.csv", in: configuration, columns: ["area_code"]
    ).map { try $0.text("area_code") }
    #expect(try configuredBoardAddresses(configuration).map(\.areaCode).sorted() == boards.sorted())
  }

  @Test func `named pages are asked instead of the front page`() throws {
    let (folder, configuration) = try folder(
      "E06000001,https://a.gov.uk,,,",
      "E06000002,https://b.gov.uk,https://b.gov.uk/s|https://c.gov.uk,,")
    defer { withExtendedLifetime(folder) {} }
    let addresses = try configuredBoardAddresses(configuration)
    #expect(
      addresses == [
        BoardAddresses(
          areaCode: "E06000001", addresses: ["https://a.gov.uk"], frontPage: "https://a.gov.uk"),
        BoardAddresses(
          areaCode: "E06000002", addresses: ["https://b.gov.uk/s", "https://c.gov.uk"],
          frontPage: "https://b.gov.uk"),
      ])
    #expect(try complaints(configuration) == [])
  }

  @Test(arguments: [
    ("http://a.gov.uk/s", "http://a.gov.uk/s: insecure"),
    ("https://a.org.uk/s", "https://a.org.uk/s: otherHost"),
    ("https://agov.uk/s", "https://agov.uk/s: otherHost"),
    ("https://a.gov.uk/s.pdf", "https://a.gov.uk/s.pdf: no page"),
    ("https://a.gov.uk/s|https://www.a.gov.uk/s/", "https://www.a.gov.uk/s/: twice"),
    ("https://a.gov.uk/1|https://a.gov.uk/2|https://a.gov.uk/3", "E06000001: more than two"),
    ("a.gov.uk/s", "a.gov.uk/s: otherScheme"),
  ])
  func `an address that may not be asked is found`(cell: String, complaint: String) throws {
    let (folder, configuration) = try folder("E06000001,https://a.gov.uk,\(cell),,")
    defer { withExtendedLifetime(folder) {} }
    #expect(try complaints(configuration) == [complaint])
  }
}
