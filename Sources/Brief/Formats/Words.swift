extension Significance.Finding {
  /// The finding as a word of a table.
  public var word: String {
    switch self {
    case .better: "Better"
    case .similar: "Similar"
    case .worse: "Worse"
    case .higher: "Higher"
    case .lower: "Lower"
    case .other(let word): word
    case .notTested: "Not tested"
    }
  }

  /// A shape beside the word, so that colour is never the only sign.
  public var symbol: String {
    switch self {
    case .better: "●"
    case .similar: "○"
    case .worse: "◆"
    case .higher: "▲"
    case .lower: "▼"
    case .other: "□"
    case .notTested: "–"
    }
  }

  /// The style class of the page.
  var styleClass: String {
    switch self {
    case .better: "better"
    case .similar: "similar"
    case .worse: "worse"
    case .higher: "higher"
    case .lower: "lower"
    case .other: "other"
    case .notTested: "untested"
    }
  }
}

extension Significance {
  /// Who says so where it is not the 95% interval, or why it is not tested.
  public var explanation: String? {
    switch (finding, basis) {
    case (.notTested(let reason), _): reason
    case (_, .publisher): "the publisher’s word"
    case (_, _): nil
    }
  }

  /// The finding at the end of a sentence about the area's and England's values.
  var inSentence: String {
    switch finding {
    case .notTested(let reason): "not tested: \(reason)"
    case .similar: "no difference shown \(basisInWords)"
    case .other(let word): "“\(word)” \(basisInWords)"
    default: "\(finding.word.lowercased()) \(basisInWords)"
    }
  }

  private var basisInWords: String {
    guard basis == .publisher else { return "by the 95% interval" }
    return "by the publisher’s comparison"
  }
}

extension Trend {
  /// The publisher's own words for a direction, or that nothing was tested.
  public var inWords: String {
    switch direction {
    case nil: "Not tested"
    case .noChange: "No significant change"
    case .increasing: "Increasing\(judgement)"
    case .decreasing: "Decreasing\(judgement)"
    }
  }

  private var judgement: String {
    isWorsening ? " and getting worse" : isImproving ? " and getting better" : ""
  }

  /// Why it was not tested, or whose word it is.
  public var explanation: String? {
    guard let reason else { return nil }
    return basis == .publisher ? "the publisher’s word; not tested here: \(reason)" : reason
  }

  /// The trend as a sentence of its own, without its full stop.
  var inSentence: String {
    switch basis {
    case .tested: "Recent trend, tested: \(inWords.lowercasedFirst)"
    case .publisher: "Recent trend by the publisher’s word: \(inWords.lowercasedFirst)"
    case .nobody: "Recent trend not tested: \(reason ?? "no reason recorded")"
    }
  }

  /// An arrow beside the words.
  public var symbol: String {
    switch direction {
    case .increasing: "↑"
    case .decreasing: "↓"
    case .noChange: "→"
    case nil: "–"
    }
  }

  /// The style classes of the page: the arrow, then whether it is for the better or the worse.
  var styleClass: String {
    let arrow =
      switch direction {
      case .increasing: "up"
      case .decreasing: "down"
      case .noChange: "flat"
      case nil: "none"
      }
    return isWorsening ? "\(arrow) worsening" : isImproving ? "\(arrow) improving" : arrow
  }
}

extension Standing {
  /// "12th of 151, fifth 1 of 5", or why it has no rank.
  public var inWords: String {
    guard let rank else { return reason ?? "not ranked" }
    let fifth = quintile.map { "; fifth \($0) of 5" } ?? ""
    return "\(rank.ordinal) of \(rankedAreas)\(fifth)"
  }
}

extension Int {
  /// "1st", "12th", "103rd".
  var ordinal: String {
    let tens = self % 100
    if (11...13).contains(tens) { return "\(self)th" }
    return "\(self)" + ([1: "st", 2: "nd", 3: "rd"][self % 10] ?? "th")
  }
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
