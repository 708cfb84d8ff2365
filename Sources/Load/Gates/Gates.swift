internal import Fetch
internal import Transform

/// Holds a new release against the one before, by what was measured of both.
struct Gates {
  let measures: Measures
  let records: Records
  let baseline: Baseline?
  let limits: GateLimits
  /// The day of the run, for what has grown old.
  let today: String

  /// What every gate found: one result for each that passes, and one for each matter that does not.
  func results() throws -> [GateResult] {
    try Gate.allCases.flatMap { gate in
      let findings = try findings(of: gate)
      return findings.isEmpty ? [passed(gate)] : findings
    }
  }

  private func findings(of gate: Gate) throws -> [GateResult] {
    switch gate {
    case .schema: try schema()
    case .key: key()
    case .references: references()
    case .rejects: rejects()
    case .closedPeriods: closedPeriods()
    case .rowCount: rowCount()
    case .vanished: vanished()
    case .valueJump: valueJump()
    case .distribution: distribution()
    case .unitScale: unitScale()
    case .arithmetic: arithmetic()
    case .limits: outsideLimits()
    case .suppression: suppression()
    case .freshness: freshness()
    case .links: try links()
    case .anchors: anchors()
    }
  }

  private func passed(_ gate: Gate) -> GateResult {
    GateResult(
      gate: gate, outcome: .passed, scope: nil, measured: "nothing to say", limit: "", rows: [])
  }

  func result(
    _ gate: Gate, _ scope: String?, _ measured: String, limit: String, rows: [String] = [],
    warns: Bool = false
  ) -> GateResult {
    GateResult(
      gate: gate, outcome: warns ? .warned : .blocked, scope: scope, measured: measured,
      limit: limit, rows: Array(rows.prefix(5)))
  }

  /// A share of 1 in words.
  func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10)%"
  }

  /// One result for each indicator that something is to be said of.
  func eachIndicator(
    _ body: (_ index: Int, _ measure: IndicatorMeasure, _ id: String) -> GateResult?
  ) -> [GateResult] {
    measures.byIndicator.indices.compactMap { index in
      body(index, measures.byIndicator[index], "\(measures.indicatorIDs[index])")
    }
  }
}

// MARK: - What was read

extension Gates {
  /// A file of a source that the release before holds can no longer be read.
  private func schema() throws -> [GateResult] {
    guard let baseline else { return [] }
    let held = Set(try baseline.database.query("SELECT name FROM snapshot") { $0.string(0) })
    // Where the last good copy of such a file has grown too old as well, its going is meant.
    let withheld = Set(records.withheld.map(\.snapshot.name))
    let lost = records.failures.filter {
      held.contains($0.subject) && !withheld.contains($0.subject)
    }
    return lost.map { failure in
      result(
        .schema, failure.subject, "a file that was held before cannot be read", limit: "none",
        rows: [failure.description])
    }
  }

  private func key() -> [GateResult] {
    bySource { $0.reason == .conflictingValues }.compactMap { source, rejects, _ in
      if Double(rejects.count) <= limits[.conflictingRows] { return nil }
      return result(
        .key, source, "\(rejects.count) rows give a figure that another row gives differently",
        limit: "\(Int(limits[.conflictingRows]))", rows: rejects.map(\.sentence))
    }
  }

  /// A kind of area that nobody knows, among the figures of an indicator that was held before.
  private func references() -> [GateResult] {
    guard baseline != nil, let rows = measures.rows else { return [] }
    let known = Set(rows.oldAreaCodes.map { String($0.prefix(3)) })
    let unknown = records.observations.areas.filter {
      $0.areaType == .other && !known.contains(String($0.code.prefix(3)))
    }
    let types = Set(unknown.map { String($0.code.prefix(3)) }).sorted()
    guard Double(types.count) > limits[.unknownAreaTypes], !hasNewIndicators else { return [] }
    return [
      result(
        .references, nil, "kinds of area that are not known: \(types.joined(separator: ", "))",
        limit: "\(Int(limits[.unknownAreaTypes]))", rows: unknown.map { "\($0.name) (\($0.code))" })
    ]
  }

  private var hasNewIndicators: Bool {
    measures.byIndicator.contains { $0.rows.old == 0 && $0.rows.new > 0 }
  }

  private func rejects() -> [GateResult] {
    bySource { _ in true }.compactMap { source, rejects, rowsIn in
      let share = Double(rejects.count) / Double(max(1, rowsIn))
      let isMany =
        Double(rejects.count) > limits[.rejectedRows]
        || (share > limits[.rejectedShare]
          && Double(rejects.count) > limits[.rejectedRowsAlways])
      guard isMany else { return nil }
      return result(
        .rejects, source, "\(rejects.count) of \(rowsIn) rows were left out (\(percent(share)))",
        limit: "\(Int(limits[.rejectedRows])) rows and \(percent(limits[.rejectedShare]))",
        rows: rejects.map(\.sentence))
    }
  }

