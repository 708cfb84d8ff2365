import ArgumentParser
import Fetch
import Transform

/// `bench generate`: a data file in the publisher's format, of any size, the same for the same seed.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a Fingertips data file with made-up figures for real areas.")

  @Option(help: "The size of the file in millions of bytes.")
  var megabytes: Int

  @Option(help: "The file to write; what is there is replaced.")
  var out: String

  @Option(help: "Another seed gives other figures.")
  var seed: UInt64 = 1

  @Flag(
    help: "The indicators of the themes, for every council and 28 years, instead of made-up ones.")
  var themes = false

  func validate() throws {
    guard (1...1_000_000).contains(megabytes) else {
      throw ValidationError("--megabytes \(megabytes): expected 1 to 1000000.")
    }
  }

  func run() throws {
    let configuration = try ConfigurationFolder()
    let places = GeneratedPlaces(try Gazetteer(configuration))
    var file = GeneratedFile(places: places, out: try OutputFile(out), seed: seed)
    if themes { file.configured = try configuredIndicators(configuration) }
    try file.write(byteCount: megabytes * 1_000_000)
  }
}
