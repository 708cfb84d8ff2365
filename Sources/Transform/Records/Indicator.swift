/// An indicator as the publisher names it, with what its metadata and `config/themes.yaml` add.
public struct Indicator: Equatable, Sendable {
  public let id: Int
  /// As published in the data, with its blanks folded; the configured name where no data was taken in.
  public var name: String
  /// The name with its doubled and edge blanks, as it stands in the data; only line ends are folded.
  public var publishedName: String
  public var configured: ConfiguredIndicator?
  /// From the publisher's metadata, where that was taken in.
  public var metadata: IndicatorMetadata?
}

/// What the publisher's metadata says of an indicator.
public struct IndicatorMetadata: Equatable, Sendable {
  public let id: Int
  public let name: String
  public let unit: String?
  public let valueType: String?
  public let yearType: String?
  public let polarity: String?
  /// Long texts, line by line as published; nil where the publisher says nothing.
  public let definition: String?
  public let dataSource: String?
  public let methodology: String?
  public let caveats: String?
  public let disclosureControl: String?
}

/// One line of a theme: an indicator that the briefing shows, if it is held.
public struct ConfiguredIndicator: Equatable, Sendable {
  public let id: Int
  public let name: String
  public let shortName: String?
  public let polarity: Polarity
  public let unit: String?
  public let valueType: String?
  public let sex: String?
  public let age: String?
  /// A warning to be printed beside the figure.
  public let caution: String?
  public let isVerified: Bool
}