  private func bySource(
    _ isWanted: (Reject) -> Bool
  ) -> [(source: String, rejects: [Reject], rowsIn: Int)] {
    let files = records.files
    let wanted = Dictionary(grouping: records.rejects.filter(isWanted)) {
      files[$0.snapshot].snapshot.sourceID
    }
    return wanted.keys.sorted().map { source in
      let rowsIn = files.filter { $0.snapshot.sourceID == source }.reduce(0) { $0 + $1.rowsIn }
      return (source, wanted[source] ?? [], rowsIn)
    }
  }
}

// MARK: - What is there

extension Gates {
  private func closedPeriods() -> [GateResult] {
    eachIndicator { index, measure, id in
      guard measure.rows.old > 0, measure.rows.new > 0 else { return nil }
      let thin = measures.partitions(of: index).filter {
        Double($0.gone) > limits[.closedPeriodDrop] * Double($0.before) && $0.before > 0
      }
      guard !thin.isEmpty else { return nil }
      let words = thin.prefix(5).map {
        "\(periodLabel($0.period)): \($0.gone) of \($0.before) rows are gone"
      }
      return result(
        .closedPeriods, id, "rows are gone of \(thin.count) periods",
        limit: percent(limits[.closedPeriodDrop]),
        rows: words + measures.examples(.gone, of: index))
    }
  }

  private func periodLabel(_ number: Int) -> String {
    measures.periodLabel(number)
  }

  /// Rows of the indicators and periods that the release before holds.
  private func rowCount() -> [GateResult] {
    guard let baseline else { return [] }
    var (before, now) = (0, 0)
    for index in measures.byIndicator.indices {
      for partition in measures.partitions(of: index) where partition.before > 0 {
        before += partition.before
        now += partition.now
      }
    }
    guard before > 0 else { return [] }
    let change = Double(now) / Double(before) - 1
    // What was withheld from the release before may come back by the thousand.
    let mayRise = baseline.manifest?.withheld != nil || change <= limits[.rowCountRise]
    if change >= -limits[.rowCountFall], mayRise { return [] }
    return [
      result(
        .rowCount, nil, "\(now) rows where there were \(before) (\(percent(change)))",
        limit: "-\(percent(limits[.rowCountFall])) to +\(percent(limits[.rowCountRise]))")
    ]
  }

  private func vanished() -> [GateResult] {
    guard let rows = measures.rows else { return [] }
    let indicators = eachIndicator { _, measure, id in
      guard measure.rows.old > 0, measure.rows.new == 0 else { return nil }
      return result(
        .vanished, id, "indicator \(id) had \(measure.rows.old) rows and has none", limit: "none")
    }
    let gone = measures.areaRows.indices.filter {
      measures.areaRows[$0].old > 0 && measures.areaRows[$0].new == 0
    }
    let merged = rows.oldAreaCodes(gone.filter(measures.isSucceeded))
    let others = rows.oldAreaCodes(gone.filter { !measures.isSucceeded($0) })
    return indicators
      + areasGone(others, "\(others.count) areas had figures and have none", warns: false)
      + areasGone(
        merged, "\(merged.count) areas had figures and have none, as their successors have them",
        warns: true) + withheldRows()
  }

  /// Rows that went with files which are too old to be used: that is meant, and told.
  private func withheldRows() -> [GateResult] {
    let counts = measures.byIndicator.map(\.withheldRows)
    let indicators = counts.indices.filter { counts[$0] > 0 }
    if indicators.isEmpty { return [] }
    return [
      result(
        .vanished, "withheld",
        "\(counts.reduce(0, +)) rows of \(indicators.count) indicators are gone with the files that"
          + " are withheld", limit: "none", rows: records.withheld.map(\.sentence), warns: true)
    ]
  }

  private func areasGone(_ codes: [String], _ words: String, warns: Bool) -> [GateResult] {
    if codes.isEmpty { return [] }
    let scope = codes.count == 1 ? codes.first : "areas"
    return [result(.vanished, scope, words, limit: "none", rows: codes, warns: warns)]
  }
}

// MARK: - What the figures are

