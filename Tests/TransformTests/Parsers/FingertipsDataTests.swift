import Fetch
import Testing

@testable import Transform

struct FingertipsDataTests {
  static let header =
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    + "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    + "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    + "Compared to England value or percentiles,Compared to Region value or percentiles,"
    + "Time period Sortable,New data,Compared to goal"

  static let row =
    "41001,Suicide rate,E12000004,East Midlands region,E06000018,Nottingham,UA,Persons,10+ yrs,,,"
    + "2015 - 17,9.5,7.2,12.3,,,75,,,Cannot be calculated,Similar,Similar,20150000,,"

  /// What is made of a header and rows, as one file or several.
  private func read(_ files: String...) throws -> (
    ObservationTable, ObservationCollector.Outcome, [Reject]
  ) {
    let collector = ObservationCollector(gazetteer: try SampleRecords.gazetteer)
    var rejects: [Reject] = []
    for (number, text) in files.enumerated() {
      var reader = CSVReader(Array(text.utf8), name: "file-\(number).csv")
      guard case .fields(let count) = try reader.next() else { continue }
      let names = (0..<count).map { reader.text($0) }
      var data = FingertipsData(
        header: try FingertipsHeader(names, file: "file-\(number).csv"), snapshot: number,
        file: "file-\(number).csv", into: collector)
      try data.read(&reader)
      rejects += data.rejects
    }
    let outcome = collector.finish()
    return (outcome.table, outcome, rejects)
  }

  private func row(_ changes: (Int, String)...) -> String {
    var fields = Self.row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (column, text) in changes { fields[column] = text }
    return fields.joined(separator: ",")
  }

