/// Which direction of an indicator is good.
public enum Polarity: String, Hashable, Sendable, CaseIterable {
  /// High values are good.
  case high
  /// Low values are good.
  case low
  /// Higher and lower are told apart without a judgement.
  case none
  /// No comparison is made at all.
  case notApplicable = "not_applicable"

  /// The polarity for the publisher's number: -1, 0, 1 or 99; nil for any other.
  public init?(publishedID: Int) {
    switch publishedID {
    case -1: self = .notApplicable
    case 0: self = .low
    case 1: self = .high
    case 99: self = .none
    default: return nil
    }
  }
}