extension Gates {
  private func valueJump() -> [GateResult] {
    eachIndicator { index, measure, id in
      let (jumped, compared) = (measure.jumpedAreas.count, measure.comparedAreas.count)
      let moved = measure.movedAreas.count
      if share(moved, compared) > limits[.movedAreas],
        Double(moved) > limits[.jumpAreasAlways]
      {
        return result(
          .valueJump, id, "values of \(moved) of \(compared) areas left the limits they had",
          limit: percent(limits[.movedAreas]), rows: measures.examples(.jump, of: index))
      }
      if measure.jumps == 0 { return nil }
      let share = Double(jumped) / Double(max(1, compared))
      let isBlocked =
        share > limits[.jumpAreas] && Double(jumped) > limits[.jumpAreasAlways]
      return result(
        .valueJump, id,
        "values of \(jumped) of \(compared) areas changed by more than"
          + " \(percent(limits[.jumpChange])) and left their limits",
        limit: isBlocked
          ? percent(limits[.jumpAreas]) : "none; it blocks beyond \(percent(limits[.jumpAreas]))",
        rows: measures.examples(.jump, of: index), warns: !isBlocked)
    }
  }

  private func unitScale() -> [GateResult] {
    eachIndicator { index, measure, id in
      let same = slip(measure.scaledAreas, of: measure.comparedAreas.count, "the same figures")
      let next = slip(measure.scaledFollowers, of: measure.followedAreas.count, "the new period")
      guard let words = same ?? next else { return nil }
      return result(
        .unitScale, id, words, limit: percent(limits[.scaleShare]),
        rows: measures.examples(.scale, of: index))
    }
  }

  private func slip(_ scaled: ScaledAreas, of areas: Int, _ what: String) -> String? {
    let (exponent, slipped) = scaled.commonest
    guard areas > 0, Double(slipped) > limits[.scaleShare] * Double(areas) else { return nil }
    return "\(what) of \(slipped) of \(areas) areas are 10^\(exponent) times those before"
  }

  /// Indicators whose values are count ÷ denominator × a power of ten, in nearly all rows.
  private func arithmetic() -> [GateResult] {
    eachIndicator { index, measure, id in
      let reference =
        measure.arithmetic.old.total > 0 ? measure.arithmetic.old : measure.arithmetic.new
      let place = (0..<Exponents.none).max { reference[$0] < reference[$1] } ?? 0
      let keeps = Double(reference[place]) / Double(max(1, reference.total))
      let total = measure.arithmetic.new.total
      guard keeps >= 0.8, total > 0 else { return nil }
      let missed = total - measure.arithmetic.new[place]
      let share = Double(missed) / Double(total)
      let more = measure.arithmetic.old.total > 0 ? share - (1 - keeps) : share
      guard more > limits[.arithmeticWarning] else { return nil }
      let isBlocked = more > limits[.arithmeticShare]
      let block = percent(limits[.arithmeticShare])
      return result(
        .arithmetic, id,
        "in \(missed) of \(total) rows the value is not count ÷ denominator × 10^\(place)",
        limit: isBlocked
          ? block : "\(percent(limits[.arithmeticWarning])); it blocks beyond \(block)",
        rows: measures.examples(.arithmetic, of: index), warns: !isBlocked)
    }
  }

  private func outsideLimits() -> [GateResult] {
    eachIndicator { index, measure, id in
      let before = share(measure.outside.old, measure.withLimits.old)
      let now = share(measure.outside.new, measure.withLimits.new)
      guard now - before > limits[.limitsShare],
        Double(measure.outside.new) > limits[.limitsRowsAlways]
      else { return nil }
      return result(
        .limits, id,
        "\(measure.outside.new) of \(measure.withLimits.new) values lie outside their limits or"
          + " beyond 0 to 100", limit: percent(limits[.limitsShare]),
        rows: measures.examples(.outside, of: index))
    }
  }

  private func anchors() -> [GateResult] {
    let missed = measures.missedAnchors
    if missed.isEmpty { return [] }
    return [
      result(
        .anchors, nil, "\(missed.count) figures are not what the publisher showed", limit: "none",
        rows: missed)
    ]
  }

  private func suppression() -> [GateResult] {
    eachIndicator { index, measure, id in
      let given = share(measure.nowGiven, measure.withheldBefore)
      if given > limits[.suppressionFall],
        Double(measure.nowGiven) > limits[.suppressionCellsAlways]
      {
        return result(
          .suppression, id,
          "\(measure.nowGiven) of \(measure.withheldBefore) cells that had no value have one now",
          limit: percent(limits[.suppressionFall]), rows: measures.examples(.given, of: index))
      }
      let valued = measure.cells + measure.nowWithheld
      let withheld = share(measure.nowWithheld, valued)
      guard withheld > limits[.suppressionRise],
        Double(measure.nowWithheld) > limits[.suppressionCellsAlways]
      else { return nil }
      return result(
        .suppression, id,
        "\(measure.nowWithheld) of \(valued) cells that had a value have none now",
        limit: percent(limits[.suppressionRise]), rows: measures.examples(.withheld, of: index))
    }
  }

  private func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
