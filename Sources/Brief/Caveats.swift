internal import Transform

/// What the figures of a briefing cannot say: always the same first sentences, then those that
/// its own figures call for.
enum Caveats {
  static func sentences(
    _ rows: [IndicatorRow], _ themes: [Theme], without withheld: [WithheldFile], of place: Place,
    on day: CalendarDay
  ) -> [String] {
    let noted = rows.filter { !$0.notes.isEmpty }.map { row in
      Noted(row: row, words: row.notes.joined(separator: " | ").lowercased())
    }
    return always
      + [
        policeForce(noted), borrowed(noted), pooled(rows), modelled(noted), former(rows),
        divided(place), old(rows, on: day), untested(rows), amiss(themes), unmeasured(themes),
        left(out: withheld),
      ].compactMap(\.self)
  }

  private static let always = [
    "The figures are about everyone who lives in the area, or everyone a service counts there. "
      + "They are not about people in contact with the criminal justice system, whose health is "
      + "usually worse; no local figure here measures that group unless its name says so.",
    "Admissions, episodes, offences and deaths are counts of events. One person may be counted "
      + "more than once, and only what came to a service’s notice is counted.",
    "People in prison are counted where the prison stands, or not at all, depending on the source.",
    "“Similar” means that no difference was shown, not that there is none. With many comparisons, "
      + "about one in twenty can look different by chance alone.",
    "Comparisons and intervals use the figures as published; those printed are rounded.",
  ]

  private static func policeForce(_ rows: [Noted]) -> String? {
    list(rows) { $0.utf8.holds("police force") }.map {
      "A police force’s figure is given to every council in its area, so these cannot be used to "
        + "tell one council in the force from another: \($0)."
    }
  }

  private static func borrowed(_ rows: [Noted]) -> String? {
    list(rows) { $0.utf8.holds(" applied to ") || $0.utf8.holds(" combined") }.map {
      "The value is that of a larger or an earlier area: \($0)."
    }
  }

  private static func pooled(_ rows: [IndicatorRow]) -> String? {
    names(rows.filter(\.period.isPooled)).map {
      "Several years are put together because numbers are small; neighbouring periods share years "
        + "and change slowly: \($0)."
    }
  }

  private static func modelled(_ rows: [Noted]) -> String? {
    list(rows) { $0.utf8.holds("modelled") || $0.utf8.holds("estimate") }.map {
      "Estimated rather than counted; small gaps should not be read as real: \($0)."
    }
  }

  private static func former(_ rows: [IndicatorRow]) -> String? {
    names(rows.filter { $0.formerCode != nil }).map {
      "Published under a former code of this area: \($0)."
    }
  }

  private static func divided(_ place: Place) -> String? {
    let larger = place.earlierCouncils.filter(\.wasDivided)
    guard let day = larger.compactMap(\.changed).max() else { return nil }
    let names = larger.map(\.area.name).joined(separator: " and ")
    return "Until \(day.inWords) the area belonged to \(names), which was divided. Figures of "
      + "\(names) are about a larger area and are not shown here."
  }

  /// The years after which a figure is called old.
  private static let oldAfterYears = 5

  private static func old(_ rows: [IndicatorRow], on day: CalendarDay) -> String? {
    let old = rows.filter { row in
      CalendarDay(row.period.lastDay).map { $0.isBefore(day, byYears: oldAfterYears) } ?? false
    }
    return names(old).map {
      "The newest held is about a time more than five years ago, and much may have changed: \($0)."
    }
  }

  private static func amiss(_ themes: [Theme]) -> String? {
    var seen = Set<Int>()
    let amiss = themes.flatMap(\.missing).filter(\.isAmiss)
      .filter { seen.insert($0.indicatorID).inserted }.map(\.name)
    return amiss.isEmpty
      ? nil
      : "No figure is shown although one may be published, for the reason given in the table: "
        + "\(amiss.joined(separator: "; "))."
  }

  private static func untested(_ rows: [IndicatorRow]) -> String? {
    let count = rows.count { if case .notTested = $0.significance.finding { true } else { false } }
    return count == 0
      ? nil
      : "\(count) of \(rows.count) figures could not be compared with England; the reason stands "
        + "beside each. Nothing should be concluded from the two values alone."
  }

  private static func unmeasured(_ themes: [Theme]) -> String? {
    let empty = themes.filter(\.rows.isEmpty).map(\.title)
    return empty.isEmpty
      ? nil
      : "No local figure is held on: \(empty.joined(separator: "; ")). "
        + "That is a gap in the data, not a sign that there is no need."
  }

  private static func left(out files: [WithheldFile]) -> String? {
    files.max { $0.lastConfirmed > $1.lastConfirmed }.map { oldest in
      let (subject, which) =
        files.count == 1
        ? ("One file of figures is", "it was")
        : ("\(files.count) files of figures are", "the oldest was")
      return "\(subject) left out of this release: \(which) last confirmed by its publisher on"
        + " \(oldest.lastConfirmed.inWords), longer ago than the \(oldest.maximumAgeDays) days that are"
        + " allowed."
    }
  }

  /// A row with what must be read with it, in small letters.
  private struct Noted {
    let row: IndicatorRow
    let words: String
  }

  private static func list(_ rows: [Noted], where says: (String) -> Bool) -> String? {
    names(rows.filter { says($0.words) }.map(\.row))
  }

  private static func names(_ rows: [IndicatorRow]) -> String? {
    rows.isEmpty ? nil : rows.map { "[\($0.number)]" }.joined(separator: ", ")
  }
}
