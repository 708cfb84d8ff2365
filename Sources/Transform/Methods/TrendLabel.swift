/// The direction of a trend, in the publisher's vocabulary.
public enum TrendMarker: String, Hashable, Sendable, CaseIterable {
  case increasing, decreasing
  /// A test was made and found no significant change.
  case noChange = "no_change"
  /// No test was made.
  case cannotBeCalculated = "cannot_be_calculated"
}

/// The words printed for a trend.
public enum TrendLabel {
  /// The words for a marker, with a judgement where a direction is good.
  public static func words(for marker: TrendMarker, polarity: Polarity) -> String {
    switch (marker, polarity) {
    case (.cannotBeCalculated, _): "Cannot be calculated"
    case (.noChange, _): "No significant change"
    case (.increasing, .high): "Increasing and getting better"
    case (.increasing, .low): "Increasing and getting worse"
    case (.increasing, _): "Increasing"
    case (.decreasing, .high): "Decreasing and getting worse"
    case (.decreasing, .low): "Decreasing and getting better"
    case (.decreasing, _): "Decreasing"
    }
  }

  /// The marker behind published words; nil when they are not the publisher's.
  public static func marker(for words: String) -> TrendMarker? {
    switch words {
    case "Cannot be calculated": .cannotBeCalculated
    case "No significant change": .noChange
    case "Increasing", "Increasing and getting better", "Increasing and getting worse":
      .increasing
    case "Decreasing", "Decreasing and getting better", "Decreasing and getting worse":
      .decreasing
    default: nil
    }
  }
}
