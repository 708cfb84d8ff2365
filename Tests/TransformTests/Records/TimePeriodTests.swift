import Support
import Testing

@testable import Transform

struct TimePeriodTests {
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `labels and keys agree with the vectors both ways`() throws {
    let rows = try VectorTable("time_period_vectors").rows
    for row in rows {
      let yearType = try #require(YearType(rawValue: row["year_type"]), "\(row)")
      let parts = TimePeriodParts(
        yearType: yearType, year: try #require(Int(row["year"])),
        yearRange: Int(row["year_range"]) ?? 1, quarter: Int(row["quarter"]),
        month: Int(row["month"]))
      #expect(parts.label == row["expected_label"], "\(row)")
      #expect(parts.sortable == Int(row["expected_sortable"]), "\(row)")
      let period = TimePeriod(parsing: row["expected_label"], yearType: yearType)
      #expect(period?.sortable == Int(row["expected_sortable"]), "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func `days and spans agree with the vectors`() throws {
    let rows = try VectorTable("time_period_parse_vectors").rows
    for row in rows {
      let period = try #require(TimePeriod(parsing: row["label"]), "\(row)")
      #expect(period.label == row["label"])
      #expect(period.spanYears == Int(row["expected_span_years"]), "\(row)")
      #expect(period.firstDay == row["expected_start"], "\(row)")
      #expect(period.lastDay == row["expected_end"], "\(row)")
    }
    #expect(rows.count > 0)
  }

  @Test(arguments: [
    ("2019", 20_190_000, "2019-01-01", "2019-12-31", 12),
    ("2017 - 19", 20_170_000, "2017-01-01", "2019-12-31", 36),
    ("1999 - 01", 19_990_000, "1999-01-01", "2001-12-31", 36),
    ("2018/19", 20_180_000, "2018-04-01", "2019-03-31", 12),
    ("1999/00", 19_990_000, "1999-04-01", "2000-03-31", 12),
    ("2016/17 - 18/19", 20_160_000, "2016-04-01", "2019-03-31", 36),
    ("2019 Q1", 20_190_100, "2019-01-01", "2019-03-31", 3),
    ("2019/20 Q1", 20_190_100, "2019-04-01", "2019-06-30", 3),
    ("2019/20 Q4", 20_190_400, "2020-01-01", "2020-03-31", 3),
    ("2018/19 Q2 - 2019/20 Q1", 20_180_200, "2018-07-01", "2019-06-30", 12),
    ("2006 Q2 - 2009 Q1", 20_060_200, "2006-04-01", "2009-03-31", 36),
    ("2019/20 Q1-Q3", 20_190_300, "2019-04-01", "2019-12-31", 9),
    ("2019/20 Q1 - 2020/21 Q2", 20_190_600, "2019-04-01", "2020-09-30", 18),
    ("Jan 2009", 20_090_001, "2009-01-01", "2009-01-31", 1),
    ("February 2024", 20_240_002, "2024-02-01", "2024-02-29", 1),
    ("Jul 2016 - Jun 2017", 20_160_007, "2016-07-01", "2017-06-30", 12),
    ("Aug 2006 - Jul 2009", 20_060_008, "2006-08-01", "2009-07-31", 36),
    ("Mid-2021", 20_210_000, "2021-06-30", "2021-06-30", 0),
    ("2021 mid-year", 20_210_000, "2021-06-30", "2021-06-30", 0),
  ])
  func `every form of label is read`(
    label: String, sortable: Int, firstDay: String, lastDay: String, months: Int
  ) throws {
    let period = try #require(TimePeriod(parsing: label))
    #expect(period.sortable == sortable)
    #expect(period.firstDay == firstDay)
    #expect(period.lastDay == lastDay)
    #expect(period.spanMonths == months)
    #expect(period.isPooled == (months > 12))
  }

  @Test(arguments: [
    "", " ", "2019 ", " 2019", "19", "20191", "2019/21", "2019/2", "2017 - ", "2017 -19",
    "2017 - 17", "2019 Q5", "2019 Q0", "2019 Q1-Q3", "2019/20 Q2-Q3", "2019/20 Q1-Q1",
    "2019 Q3 - 2019 Q1", "2019 Q1 - 2019/20 Q4", "Jan", "Jan 19", "Foo 2019",
    "Jun 2017 - Jul 2016", "2016/17 - 18/20", "٢٠١٩", "2017 – 19", "2019Q1", "Ma 2019",
  ])
  func `a label outside the grammar is no period`(label: String) {
    #expect(TimePeriod(parsing: label) == nil)
  }

  @Test
  func `a published key is kept and one of another year refused`() {
    let rolling = TimePeriod(parsing: "Jul 2016 - Jun 2017", sortable: 20_160_000)
    #expect(rolling?.sortable == 20_160_000)
    #expect(TimePeriod(parsing: "Jan 2010", sortable: 20_090_010)?.sortable == 20_090_010)
    #expect(TimePeriod(parsing: "2019", sortable: 20_180_000) == nil)
    #expect(TimePeriod(parsing: "2019", sortable: 20_190_000) == TimePeriod(parsing: "2019"))
  }

  @Test(arguments: [
    ("2019", "1y", true), ("2019", "3y", false), ("2017 - 19", "3y", true),
    ("2019 Q1", "1y", true), ("2013/14 Q1", "5y", true), ("2019", "", true),
  ])
  func `a published range must fit the label`(label: String, range: String, fits: Bool) {
    #expect((TimePeriod(parsing: label, range: range) != nil) == fits)
  }

  @Test
  func `academic years begin in September`() {
    let period = TimePeriod(parsing: "2018/19", yearType: .academic)
    #expect(period?.firstDay == "2018-09-01")
    #expect(period?.lastDay == "2019-08-31")
    #expect(period?.sortable == 20_180_000)
  }

  @Test
  func `labels made from parts are read back to the same key`() {
    for yearType in YearType.allCases {
      for year in 1995...2030 {
        for parts in Self.parts(yearType, year) {
          let period = TimePeriod(parsing: parts.label, yearType: yearType)
          #expect(period?.sortable == parts.sortable, "\(parts.label) \(yearType)")
        }
      }
    }
  }

  private static func parts(_ yearType: YearType, _ year: Int) -> [TimePeriodParts] {
    switch yearType {
    case .calendarRollingQuarterly, .financialRollingQuarterly, .financialCumulativeQuarter:
      (1...4).map { TimePeriodParts(yearType: yearType, year: year, quarter: $0) }
    case .financialMultiYearCumulativeQuarter:
      (1...12).map { TimePeriodParts(yearType: yearType, year: year, yearRange: 5, quarter: $0) }
    case .calendarRollingMonthly:
      (1...12).map { TimePeriodParts(yearType: yearType, year: year, month: $0) }
    default:
      (1...5).map { TimePeriodParts(yearType: yearType, year: year, yearRange: $0) }
    }
  }
}
