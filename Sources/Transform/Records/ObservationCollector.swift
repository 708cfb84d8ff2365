/// Takes the rows of all files in and numbers their areas, indicators, strata, periods and notes.
///
/// Numbers are given in order of arrival here and replaced by ranks in ``ObservationSorting``, so
/// that the same snapshots give the same table.
final class ObservationCollector {
  let gazetteer: Gazetteer
  let rows: RowStore
  private(set) var areas = Numbered<String, Area>()
  private(set) var indicators = Numbered<Int, Indicator>()
  private(set) var strata = Numbered<Stratum, Stratum>()
  private(set) var periods = Numbered<PeriodKey, TimePeriod>()
  private(set) var valueNotes = Numbered<String, String>()
  private(set) var publishedWords = Numbered<String, String>()

  /// What a period is known by: “2018/19” begins in April, or for schools in September.
  struct PeriodKey: Hashable {
    let label: String
    let isAcademic: Bool
  }

  /// An area as a row names it.
  struct PublishedArea {
    let code: String
    let name: String
    let parentCode: String
  }

  /// An indicator as a row names it.
  struct PublishedIndicator: Hashable {
    let id: Int
    let name: String
  }

  /// What was asked for areas and indicators, in order, so that another collector can be asked it.
  private var areasSaid: [PublishedArea] = []
  private var namesInOrder: [PublishedIndicator] = []
  private var indicatorsSaid: Set<PublishedIndicator> = []

  /// The indicators whose years are those of schools, as their metadata says.
  var academicIndicators: Set<Int> = []

  /// The codes at which the parts of the map begin, for the rows to be kept apart by; and the part
  /// of each area.
  private let partStarts: [String]
  private var areaParts: [Int] = []
  private static let parts = 32

  init(gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
    let codes = gazetteer.areas.map(\.code).sorted()
    partStarts = (1..<Self.parts).compactMap { part in
      codes.isEmpty ? nil : codes[codes.count * part / Self.parts]
    }
    rows = RowStore(parts: partStarts.count + 1)
  }

  @inline(__always)
  func append(_ row: ObservationRow) {
    rows.append(row, toPart: areaParts[Int(row.area)])
  }

  private func add(_ area: Area) -> Int32 {
    areaParts.append(partStarts.firstIndex { area.code < $0 } ?? partStarts.count)
    return areas.add(area, as: area.code)
  }

  /// The number of an area; nil when the code should be in the gazetteer and is not.
  ///
  /// A small area is given the council that it lies in, as soon as a row says which.
  func area(_ area: PublishedArea) -> Int32? {
    areasSaid.append(area)
    let areaType = AreaType(code: area.code)
    if let number = areas.number(of: area.code) {
      let held = areas.values[Int(number)]
      guard areaType.liesWithinAuthority, held.localAuthorityCode == nil else { return number }
      return areas.addOrReplace(smallArea(area.code, held.name, area.parentCode), as: area.code)
    }
    if let known = gazetteer.area(code: area.code) { return add(known) }
    if areaType.mustBeInGazetteer { return nil }
    return add(smallArea(area.code, area.name, area.parentCode))
  }

  private func smallArea(_ code: String, _ name: String, _ parentCode: String) -> Area {
    let isWithin = AreaType(code: code).liesWithinAuthority
    let authority =
      isWithin ? gazetteer.authority(ofSmallArea: name, parentCode: parentCode) : nil
    return Area(unlisted: code, name: name, within: authority)
  }

  /// The number of an indicator; a name that was not given before replaces the one before it.
  func indicator(_ indicator: PublishedIndicator) -> Int32 {
    if !indicatorsSaid.insert(indicator).inserted, let number = indicators.number(of: indicator.id)
    {
      return number
    }
    namesInOrder.append(indicator)
    return indicators.addOrReplace(
      Indicator(
        id: indicator.id, name: PublishedText.folded(indicator.name),
        publishedName: PublishedText.onOneLine(indicator.name), configured: nil, metadata: nil),
      as: indicator.id)
  }

  func stratum(_ stratum: Stratum) -> Int32 {
    strata.number(of: stratum) ?? strata.add(stratum, as: stratum)
  }

  /// The number of a time period; nil when the label is not of the grammar, or the publisher's
  /// sorting key or range contradicts it.
  func period(label: String, isAcademic: Bool, sortable: Int?, range: String?) -> Int32? {
    let key = PeriodKey(label: label, isAcademic: isAcademic)
    if let number = periods.number(of: key) { return number }
    return TimePeriod(
      parsing: label, yearType: isAcademic ? .academic : nil, sortable: sortable, range: range
    ).map { periods.add($0, as: key) }
  }

  func isAcademic(indicator number: Int32) -> Bool {
    academicIndicators.contains(indicators.values[Int(number)].id)
  }

  func sortable(ofPeriod number: Int32) -> Int { periods.values[Int(number)].sortable }

