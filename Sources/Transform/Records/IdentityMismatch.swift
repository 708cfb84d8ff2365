/// A configured indicator that is not what the publisher says under its id.
///
/// Such an indicator is switched off: its figures are kept under the publisher's own name, but no
/// theme shows them and nothing that the configuration says of it is used.
public struct IdentityMismatch: Equatable, Sendable {
  public enum Field: String, Sendable, CaseIterable {
    case name, unit
    case valueType = "value type"
    case polarity
  }

  public let indicatorID: Int
  public let field: Field
  public let configured: String
  public let published: String

  /// What happened, with both texts, and what to do.
  public var sentence: String {
    "Indicator \(indicatorID) is switched off: its \(field.rawValue) is “\(configured)” in"
      + " config/themes.yaml and “\(published)” in the publisher's metadata. Everything else goes"
      + " on; correct the configuration, or give it the id that was meant."
  }
}

extension IdentityMismatch {
  /// Compares every configured indicator with the publisher's metadata, where that is held.
  ///
  /// Names are compared by their letters and digits; units and types of value by their words;
  /// polarity by which direction is good, if any. What one side does not say is not compared.
  ///
  /// - Parameters:
  ///   - themes: with the configured indicators.
  ///   - metadata: as published; of two that describe an indicator the later holds.
  /// - Returns: every difference, in the order of the ids.
  static func all(_ themes: [Theme], _ metadata: [IndicatorMetadata]) -> [IdentityMismatch] {
    let published = Dictionary(metadata.map { ($0.id, $0) }) { _, last in last }
    var seen: Set<Int> = []
    return themes.flatMap(\.indicators).filter { seen.insert($0.id).inserted }
      .sorted { $0.id < $1.id }
      .flatMap { wanted in published[wanted.id].map { between(wanted, $0) } ?? [] }
  }

  private static func between(
    _ wanted: ConfiguredIndicator, _ found: IndicatorMetadata
  ) -> [IdentityMismatch] {
    func mismatch(_ field: Field, _ configured: String?, _ published: String?, _ isSame: Bool)
      -> IdentityMismatch?
    {
      guard let configured, let published, !isSame else { return nil }
      return IdentityMismatch(
        indicatorID: wanted.id, field: field, configured: configured, published: published)
    }
    let polarity = found.polarity.flatMap { Polarity(published: $0) }
    return [
      mismatch(
        .name, wanted.name, found.name, HeaderKey.of(wanted.name) == HeaderKey.of(found.name)),
      mismatch(.unit, wanted.unit, found.unit, isSameText(wanted.unit, found.unit)),
      mismatch(
        .valueType, wanted.valueType, found.valueType,
        isSameText(wanted.valueType, found.valueType)),
      mismatch(
        .polarity, wanted.polarity.rawValue, polarity.flatMap { _ in found.polarity },
        polarity?.judges == wanted.polarity.judges),
    ].compactMap(\.self)
  }

  private static func isSameText(_ left: String?, _ right: String?) -> Bool {
    left.map { PublishedText.folded($0).lowercased() }
      == right.map { PublishedText.folded($0).lowercased() }
  }
}

extension Polarity {
  /// The direction that is good; nil where none is, whether that is not judged or not applicable.
  fileprivate var judges: Polarity? { self == .high || self == .low ? self : nil }
}

/// A line of a theme that is not shown because its indicator is switched off.
public struct SwitchedOffIndicator: Equatable, Sendable {
  public let themeID: String
  /// Its place among the theme's indicators, from 1.
  public let position: Int
  public let indicatorID: Int
  /// What the theme calls it.
  public let name: String
}

extension Theme {
  /// The lines of the theme whose indicators are switched off, in their order.
  func switchedOff(_ indicatorIDs: Set<Int>) -> [SwitchedOffIndicator] {
    indicators.enumerated().filter { indicatorIDs.contains($1.id) }.map { index, indicator in
      SwitchedOffIndicator(
        themeID: id, position: index + 1, indicatorID: indicator.id,
        name: indicator.shortName ?? indicator.name)
    }
  }

  /// The theme without the indicators that are switched off.
  func without(_ indicatorIDs: Set<Int>) -> Theme {
    Theme(
      id: id, title: title, summary: summary, guidanceSections: guidanceSections,
      priorityWordings: priorityWordings,
      indicators: indicators.filter { !indicatorIDs.contains($0.id) })
  }
}
