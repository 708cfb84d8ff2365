/// The figures of a briefing as CSV, one line each, CRLF, as RFC 4180 has it.
enum BriefingCSV {
  static let columns = [
    "area_code", "area_name", "number", "theme", "indicator_id", "indicator", "sex", "age",
    "period",
    "value", "lower_ci95", "upper_ci95", "unit", "count", "value_note", "england", "region",
    "neighbour_median", "compared_area", "compared", "comparison_england", "comparison_basis",
    "comparison_reason", "comparison_region", "comparison_neighbours", "rank", "ranked_areas",
    "fifth", "rank_reason", "trend", "trend_basis", "trend_reason", "notes", "snapshot_sha256",
    "source_line", "missing", "missing_reason",
  ]

  static func text(_ briefing: AreaBriefing) -> String {
    let hashes = Dictionary(briefing.snapshots.map { ($0.id, $0.sha256) }) { first, _ in first }
    let rows = briefing.rows.map { row in
      let themes = briefing.themes.filter { $0.rows.contains { $0.number == row.number } }
      return cells(row, briefing, themes.map(\.title), hashes[row.area.snapshotID] ?? "")
    }
    let gaps = briefing.themes.flatMap { theme in
      theme.missing.map { gap($0, theme.title, briefing) }
    }
    return ([columns] + rows + gaps).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cells(
    _ row: IndicatorRow, _ briefing: AreaBriefing, _ themes: [String], _ hash: String
  ) -> [String] {
    let indicator = row.indicator
    let place = [row.area.areaCode, briefing.place.name, "\(row.number)"]
    let what = [
      themes.joined(separator: "; "), "\(indicator.id)", indicator.name, row.sex, row.age,
      row.period.label,
    ]
    let value = [
      number(row.area.value), number(row.area.lower), number(row.area.upper), indicator.unit ?? "",
      number(row.area.count), row.area.note ?? "",
    ]
    let others = [
      number(row.england?.value), number(row.region?.value), number(row.neighbours.value),
      briefing.compared?.code ?? "", number(row.compared?.value),
    ]
    return place + what + value + others + judgements(row)
      + [row.notes.joined(separator: " "), hash, "\(row.area.line)", "", ""]
  }

  /// A line for an indicator that a theme asks for and that has no figure.
  private static func gap(
    _ missing: MissingIndicator, _ theme: String, _ briefing: AreaBriefing
  ) -> [String] {
    let known = [
      "area_code": briefing.place.code, "area_name": briefing.place.name, "theme": theme,
      "indicator_id": "\(missing.indicatorID)", "indicator": missing.name,
      "missing": missing.kind.rawValue,
      "missing_reason": missing.isAmiss
        ? missing.sentence : missing.reason,
    ]
    return columns.map { known[$0] ?? "" }
  }

  private static func judgements(_ row: IndicatorRow) -> [String] {
    let (standing, trend) = (row.standing, row.trend)
    return [
      word(row.significance.finding), row.significance.basis.rawValue,
      reason(row.significance.finding), word(row.regionComparison.finding),
      word(row.neighbours.finding), standing.rank.map(String.init) ?? "",
      standing.rank == nil ? "" : "\(standing.rankedAreas)",
      standing.quintile.map(String.init) ?? "", standing.reason ?? "",
      trend.direction?.rawValue ?? "not_tested", trend.basis.rawValue, trend.reason ?? "",
    ]
  }

  private static func word(_ finding: Significance.Finding) -> String {
    finding.isTested ? finding.word.lowercased() : "not_tested"
  }

  private static func reason(_ finding: Significance.Finding) -> String {
    if case .notTested(let reason) = finding { reason } else { "" }
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// Quoted where it must be; a text that a spreadsheet would take for a formula opens with an
  /// apostrophe.
  private static func cell(_ text: String) -> String {
    var text = Printable.clean(text)
    if let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
      first != "-" || Double(text) == nil
    {
      text = "'" + text
    }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      return text
    }
    // By bytes: a quotation mark with a combining mark after it is another character.
    let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }
}
