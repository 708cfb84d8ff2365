internal import Transform

/// Everything that the gates look at, gathered in one pass over the rows.
final class Measures {
  let table: ObservationTable
  let rows: CarriedRows?
  /// By indicator, in the order of ``CarriedRows/indicators``.
  let byIndicator: UnsafeMutableBufferPointer<IndicatorMeasure>
  /// Rows of each indicator and period: held before, gone since, and held now.
  private let before: UnsafeMutableBufferPointer<Int32>
  private let gone: UnsafeMutableBufferPointer<Int32>
  private let now: UnsafeMutableBufferPointer<Int32>
  private let periodCount: Int
  /// By number of the area: rows before and now.
  private(set) var areaRows: [(old: Int, new: Int)]
  /// By indicator: whether its values are percentages of a whole.
  private let isProportion: [Bool]
  /// Values of authorities of everybody, by indicator and period, for the medians.
  private(set) var authorityValues: [Int: [Float]] = [:]
  /// By number of the area: whether it has no figures now and a council that came after it has.
  private let hasSuccessor: [Bool]
  private let isAuthority: [Bool]
  private let isEverybody: [Bool]
  private var examples: [Int: [String]] = [:]
  /// What the publisher showed, by indicator, and the cells that are held with another value.
  private let anchors: [Int: [AnchoredCell: Double]]
  private let isAnchored: [Bool]
  private(set) var missedAnchors: [String] = []

  /// The numbers of area, stratum and period.
  private struct AnchoredCell: Hashable {
    let area, stratum, period: Int32
  }

  let indicatorIDs: [Int]

  init(_ records: Records, rows: CarriedRows?) {
    table = records.observations
    self.rows = rows
    indicatorIDs = rows?.indicators ?? table.indicators.map(\.id)
    periodCount = 1 + max(table.periods.count, rows?.periods.max().map(Int.init) ?? 0)
    byIndicator = .allocate(capacity: indicatorIDs.count)
    byIndicator.initialize(repeating: IndicatorMeasure())
    let partitions = indicatorIDs.count * periodCount
    (before, gone, now) = (
      .allocate(capacity: partitions), .allocate(capacity: partitions),
      .allocate(capacity: partitions)
    )
    for counts in [before, gone, now] { counts.initialize(repeating: 0) }
    let areas = 1 + max(table.areas.count, rows?.areas.max().map(Int.init) ?? 0)
    areaRows = Array(repeating: (0, 0), count: areas)
    hasSuccessor = Self.succeeded(records, rows, areas)
    isProportion = Self.proportions(records)
    anchors = Self.anchors(records)
    isAnchored = table.indicators.indices.map { [anchors] in anchors[$0] != nil }
    isAuthority = table.areas.map(\.areaType.isLocalAuthority)
    isEverybody = table.strata.map { $0.category == nil }
  }

  deinit {
    byIndicator.deallocate()
    before.deallocate()
    gone.deallocate()
    now.deallocate()
  }

  private static func succeeded(
    _ records: Records, _ rows: CarriedRows?, _ count: Int
  ) -> [Bool] {
    let held = Set(records.observations.areas.map(\.code))
    return (0..<count).map { number in
      guard let code = rows?.oldAreaCode(number), !held.contains(code) else { return false }
      return records.gazetteer.successors(of: code).contains { held.contains($0.successor) }
    }
  }

  /// Whether the figures of an area may go because those of its successor have come.
  func isSucceeded(_ area: Int) -> Bool {
    hasSuccessor.indices.contains(area) && hasSuccessor[area]
  }

  private static func proportions(_ records: Records) -> [Bool] {
    let configured = Dictionary(
      records.themes.flatMap(\.indicators).map { ($0.id, [$0.valueType, $0.unit]) }
    ) { first, _ in first }
    let said = Dictionary(records.metadata.map { ($0.id, [$0.valueType, $0.unit]) }) { $1 }
    return records.observations.indicators.map { indicator in
      let texts = said[indicator.id] ?? configured[indicator.id] ?? []
      return texts.contains { $0?.lowercased() == "proportion" }
    }
  }

  /// Anchors of indicators that are held, under the numbers of the table.
  private static func anchors(_ records: Records) -> [Int: [AnchoredCell: Double]] {
    let table = records.observations
    var found: [Int: [AnchoredCell: Double]] = [:]
    for anchor in records.anchors {
      let strata = table.strata.indices.filter {
        table.strata[$0].sex == anchor.sex && table.strata[$0].age == anchor.age
          && table.strata[$0].category == nil
      }
      guard let indicator = table.indicators.firstIndex(where: { $0.id == anchor.indicatorID }),
        let area = table.areas.firstIndex(where: { $0.code == anchor.areaCode }),
        let period = table.periods.firstIndex(where: { $0.label == anchor.period }),
        let stratum = strata.first
      else { continue }
      let cell = AnchoredCell(
        area: Int32(area), stratum: Int32(stratum), period: Int32(period))
      found[indicator, default: [:]][cell] = anchor.value
    }
    return found
  }

  private func checkAnchor(_ row: UnsafePointer<ObservationRow>) {
    let cell = AnchoredCell(
      area: row.pointee.area, stratum: row.pointee.stratum, period: row.pointee.period)
    guard let value = anchors[Int(row.pointee.indicator)]?[cell] else { return }
    let slack = 1e-6 * max(1, value.magnitude)
    let isHeld = (row.pointee.value - value).magnitude <= slack
    if !isHeld { missedAnchors.append("\(sentence(row)), as published \(value)") }
  }