  func valueNote(_ text: String) -> Int32 {
    valueNotes.number(of: text) ?? valueNotes.add(text, as: text)
  }

  func publishedWord(_ text: String) -> Int16 {
    Int16(clamping: publishedWords.number(of: text) ?? publishedWords.add(text, as: text))
  }
}

extension ObservationCollector {
  /// How things stood before a file was read.
  struct Checkpoint {
    fileprivate let rows: RowStore.Mark
    fileprivate let areas: Numbered<String, Area>
    fileprivate let indicators: Numbered<Int, Indicator>
    fileprivate let strata: Numbered<Stratum, Stratum>
    fileprivate let periods: Numbered<PeriodKey, TimePeriod>
    fileprivate let valueNotes, publishedWords: Numbered<String, String>
    fileprivate let indicatorsSaid: Set<PublishedIndicator>
  }

  var checkpoint: Checkpoint {
    Checkpoint(
      rows: rows.mark, areas: areas, indicators: indicators, strata: strata, periods: periods,
      valueNotes: valueNotes, publishedWords: publishedWords, indicatorsSaid: indicatorsSaid)
  }

  /// Forgets what a file brought that turned out not to be whole.
  func restore(_ checkpoint: Checkpoint) {
    rows.goBack(to: checkpoint.rows)
    areas = checkpoint.areas
    areaParts = Array(areaParts.prefix(areas.values.count))
    indicators = checkpoint.indicators
    strata = checkpoint.strata
    periods = checkpoint.periods
    valueNotes = checkpoint.valueNotes
    publishedWords = checkpoint.publishedWords
    indicatorsSaid = checkpoint.indicatorsSaid
  }
}

// MARK: - Two collectors of one file

extension ObservationCollector {
  /// A collector for a later part of the same file, to be taken in when both parts are read.
  func forLaterPart() -> ObservationCollector {
    let other = ObservationCollector(gazetteer: gazetteer)
    other.academicIndicators = academicIndicators
    return other
  }

  /// Takes in what came later in the file, as if it had been read here.
  ///
  /// - Parameters:
  ///   - other: which is left without rows.
  ///   - linesBefore: lines of the file before those that `other` counted.
  /// - Returns: whether that was possible; if not, nothing but unused entries was added.
  func take(_ other: ObservationCollector, linesBefore: Int) -> Bool {
    let periodNumbers = other.periods.keyed.map { key, period -> Int32? in
      self.period(
        label: key.label, isAcademic: key.isAcademic, sortable: period.sortable, range: nil
      ).flatMap { periods.values[Int($0)].sortable == period.sortable ? $0 : nil }
    }
    guard !periodNumbers.contains(nil) else { return false }
    for said in other.areasSaid { _ = area(said) }
    for said in other.namesInOrder { _ = indicator(said) }
    let map = Renumbering(
      areas: other.areas.values.map { areas.number(of: $0.code) ?? -1 },
      indicators: other.indicators.values.map { indicators.number(of: $0.id) ?? -1 },
      strata: other.strata.values.map(stratum), periods: periodNumbers.map { $0 ?? -1 },
      notes: other.valueNotes.values.map(valueNote),
      words: other.publishedWords.values.map(publishedWord))
    let lines = Int32(truncatingIfNeeded: linesBefore)
    rows.take(other.rows) { row in
      map.renumber(&row)
      row.line &+= lines
    }
    return true
  }
}

/// What the numbers of one collector are in another.
private struct Renumbering {
  let areas, indicators, strata, periods, notes: [Int32]
  let words: [Int16]

  @inline(__always)
  func renumber(_ row: inout ObservationRow) {
    row.area = areas[Int(row.area)]
    row.indicator = indicators[Int(row.indicator)]
    row.stratum = strata[Int(row.stratum)]
    row.period = periods[Int(row.period)]
    if row.valueNote >= 0 { row.valueNote = notes[Int(row.valueNote)] }
    if row.publishedTrend >= 0 { row.publishedTrend = words[Int(row.publishedTrend)] }
    if row.publishedComparison >= 0 {
      row.publishedComparison = words[Int(row.publishedComparison)]
    }
  }
}

/// Values numbered from 0 in order of arrival, found again by a key.
struct Numbered<Key: Hashable, Value> {
  private(set) var values: [Value] = []
  private var keys: [Key] = []
  private var numbers: [Key: Int32] = [:]

  func number(of key: Key) -> Int32? { numbers[key] }

  /// Each value with its key, in the order of the numbers.
  var keyed: [(key: Key, value: Value)] { zip(keys, values).map { ($0, $1) } }

  mutating func add(_ value: Value, as key: Key) -> Int32 {
    let number = Int32(values.count)
    values.append(value)
    keys.append(key)
    numbers[key] = number
    return number
  }

  mutating func addOrReplace(_ value: Value, as key: Key) -> Int32 {
    guard let number = numbers[key] else { return add(value, as: key) }
    values[Int(number)] = value
    return number
  }
}
