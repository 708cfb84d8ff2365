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
  /// Who says so, or why it is not tested.
  public var explanation: String {
    switch (finding, basis) {
    case (.notTested(let reason), _): reason
    case (_, .publisher): "published"
    case (_, _): "95% interval"
    }
  }

  /// The finding inside a sentence, with its basis.
  var inSentence: String {
    switch finding {
    case .notTested(let reason): "not tested against England (\(reason))"
    case .similar: "similar to England (\(basisInWords))"
    case .other(let word): "“\(word)” (\(basisInWords))"
    default: "\(finding.word.lowercased()) than England (\(basisInWords))"
    }
  }

  private var basisInWords: String {
    guard basis == .publisher else { return "by the 95% interval" }
    let doubt = disagreement.map { "; the 95% interval gives “\($0.word)”" } ?? ""
    return "the publisher’s comparison\(doubt)"
  }
}

extension Trend {
  /// The publisher's words, or what stands in their place.
  public var inWords: String {
    switch self {
    case .published(let word): word
    case .notTested(let reason): "Not tested: \(reason)"
    case .notPublished: "Not published"
    }
  }

  /// An arrow beside the words.
  public var symbol: String {
    switch self {
    case .published(let word) where word.hasPrefix("Increasing"): "↑"
    case .published(let word) where word.hasPrefix("Decreasing"): "↓"
    case .published(let word) where word.hasPrefix("No significant"): "→"
    case .published: "·"
    case .notTested, .notPublished: "–"
    }
  }

  /// The style classes of the page: the arrow, then whether it is for the better or the worse.
  var styleClass: String {
    let arrow = ["↑": "up", "↓": "down", "→": "flat"][symbol] ?? "none"
    return isWorsening ? "\(arrow) worsening" : isImproving ? "\(arrow) improving" : arrow
  }
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