  /// What kind of thing an example is of; see ``examples(_:of:)``.
  enum Matter: Int {
    case jump, scale, arithmetic, outside, given, withheld, gone
    static let count = 7
  }

  /// At most five sentences.
  func examples(_ matter: Matter, of indicator: Int) -> [String] {
    examples[indicator * Matter.count + matter.rawValue] ?? []
  }

  func addExample(_ matter: Matter, of indicator: Int, _ sentence: () -> String) {
    let key = indicator * Matter.count + matter.rawValue
    if examples[key]?.count ?? 0 < 5 { examples[key, default: []].append(sentence()) }
  }
}

// MARK: - Rows

extension Measures {
  /// What is judged of one row by itself.
  struct RowJudgement {
    var hasLimits = false
    var isOutside = false
    var place: Int?
  }

  @inline(__always)
  func judge(
    _ value: Double, lower: Double, upper: Double, count: Double, denominator: Double,
    indicator: Int
  ) -> RowJudgement {
    var judgement = RowJudgement()
    if value.isNaN { return judgement }
    let slack = 1e-6 * max(1, value.magnitude)
    if !lower.isNaN, !upper.isNaN {
      judgement.hasLimits = true
      judgement.isOutside = value < lower - slack || value > upper + slack
    }
    if indicator < isProportion.count, isProportion[indicator] {
      judgement.hasLimits = true
      let isBeyond = value < -slack || value > 100 + slack || count > denominator + slack
      judgement.isOutside = judgement.isOutside || isBeyond
    }
    judgement.place = Exponents.place(value, count, denominator)
    return judgement
  }

  @inline(__always)
  func countOld(_ row: RowJudgement, isGiven: Bool, indicator: Int) {
    byIndicator[indicator].rows.old += 1
    if isGiven { byIndicator[indicator].values.old += 1 }
    if row.hasLimits { byIndicator[indicator].withLimits.old += 1 }
    if row.isOutside { byIndicator[indicator].outside.old += 1 }
    if let place = row.place { byIndicator[indicator].arithmetic.addOld(place) }
  }

  @inline(__always)
  func countNew(_ judgement: RowJudgement, _ row: UnsafePointer<ObservationRow>) {
    let indicator = Int(row.pointee.indicator)
    byIndicator[indicator].rows.new += 1
    now[indicator * periodCount + Int(row.pointee.period) + 1] += 1
    if isAnchored[indicator] { checkAnchor(row) }
    if row.pointee.value.isNaN { return }
    byIndicator[indicator].values.new += 1
    if judgement.hasLimits { byIndicator[indicator].withLimits.new += 1 }
    if judgement.isOutside {
      byIndicator[indicator].outside.new += 1
      addExample(.outside, of: indicator) { sentence(row) }
    }
    if let place = judgement.place {
      byIndicator[indicator].arithmetic.addNew(place)
      if place == Exponents.none { addExample(.arithmetic, of: indicator) { sentence(row) } }
    }
    if isAuthority[Int(row.pointee.area)], isEverybody[Int(row.pointee.stratum)] {
      let key = indicator * periodCount + Int(row.pointee.period) + 1
      authorityValues[key, default: []].append(Float(row.pointee.value))
    }
  }

  @inline(__always)
  func countOldPartition(_ indicator: Int, _ period: Int32, isGone: Bool) {
    let place = indicator * periodCount + Int(period)
    before[place] += 1
    if isGone { gone[place] += 1 }
  }

  func countWithheld(indicator: Int) { byIndicator[indicator].withheldRows += 1 }

  func countAreas(old: (area: Int32, rows: Int)) { areaRows[Int(old.area)].old += old.rows }
  func countAreas(new: (area: Int32, rows: Int)) { areaRows[Int(new.area)].new += new.rows }

  /// Rows of an indicator by period: those before, those gone, those now.
  func partitions(
    of indicator: Int
  ) -> [(period: Int, before: Int, gone: Int, now: Int)] {
    (1..<max(1, periodCount)).compactMap { period in
      let place = indicator * periodCount + period
      if before[place] == 0, now[place] == 0 { return nil }
      return (period, Int(before[place]), Int(gone[place]), Int(now[place]))
    }
  }

  func values(of indicator: Int, period: Int) -> [Float] {
    authorityValues[indicator * periodCount + period] ?? []
  }
}

// MARK: - Words

extension Measures {
  /// A row in words, with its old value where it has one.
  func sentence(_ row: UnsafePointer<ObservationRow>, was old: Double? = nil) -> String {
    let row = row.pointee
    let area = table.areas[Int(row.area)]
    let stratum = table.strata[Int(row.stratum)]
    let key =
      [
        "\(table.indicators[Int(row.indicator)].id)", "\(area.name) (\(area.code))",
        periodLabel(Int(row.period) + 1), stratum.sex, stratum.age,
      ] + [stratum.category].compactMap(\.self)
    let value = row.value.isNaN ? "no value" : "\(row.value)"
    let was = old.map { $0.isNaN ? ", before without a value" : ", before \($0)" } ?? ""
    return "\(key.joined(separator: ", ")), line \(row.line): \(value)\(was)"
  }

  func periodLabel(_ number: Int) -> String {
    table.periods.indices.contains(number - 1)
      ? table.periods[number - 1].label : "a period that is gone"
  }
}
