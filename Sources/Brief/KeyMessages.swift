/// The plain sentences of "At a glance", made from the figures and from nothing else.
public enum KeyMessages {
  /// A heading and the figures it is true of.
  public struct Group: Sendable, Equatable {
    public enum Kind: String, Sendable { case worsening, worse, declining, better }

    public let kind: Kind
    public let title: String
    public let messages: [Message]
    /// Further figures the heading is true of, kept to the tables.
    public let others: [Message]
  }

  /// One figure in a sentence, with its line in the proof table.
  public struct Message: Sendable, Equatable {
    public let subject: String
    public let sentence: String
    public let number: Int
  }

  /// More than this many under one heading are named only.
  static let mostPerGroup = 6

  /// Worse and worsening first, then worse, then worsening, then better; empty headings left out.
  static func groups(_ themes: [Theme]) -> [Group] {
    let rows = distinct(themes).filter { $0.area.value != nil }
    let worse = rows.filter { $0.significance.finding == .worse }
    let better = rows.filter { $0.significance.finding == .better && !$0.trend.isWorsening }
    let rest = rows.filter { $0.significance.finding != .worse && $0.trend.isWorsening }
    return [
      group(
        .worsening, "Worse than England and getting worse", worse.filter(\.trend.isWorsening)),
      group(.worse, "Worse than England", worse.filter { !$0.trend.isWorsening }),
      group(.declining, "Getting worse, but not found worse than England", rest),
      group(.better, "Better than England", better),
    ].compactMap(\.self)
  }

  /// "Of 42 figures, 12 are worse than England, 8 better …"; nil when there is none.
  static func tally(_ themes: [Theme]) -> String? {
    let rows = distinct(themes)
    guard !rows.isEmpty else { return nil }
    let counts = [
      count(rows, "worse than England") { $0 == .worse },
      count(rows, "similar") { $0 == .similar },
      count(rows, "better") { $0 == .better },
      count(rows, "higher or lower with no judgement of good or bad") {
        $0 == .higher || $0 == .lower
      },
      count(rows, "compared in another way") { if case .other = $0 { true } else { false } },
      count(rows, "not tested") { !$0.isTested },
    ].compactMap(\.self)
    let noun = rows.count == 1 ? "Of 1 figure" : "Of \(rows.count) figures"
    return "\(noun) under the themes below: \(counts.joined(separator: ", "))."
  }

  private static func count(
    _ rows: [IndicatorRow], _ words: String, where isOne: (Significance.Finding) -> Bool
  ) -> String? {
    let number = rows.count { isOne($0.significance.finding) }
    return number == 0 ? nil : "\(number) \(words)"
  }

  private static func distinct(_ themes: [Theme]) -> [IndicatorRow] {
    var seen = Set<Int>()
    return themes.flatMap(\.rows).filter { seen.insert($0.seriesID).inserted }
  }

  private static func group(_ kind: Group.Kind, _ title: String, _ rows: [IndicatorRow]) -> Group? {
    guard !rows.isEmpty else { return nil }
    let messages = rows.map { message($0, heading: kind) }
    return Group(
      kind: kind, title: title, messages: Array(messages.prefix(mostPerGroup)),
      others: Array(messages.dropFirst(mostPerGroup)))
  }

  /// The finding is left to the heading where that says it and the 95% interval bears it out.
  private static func message(_ row: IndicatorRow, heading: Group.Kind) -> Message {
    let display = RowDisplay(row)
    let interval = display.interval.map { "95% interval \($0)" } ?? "no interval published"
    let isSaid = row.significance.basis == .interval && heading != .declining
    let finding = isSaid ? "" : ": \(row.significance.inSentence)"
    let sentence = """
      \(display.valueWithUnit) in \(row.period.label) (\(interval)), England \(display.england)\
      \(finding). \(row.trend.inSentence).
      """
    return Message(subject: row.label, sentence: sentence, number: row.number)
  }
}
