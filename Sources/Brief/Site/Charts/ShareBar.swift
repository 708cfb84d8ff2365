/// How many areas are worse, similar, better and so on, as parts of one bar.
struct ShareBar {
  private let tally: Tally
  static let width = 200

  init(_ tally: Tally) { self.tally = tally }

  /// The parts in their order; those without an area are left out.
  var fields: [SitePage.Fields] {
    let parts = [
      ("worse", tally.worse), ("similar", tally.similar), ("better", tally.better),
      ("judged", tally.higher + tally.lower), ("untested", tally.others),
    ]
    guard tally.all > 0 else { return [] }
    var before = 0
    var fields: [SitePage.Fields] = []
    for (styleClass, count) in parts where count > 0 {
      let from = before * Self.width / tally.all
      before += count
      fields.append([
        "class": styleClass, "from": from, "length": before * Self.width / tally.all - from,
      ])
    }
    return fields
  }
}

/// How many of some figures compare with England in each way, and which way they are going.
struct Tally: Equatable {
  private(set) var all = 0
  private(set) var worse = 0
  private(set) var similar = 0
  private(set) var better = 0
  private(set) var higher = 0
  private(set) var lower = 0
  /// Compared in another way, not tested, or without a value.
  private(set) var others = 0
  private(set) var worsening = 0
  private(set) var improving = 0
  private(set) var worseAndWorsening = 0

  init(_ rows: [IndicatorRow]) {
    for row in rows { add(row) }
  }

  private mutating func add(_ row: IndicatorRow) {
    all += 1
    guard row.area.value != nil else {
      others += 1
      return
    }
    switch row.significance.finding {
    case .worse: worse += 1
    case .similar: similar += 1
    case .better: better += 1
    case .higher: higher += 1
    case .lower: lower += 1
    case .other, .notTested: others += 1
    }
    worsening += row.trend.isWorsening ? 1 : 0
    improving += row.trend.isImproving ? 1 : 0
    worseAndWorsening += row.trend.isWorsening && row.significance.finding == .worse ? 1 : 0
  }

  var fields: SitePage.Fields {
    [
      "all": all, "worse": worse, "similar": similar, "better": better,
      "higherOrLower": higher + lower, "judged": higher + lower > 0 ? [higher + lower] : [],
      "others": others, "worsening": worsening,
      "improving": improving, "worseAndWorsening": worseAndWorsening,
      "bar": ShareBar(self).fields,
    ]
  }
}
