import Support
import Testing

@testable import Fetch

/// What a body must hold to take the place of what is held.
struct ContentContractTests {
  private func ask(_ body: String, _ contract: ContentContract) throws -> (FetchReport, Weather) {
    let weather = try Weather()
    let server = try FaultServer(.answer(200, body))
    let isTable = contract != .list
    let report = try weather.ask(server.url("/x"), as: isTable ? .csv : .json) {
      $0.contract = contract
    }
    return (report, weather)
  }

  private let contract = ContentContract.table(
    columns: ["Indicator ID", "Area Code", "Value"], firstCell: "41001")

  @Test(arguments: [
    "Indicator ID,Area Code,Value\r\n41001,E06000018,1\r\n",
    "\u{feff}\"Indicator ID\",\"Area Code\",\"Value\"\n\"41001\",\"E06000018\",\"1\"\n",
    "Value,Indicator ID,Area Code\n41001,1,E06000018\n",
  ])
  func `a table that keeps the contract is kept`(body: String) throws {
    #expect(try ask(body, contract).0.outcome.code == "fresh")
  }

  @Test func `a table that lacks columns is not kept`() throws {
    let (report, weather) = try ask("Indicator ID,Area\n41001,E06000018\n", contract)
    #expect(report.outcome == .columnsMissing(["Area Code", "Value"]))
    #expect(report.outcome.sentence == "The table lacks the columns “Area Code”, “Value”.")
    #expect(weather.kept == [])
  }

  @Test func `a table of another indicator is not kept`() throws {
    let (report, weather) = try ask(
      "Indicator ID,Area Code,Value\n848,E06000018,1\n", contract)
    #expect(report.outcome == .wrongSubject(asked: "41001", found: "848"))
    #expect(report.outcome.sentence == "The table is not of 41001 but of 848.")
    #expect(weather.kept == [])
  }

  @Test func `an error in JSON is no list`() throws {
    #expect(try ask("[]", .list).0.outcome.code == "fresh")
    #expect(try ask(" [{\"Id\": 1}]", .list).0.outcome.code == "fresh")
    let (report, weather) = try ask("{\"Message\": \"an error\"}", .list)
    #expect(report.outcome.code == "wrong_type")
    #expect(
      report.outcome.sentence == "Expected application/json, got JSON that is not a list, that "
        + "starts “{\"Message\": \"an error\"}”.")
    #expect(weather.kept == [])
  }

  @Test func `a small page that asks for proof of being human is none of the council's`() throws {
    let weather = try Weather()
    let wall = "<html><head><title>Pardon Our Interruption</title></head></html>"
    let server = try FaultServer { request in
      let filler = String(repeating: "<p>words</p>", count: 2_000)
      return [.answer(200, request.path == "/wall" ? wall : wall + filler + "</html>")]
    }
    #expect(try weather.ask(server.url("/wall"), as: .html).outcome == .challenge)
    #expect(try weather.ask(server.url("/page"), as: .html).outcome.code == "fresh")
  }
}
