extension BriefingView {
  /// What differs within the area, for the rows of one table.
  func differences(_ rows: [IndicatorRow]) -> Fields {
    let found = rows.flatMap { row in
      row.differences.compactMap { difference in
        sentence(difference, row).map {
          [
            "subject": say(row.label), "number": row.number,
            "sentence": say($0),
          ] as Fields
        }
      }
    }
    return ["hasDifferences": !found.isEmpty, "differences": found]
  }

  /// Nil where the intervals of two groups touch: nothing was shown then.
  private func sentence(_ difference: Difference, _ row: IndicatorRow) -> String? {
    let display = RowDisplay(row)
    guard let first = difference.figures.first, let last = difference.figures.last else {
      return nil
    }
    func words(_ figure: GroupFigure) -> String {
      let interval = display.interval(figure.lower, figure.upper).map { " (\($0))" } ?? ""
      return "\(display.number(figure.value ?? 0))\(interval)"
    }
    if difference.kind == .smallAreas {
      return smallAreas(difference.figures, words(first), words(last), first.name, last.name)
    }
    guard difference.isApart else { return nil }
    return "\(first.name) \(words(first)), \(last.name.lowercasedFirst) \(words(last)) in "
      + "\(row.period.label); the 95% intervals lie apart."
  }

  private func smallAreas(
    _ figures: [GroupFigure], _ lowest: String, _ highest: String, _ first: String, _ last: String
  ) -> String {
    let words = ["Worse", "Higher", "Better", "Lower"].compactMap { word -> String? in
      let count = figures.count { $0.publishedComparison == word }
      return count == 0 ? nil : "\(count) \(word.lowercased())"
    }
    let compared =
      words.isEmpty
      ? ""
      : " By the publisher’s comparison with England: \(words.joined(separator: ", "))."
    return "from \(lowest) in \(first) to \(highest) in \(last), across \(figures.count) small "
      + "areas (middle layer)." + compared
  }
}
