/// Everything one area's briefing says, as a value: no database, no page.
public struct AreaBriefing: Sendable, Equatable {
  /// The day the briefing speaks of: strategies that ended before it are marked.
  public let day: CalendarDay
  /// The number of the release it was made from, when it is known.
  public let release: Int?
  public internal(set) var place: Place
  /// How the area asked for became this one, when it was a former code.
  public let redirection: String?
  public let messages: [KeyMessages.Group]
  /// How many of the figures are better, worse, not tested and so on, in one sentence.
  public let tally: String?
  public let board: Board?
  public let strategies: [Strategy]
  public let themes: [Theme]
  /// Documents that bear on so many themes that they stand under none of them.
  public let generalGuidance: [Guidance]
  /// Indicators held for the area that no theme asks for.
  public let others: [IndicatorRow]
  public let mirror: PriorityMirror
  /// Who commissions or answers for what, with the area's own bodies.
  public let responsibilities: [Responsibility]
  public let changes: Changes
  /// Another area whose figures stand beside this one's, when asked for.
  public let compared: NamedArea?
  public let caveats: [String]
  /// Terms that the briefing uses outside its themes; those of a theme are explained there.
  public let glossary: [GlossaryEntry]
  public let sources: [SourceEntry]
  public let snapshots: [SnapshotEntry]

  /// Whether any source behind the release holds made-up figures.
  public var isIllustrative: Bool { sources.contains { $0.isIllustrative } }

  /// Every row once, in the order of their numbers.
  public var rows: [IndicatorRow] {
    var seen = Set<Int>()
    let all = themes.flatMap(\.rows) + others
    return all.filter { seen.insert($0.number).inserted }.sorted { $0.number < $1.number }
  }
}

/// One theme: the area's figures, what its board promises, what the guidance says.
public struct Theme: Sendable, Equatable {
  public let id: String
  public let title: String
  public let summary: String
  public internal(set) var rows: [IndicatorRow] = []
  public internal(set) var missing: [MissingIndicator] = []
  public internal(set) var priorities: [ThemePriority] = []
  public internal(set) var guidance: [Guidance] = []
  /// The terms of the glossary that this theme is the first to use.
  public internal(set) var terms: [GlossaryEntry] = []
}

/// A document of the guidance catalogue.
public struct Guidance: Sendable, Equatable {
  public let id: String
  /// Its place in the catalogue.
  public let position: Int
  public let title: String
  public let publisher: String
  public let year: String?
  public let address: String?
  public let format: String?
  public let status: String
  public let successor: String?
  public let description: String
  /// What was found when its address was last looked up, and when; nil where it was not.
  public let linkState: String?
  public let linkChecked: CalendarDay?
  /// The theme under which its description stands, when that is an earlier one.
  public internal(set) var describedUnder: String?
}

/// A term of the glossary that the briefing uses.
public struct GlossaryEntry: Sendable, Equatable {
  public let term: String
  public let abbreviation: String?
  public let definition: String
}

/// A source of the release, with its licence and when it was last fetched.
public struct SourceEntry: Sendable, Equatable {
  public let id: String
  public let name: String
  public let publisher: String
  public let address: String?
  public let licence: String
  public let attribution: String
  public let isIllustrative: Bool
  public let firstRetrieved: CalendarDay?
  public let lastRetrieved: CalendarDay?
  /// How many files of it the release was made from.
  public let fileCount: Int
}

/// The file that some of the figures were read from.
public struct SnapshotEntry: Sendable, Equatable {
  public let id: Int
  public let sourceName: String
  public let name: String
  public let address: String
  public let sha256: String
  public let retrieved: CalendarDay?
}
