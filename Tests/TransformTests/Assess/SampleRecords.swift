import Fetch
import Support

@testable import Transform

/// Records made of rows written as a data file, as a run would make them.
struct SampleRecords {
  private let folder = TemporaryFolder()
  private let reference: Reference
  private let sources: Sources

  /// The built-in configuration, read once for all tests.
  private static let builtIn = Result {
    let configuration = try ConfigurationFolder()
    let sources = try Sources(configuration)
    return (try Reference(configuration, of: sources, on: "2026-11-22"), sources)
  }

  init() throws {
    (reference, sources) = try Self.builtIn.get()
  }

  init(_ configuration: ConfigurationFolder, on day: String) throws {
    sources = try Sources(configuration)
    reference = try Reference(configuration, of: sources, on: day)
  }

  static var gazetteer: Gazetteer {
    get throws { try builtIn.get().0.gazetteer }
  }

  /// One row of a data file, with what is usual where nothing else is said.
  struct Row {
    var indicator = 90_244
    var name = "Successful completion of drug treatment: opiate users"
    var parent = "E92000001"
    var area = "E06000018"
    var areaName = "An area"
    var sex = "Persons"
    var age = "18+ yrs"
    var categoryType = ""
    var category = ""
    var period = "2019"
    var value: Double? = 50
    /// Half the width of the 95% interval; nil for no limits.
    var halfWidth: Double? = 5
    var count: Double? = 500
    var denominator: Double? = 1000
    var note = ""
    var trend = ""
    var comparison = ""

    fileprivate var line: String {
      let lower = value.flatMap { value in halfWidth.map { value - $0 } }
      let upper = value.flatMap { value in halfWidth.map { value + $0 } }
      func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
      let fields = [
        "\(indicator)", name, parent, "Parent", area, areaName, "Type", sex, age, categoryType,
        category, period, text(value), text(lower), text(upper), "", "", text(count),
        text(denominator), note, trend, comparison, "", "", "", "",
      ]
      return fields.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }
  }

  /// The records of several data files in the order given, and of a metadata file.
  func read(_ files: [Row]..., metadata: String? = nil) throws -> Records {
    var snapshots = try files.enumerated().map { number, rows in
      let lines = [FingertipsDataTests.header] + rows.map(\.line)
      let text = lines.joined(separator: "\r\n") + "\r\n"
      let path = try folder.write("data-\(number).csv", text)
      return try Snapshot(localFile: path, sourceID: "fingertips")
    }
    if let metadata {
      let path = try folder.write("metadata.csv", metadata)
      snapshots.append(try Snapshot(localFile: path, sourceID: "fingertips-metadata"))
    }
    return transform(snapshots, of: sources, using: reference)
  }

  /// A row for every area and period.
  static func rows(
    _ areas: [String], _ periods: [String], _ change: (inout Row) -> Void = { _ in }
  ) -> [Row] {
    areas.flatMap { area in
      periods.map { period in
        var row = Row(area: area, period: period)
        change(&row)
        return row
      }
    }
  }
}
