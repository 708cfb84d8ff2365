/// Takes the rows of all files in and numbers their areas, indicators, strata, periods and notes.
///
/// Numbers are given in order of arrival here and replaced by ranks in ``ObservationSorting``, so
/// that the same snapshots give the same table.
final class ObservationCollector {
  let gazetteer: Gazetteer
  let rows = RowStore()
  private(set) var areas = Numbered<String, Area>()
  private(set) var indicators = Numbered<Int, Indicator>()
  private(set) var strata = Numbered<Stratum, Stratum>()
  private(set) var periods = Numbered<String, TimePeriod>()
  private(set) var valueNotes = Numbered<String, String>()
  private(set) var publishedWords = Numbered<String, String>()

  init(gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
  }

  /// The number of an area; nil when the code should be in the gazetteer and is not.
  func area(code: String, publishedName: String) -> Int32? {
    if let number = areas.number(of: code) { return number }
    if let known = gazetteer.area(code: code) { return areas.add(known, as: code) }
    let areaType = AreaType(code: code)
    if areaType.mustBeInGazetteer { return nil }
    let area = Area(
      code: code, name: publishedName, areaType: areaType, startDate: nil, endDate: nil,
      regionCode: nil, upperTierCode: nil, policeForceCode: nil, integratedCareBoardCode: nil,
      probationRegion: nil, combinedAuthorityCode: nil, ruralUrban: nil, isInGazetteer: false)
    return areas.add(area, as: code)
  }

  /// The number of an indicator; a name given later replaces one given before.
  func indicator(id: Int, publishedName: String) -> Int32 {
    let indicator = Indicator(
      id: id, name: PublishedText.folded(publishedName),
      publishedName: PublishedText.onOneLine(publishedName), configured: nil, metadata: nil)
    return indicators.addOrReplace(indicator, as: id)
  }

  func stratum(_ stratum: Stratum) -> Int32 {
    strata.number(of: stratum) ?? strata.add(stratum, as: stratum)
  }

  /// The number of a time period; nil when the label is not of the grammar, or the publisher's
  /// sorting key or range contradicts it.
  func period(label: String, sortable: Int?, range: String?) -> Int32? {
    if let number = periods.number(of: label) { return number }
    return TimePeriod(parsing: label, sortable: sortable, range: range)
      .map { periods.add($0, as: label) }
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
    fileprivate let rowCount: Int
    fileprivate let areas: Numbered<String, Area>
    fileprivate let indicators: Numbered<Int, Indicator>
    fileprivate let strata: Numbered<Stratum, Stratum>
    fileprivate let periods: Numbered<String, TimePeriod>
  }

  var checkpoint: Checkpoint {
    Checkpoint(
      rowCount: rows.count, areas: areas, indicators: indicators, strata: strata, periods: periods)
  }

  /// Forgets what a file brought that turned out not to be whole.
  func restore(_ checkpoint: Checkpoint) {
    rows.keep(first: checkpoint.rowCount)
    areas = checkpoint.areas
    indicators = checkpoint.indicators
    strata = checkpoint.strata
    periods = checkpoint.periods
  }
}

/// Values numbered from 0 in order of arrival, found again by a key.
struct Numbered<Key: Hashable, Value> {
  private(set) var values: [Value] = []
  private var numbers: [Key: Int32] = [:]

  func number(of key: Key) -> Int32? { numbers[key] }

  mutating func add(_ value: Value, as key: Key) -> Int32 {
    let number = Int32(values.count)
    values.append(value)
    numbers[key] = number
    return number
  }

  mutating func addOrReplace(_ value: Value, as key: Key) -> Int32 {
    guard let number = numbers[key] else { return add(value, as: key) }
    values[Int(number)] = value
    return number
  }
}