  @Test func `a row becomes an observation with everything that was published`() throws {
    let (table, _, rejects) = try read("\(Self.header)\r\n\(Self.row)\r\n")
    let found = table.observation(at: 0)
    #expect(rejects.isEmpty)
    #expect(found.indicatorID == 41001)
    #expect(found.areaCode == "E06000018")
    #expect(
      found.stratum == Stratum(sex: "Persons", age: "10+ yrs", categoryType: nil, category: nil))
    #expect(found.period.label == "2015 - 17")
    #expect(found.period.firstDay == "2015-01-01")
    #expect(found.period.lastDay == "2017-12-31")
    #expect(found.value == 9.5)
    #expect(found.lowerCI95 == 7.2)
    #expect(found.upperCI95 == 12.3)
    #expect(found.lowerCI998 == nil)
    #expect(found.count == 75)
    #expect(found.denominator == nil)
    #expect(found.publishedTrend == "Cannot be calculated")
    #expect(found.publishedComparisonEngland == "Similar")
    #expect(found.sourceLine == 2)
  }

  @Test func `column names are known by their letters and digits`() throws {
    let renamed = Self.header.split(separator: " ").joined(separator: "_")
    let (table, _, _) = try read("\(renamed)\n\(Self.row)\n")
    #expect(table.count == 1)
  }

  @Test func `a suppressed count keeps its value note`() throws {
    let suppressed = row(
      (12, ""), (13, ""), (14, ""), (17, ""),
      (19, "Value suppressed for disclosure control due to small count"))
    let (table, _, _) = try read("\(Self.header)\n\(suppressed)\n")
    let found = table.observation(at: 0)
    #expect(found.value == nil)
    #expect(found.count == nil)
    #expect(found.valueNote == "Value suppressed for disclosure control due to small count")
  }

  @Test func `a figure withheld by a mark says so where the publisher does not`() throws {
    let (table, _, _) = try read("\(Self.header)\n\(row((17, "*")))\n")
    #expect(table.observation(at: 0).count == nil)
    #expect(table.observation(at: 0).valueNote == "Value withheld by the publisher")
  }

  @Test func `markup in a value note is left out`() throws {
    let (table, _, _) = try read(
      "\(Self.header)\n\(row((19, "<p>Rate < 5 is <b>rounded</b></p>")))\n")
    #expect(table.observation(at: 0).valueNote == "Rate < 5 is rounded")
  }

  @Test(
    arguments: [
      (0, "x41001", Reject.Reason.indicatorID, "Indicator ID"),
      (4, "", .areaCode, "Area Code"), (4, "E06000099", .unknownArea, "Area Code"),
      (11, "soon", .timePeriod, "Time period"), (12, "n/a", .number, "Value"),
      (17, "-4", .negativeCount, "Count"), (13, "13", .limitsReversed, "Lower CI 95.0 limit"),
    ])
  func `a row that cannot be read is named by line, column, text and reason`(
    column: Int, text: String, reason: Reject.Reason, name: String
  ) throws {
    let (table, _, rejects) = try read("\(Self.header)\n\(Self.row)\n\(row((column, text)))\n")
    #expect(table.count == 1)
    #expect(rejects.map(\.reason) == [reason])
    #expect(rejects.first?.line == 3)
    #expect(rejects.first?.column == name)
  }

  @Test func `the words of a reject say what happened to what and where`() throws {
    let (_, _, rejects) = try read("\(Self.header)\n\(row((13, "n/a")))\n")
    let expected =
      "file-0.csv, line 2, “Lower CI 95.0 limit”: “n/a” is not a number. The row was left out."
    #expect(rejects.first?.sentence == expected)
  }

  @Test func `a sortable key of another year than the label is refused`() throws {
    let other = row((11, "2014 - 16"))
    let (table, _, rejects) = try read("\(Self.header)\n\(Self.row)\n\(other)\n")
    #expect(table.count == 1)
    #expect(rejects.first?.reason == .sortablePeriod)
    #expect(rejects.first?.column == "Time period Sortable")
  }

  @Test func `a row whose key contradicts its label costs itself alone`() throws {
    let wrong = row((11, "2014 - 16"))
    let right = row((11, "2014 - 16"), (23, "20140000"), (4, "E06000015"))
    let (table, _, rejects) = try read("\(Self.header)\n\(wrong)\n\(right)\n")
    #expect(table.count == 1)
    #expect(rejects.map(\.line) == [2])
  }

  @Test func `a row repeated through another parent is a duplicate`() throws {
    let again = row((2, "E92000001"), (3, "England"))
    let (table, outcome, _) = try read("\(Self.header)\n\(Self.row)\n\(again)\n")
    #expect(table.count == 1)
    #expect(outcome.duplicates == [0: 1])
  }

  @Test func `one file that says two things of one figure has neither believed`() throws {
    let (table, outcome, _) = try read("\(Self.header)\n\(Self.row)\n\(row((12, "9.6")))\n")
    #expect(table.count == 0)
    #expect(outcome.conflicts.map(\.line) == [2, 3])
  }

  @Test func `of two files the later wins and the earlier is kept as an earlier version`() throws {
    let later = row((12, "9.9"))
    let (table, outcome, _) = try read(
      "\(Self.header)\n\(Self.row)\n", "\(Self.header)\n\(later)\n")
    #expect(table.observation(at: 0).value == 9.9)
    #expect(outcome.duplicates == [0: 1])
    #expect(outcome.superseded == [0: 1])
    #expect(table.earlierVersion(at: 0).0.value == 9.5)
    #expect(table.earlierVersion(at: 0).replacedBy == 0)
  }

  @Test func `rows may stop early but not before the last column that is needed`() throws {
    let short = Self.row.split(separator: ",", omittingEmptySubsequences: false).dropLast(2).joined(
      separator: ",")
    let tooShort = Self.row.split(separator: ",", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: ",")
    let (table, _, rejects) = try read("\(Self.header)\n\(short)\n\(tooShort)\n")
    #expect(table.count == 1)
    #expect(rejects.first?.reason == .fieldCount)
  }

  @Test func `missing columns are named with those found`() throws {
    #expect(throws: TransformError.self) { try read("Indicator ID,Value\n1,2\n") }
    do {
      _ = try read("Indicator ID,Value\n1,2\n")
    } catch let error as TransformError {
      guard case .columnsMissing(let missing, let found) = error.cause else {
        Issue.record("another cause: \(error)")
        return
      }
      #expect(missing.contains("Area Code"))
      #expect(found == ["Indicator ID", "Value"])
    }
  }

  @Test func `columns in another order give the same observation`() throws {
    let order = Array((0..<26).reversed())
    func reordered(_ line: String) -> String {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return order.map { String(fields[$0]) }.joined(separator: ",")
    }
    let (straight, _, _) = try read("\(Self.header)\n\(Self.row)\n")
    let (other, _, _) = try read("\(reordered(Self.header))\n\(reordered(Self.row))\n")
    #expect(straight.observation(at: 0) == other.observation(at: 0))
  }
}
