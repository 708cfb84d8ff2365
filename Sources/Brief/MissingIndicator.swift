/// An indicator the theme asks for and the area has no figure of, with the reason.
public struct MissingIndicator: Sendable, Equatable {
  /// Why there is none, as one word of a fixed list.
  public enum Kind: String, Sendable, CaseIterable {
    /// Its number is now used for something else than the configuration takes it for.
    case switchedOff = "switched_off"
    /// Its number was never checked, so nothing was asked for under it.
    case unverified
    /// Its file came and could not be read.
    case unread
    /// Its file is held and too old to be used.
    case withheld
    /// Its rows for the area, or all of them, were left out.
    case rejected
    /// No file of the release holds it.
    case notHeld = "not_held"
    /// Held for the area, and not for the sex and age asked for.
    case otherPeople = "other_people"
    /// Held for parts of the area's population only.
    case partsOnly = "parts_only"
    /// Held for the county of the district.
    case upperTier = "upper_tier"
    /// Held for other areas, or published for other kinds of area only.
    case otherAreas = "other_areas"
  }

  public let kind: Kind
  public let indicatorID: Int
  public let name: String
  /// Without an opening capital and a full stop.
  public let reason: String
  /// Since when, where that is known: "release 3 (20 November 2026)".
  public var since: String?
  /// What can be done about it, in a sentence; nil where nobody here can do anything.
  public var remedy: String?

  /// Whether something is amiss that the reader would not expect: such an indicator has a line of
  /// its own in the table, the others are listed together below it.
  public var isAmiss: Bool { [.switchedOff, .unread, .withheld, .rejected].contains(kind) }

  /// All that is said of it in the table.
  public var sentence: String {
    let since = since.map { "; so since \($0)" } ?? ""
    return "No figure is shown: \(reason)\(since).\(remedy.map { " \($0)" } ?? "")"
  }
}

/// A line of a theme whose indicator is switched off.
public struct SwitchedOff: Sendable, Equatable {
  public let themeID: String
  public let position: Int
  public let missing: MissingIndicator

  /// What stands beside a figure that is held under the number.
  var caution: String {
    "Not what this number is configured for (“\(missing.name)”): \(missing.reason). No theme shows it."
  }
}

/// What is known of an indicator that the area has no figure of.
struct IndicatorHolding {
  var anywhere = false
  var forEngland = false
  var forUpperTier = false
  var forAreaByCategory = false
  /// Whether its number was checked against the publisher's own name.
  var isVerified = true
  /// The kinds of area that the publisher has it for, where it was asked.
  var publishedFor: [String] = []
  /// What is wrong with a file of its own that could not be read at all.
  var unreadFile: String?
  /// The file of its own that is too old to be used.
  var withheldFile: WithheldFile?
  /// Rows of files of its own that were left out.
  var rejectedRows = 0
}

/// A file that is held and too old to be used.
struct WithheldFile: Equatable {
  let name: String
  let lastConfirmed: CalendarDay
  let maximumAgeDays: Int

  /// Why nothing of it is shown.
  var reason: String {
    "was last confirmed by its publisher on \(lastConfirmed.inWords), longer ago than the"
      + " \(maximumAgeDays) days that are allowed"
  }
}

extension MissingIndicator {
  /// The reason for an area that has no figure at all of the indicator; `conflicts` are rows about
  /// it that contradicted each other.
  init(
    _ indicator: Indicator, _ holding: IndicatorHolding, conflicts: [ConflictingRow],
    county: NamedArea?
  ) {
    let (kind, reason, remedy) = Self.judge(holding, conflicts, county)
    self.init(
      kind: kind, indicatorID: indicator.id, name: indicator.displayName, reason: reason,
      remedy: remedy)
  }

  private static func judge(
    _ holding: IndicatorHolding, _ conflicts: [ConflictingRow], _ county: NamedArea?
  ) -> (Kind, String, String?) {
    if let conflict = conflicts.first {
      return (
        .rejected,
        "the publisher’s file gives two values for \(conflict.period), so neither was taken in",
        "The table “reject” has the lines; ask the publisher which is right."
      )
    }
    if let unread = holding.unreadFile, !holding.anywhere {
      return (.unread, "its file could not be read (\(bare(unread)))", "The next run asks again.")
    }
    if let withheld = holding.withheldFile, !holding.anywhere {
      return (
        .withheld, "its file \(withheld.reason)",
        "It comes back once its publisher sends or confirms it."
      )
    }
    if holding.rejectedRows > 0, !holding.anywhere {
      return (.rejected, rows(holding.rejectedRows), "The table “reject” says which and why.")
    }
    if holding.forAreaByCategory {
      return (.partsOnly, "held for parts of the population only, not for all", nil)
    }
    if holding.forUpperTier, let county {
      return (.upperTier, "published for \(county.name) as a whole, not for this district", nil)
    }
    if let withheld = holding.withheldFile {
      return (
        .withheld, "one of its files \(withheld.reason)",
        "It comes back once its publisher sends or confirms it."
      )
    }
    if holding.anywhere { return (.otherAreas, elsewhere(holding), nil) }
    if !holding.publishedFor.isEmpty {
      let kinds = holding.publishedFor.joined(separator: "; ")
      return (.otherAreas, "published for other kinds of area only: \(kinds)", nil)
    }
    if !holding.isVerified {
      return (
        .unverified,
        "not asked for until the number is checked against the publisher’s list",
        "Whoever runs this pipeline can check it and say so in config/themes.yaml."
      )
    }
    return (.notHeld, "not held in this release", nil)
  }

  private static func elsewhere(_ holding: IndicatorHolding) -> String {
    let whose = holding.forEngland ? "England and other areas" : "other areas"
    let left = holding.rejectedRows > 0 ? "; \(rows(holding.rejectedRows))" : ""
    return "held for \(whose), not for this one\(left)"
  }

  private static func rows(_ count: Int) -> String {
    count == 1
      ? "a row of its file could not be read and was left out"
      : "\(count) rows of its file could not be read and were left out"
  }

  private static func bare(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
