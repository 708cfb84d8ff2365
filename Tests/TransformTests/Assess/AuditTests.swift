import Fetch
import Foundation
import Support
import Testing

@testable import Transform

/// What the publisher printed on its real files against what its own figures give.
struct AuditTests {
  /// The publisher's real files, read once.
  private static let real = Result {
    let folder = try #require(SharedData.directory).appending(path: "data/fingertips").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv.gz") }.sorted()
    let snapshots = try names.map {
      try Snapshot(localFile: "\(folder)/\($0)", sourceID: "fingertips")
    }
    let configuration = try ConfigurationFolder()
    return try transform(snapshots, of: Sources(configuration), using: configuration)
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `comparisons and trends of the real files are the publisher's own`() throws {
    let records = try Self.real.get()
    let audit = audit(records)
    let comparisons = audit.disagreements.filter { $0.matter == .comparison }
    #expect(audit.comparisons > 10_000)
    #expect(Double(comparisons.count) <= 0.0005 * Double(audit.comparisons))

    // Where the publisher could test nothing for lack of limits it printed a marker all the same;
    // those are listed as disagreements, and there are no others.
    let trends = audit.disagreements.filter { $0.matter == .trend }
    #expect(audit.trends - audit.trendsOnOtherPoints > 1000)
    #expect(trends.count == audit.trendsPrintedUntested)
    #expect(
      trends.allSatisfy {
        $0.computed == RecentTrend.Reason.confidenceLimitsMissing.rawValue
          || $0.computed == RecentTrend.Reason.confidenceLimitsOfNoWidth.rawValue
      })
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `every cannot be calculated of the real files is found not to be testable`() throws {
    let records = try Self.real.get()
    let judge = Judge(records, rows: [])
    var found = 0
    for series in records.observations.allSeries {
      let row = records.observations.rows[series.newest]
      guard judge.publishedMarker(row) == .cannotBeCalculated else { continue }
      found += 1
      #expect(judge.trend(series).marker == .cannotBeCalculated)
    }
    #expect(found > 500)
  }

  @Test func `a printed word that the figures do not give is listed`() throws {
    typealias Row = SampleRecords.Row
    let rows = [
      Row(area: "E92000001"), Row(value: 60, comparison: "Better"),
      Row(area: "E06000015", value: 70, comparison: "Similar"),
    ]
    let audit = audit(try SampleRecords().read(rows))
    #expect(audit.comparisons == 2)
    #expect(audit.disagreements.map(\.published) == ["Similar"])
    #expect(audit.disagreements.map(\.computed) == ["better"])
  }
}

/// How the publisher judges what, told by the words on its rows.
struct GroupingTests {
  private typealias Row = SampleRecords.Row

  private func grouping(_ rows: [Row]) throws -> Grouping? {
    let england = Row(indicator: 7, name: "Seven", area: "E92000001")
    let own = rows.map { row in
      var row = row
      (row.indicator, row.name) = (7, "Seven")
      return row
    }
    return assess(try SampleRecords().read([england] + own)).groupings.first
  }

  @Test func `better above England means that high is good`() throws {
    #expect(try grouping([Row(value: 60, comparison: "Better")])?.polarity == .high)
    #expect(try grouping([Row(value: 60, comparison: "Worse")])?.polarity == .low)
    #expect(try grouping([Row(value: 60, comparison: "Better")])?.method == .confidenceInterval)
  }

  @Test func `higher judges nothing and quintiles are their own method`() throws {
    #expect(try grouping([Row(value: 60, comparison: "Higher")])?.polarity == Polarity.none)
    #expect(try grouping([Row(value: 60, comparison: "Lowest quintile")])?.method == .quintiles)
  }

  @Test func `where nothing is compared no comparison is made here either`() throws {
    let row = Row(value: 60, comparison: "Not compared")
    #expect(try grouping([row])?.method == .notCompared)
    #expect(try grouping([row])?.polarity == .notApplicable)
    #expect(try grouping([Row(comparison: "Similar")])?.polarity == nil)
  }
}
