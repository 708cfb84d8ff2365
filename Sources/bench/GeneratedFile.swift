import Transform

/// Writes rows in the exporter's order: by indicator, time period, level of area, sex, area.
///
/// Shape: 27 columns in about 320 bytes a row; values and limits have 14 or 15 digits. One figure in
/// fifty is withheld with a note.
struct GeneratedFile: ~Copyable {
  private let places: GeneratedPlaces
  private var out: OutputFile
  private var random: SplitMix64
  private var row: [UInt8] = []
  /// The indicators to write; made-up ones without end when empty.
  var configured: [ConfiguredIndicator] = []

  init(places: GeneratedPlaces, out: consuming OutputFile, seed: UInt64) {
    self.places = places
    self.out = out
    random = SplitMix64(seed: seed)
    row.reserveCapacity(1024)
  }

  /// Writes whole rows until the file has at least so many bytes.
  mutating func write(byteCount: Int) throws {
    try out.append(Array((Self.header + "\r\n").utf8))
    var number = 0
    while out.byteCount < byteCount, configured.isEmpty || number < configured.count {
      let indicator =
        configured.isEmpty
        ? GeneratedIndicator(number: number) : GeneratedIndicator(configured[number], number)
      try write(indicator, upTo: byteCount)
      number += 1
    }
    try out.flush()
  }

  private mutating func write(_ indicator: GeneratedIndicator, upTo byteCount: Int) throws {
    let authorities =
      indicator.isForAll
      ? places.all : indicator.isForDistricts ? places.lowerTier : places.upperTier
    for period in indicator.periods {
      try write(indicator, period, indicator.strata + indicator.categories, places.england)
      try write(indicator, period, indicator.strata, places.regions)
      try write(indicator, period, indicator.strata, authorities)
      if out.byteCount >= byteCount { return }
    }
  }

  private mutating func write(
    _ indicator: GeneratedIndicator, _ period: GeneratedIndicator.Period, _ strata: [[UInt8]],
    _ areas: [[UInt8]]
  ) throws {
    for stratum in strata {
      for area in areas { try write(indicator, period, stratum, area) }
    }
  }

  @inline(__always)
  private mutating func write(
    _ indicator: GeneratedIndicator, _ period: GeneratedIndicator.Period, _ stratum: [UInt8],
    _ area: [UInt8]
  ) throws {
    row.removeAll(keepingCapacity: true)
    row += indicator.columns
    row += area
    row.append(Self.comma)
    row += stratum
    row += period.label
    if random.happens(percent: 2) {
      row += Self.withheld
    } else {
      appendFigures(wholeDigits: indicator.wholeDigits)
      row += random.happens(percent: 4) ? Self.note : Self.noNote
    }
    row += random.one(of: Self.trends)
    row += random.one(of: Self.comparisons)
    row += period.ending
    try out.append(row)
  }

  /// Value, limits of 95 and 99.8 per cent, count and denominator.
  private mutating func appendFigures(wholeDigits: Int) {
    let value = 200_000_000_000_000 + random.below(700_000_000_000_000)
    let width = 1 + random.below(value / 8)
    let places = 15 - wholeDigits
    let figures = [
      value, value - width, value + width, value - width * 3 / 2, value + width * 3 / 2,
    ]
    for figure in figures {
      row.appendDecimal(figure, places: places)
      row.append(Self.comma)
    }
    let denominator = 1000 + random.below(900_000)
    row.appendDecimal((denominator * (value >> 24)) >> 26, places: 0)
    row.append(Self.comma)
    row.appendDecimal(denominator, places: 0)
    row.append(Self.comma)
  }

  private static let comma = UInt8(ascii: ",")
  private static let withheld = Array(
    ",,,,,,,Value suppressed for disclosure control due to small count,".utf8)
  private static let note = Array("There is a data quality issue with this value,".utf8)
  private static let noNote = [comma]
  private static let trends = [
    "Cannot be calculated,", "No significant change,", "Increasing & getting better,",
    "Increasing & getting worse,", "Decreasing & getting better,", ",",
  ].map { Array($0.utf8) }
  private static let comparisons = [
    "Similar,Similar", "Better,Similar", "Worse,Worse", "Worse,Similar",
    "Not compared,Not compared",
  ].map { Array($0.utf8) }

  private static let header =
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    + "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    + "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    + "Compared to England value or percentiles,"
    + "Compared to Regions (statistical) value or percentiles,"
    + "Time period Sortable,New data,Compared to goal,Time period range"
}

extension [UInt8] {
  /// Appends a whole number over a power of ten, without zeros at its end.
  mutating func appendDecimal(_ number: UInt64, places: Int) {
    var (rest, left) = (number, places)
    while left > 0, rest % 10 == 0 { (rest, left) = (rest / 10, left - 1) }
    let from = count
    while rest > 0 || left >= 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      (rest, left) = (rest / 10, left - 1)
      if left == 0 { append(UInt8(ascii: ".")) }
    }
    self[from...].reverse()
  }
}
