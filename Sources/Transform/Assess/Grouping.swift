internal import Fetch

/// How the publisher judges an indicator for one sex and age in one of its profiles, as the words on
/// its rows show: the same indicator may be judged in one profile and not in another.
public struct Grouping: Equatable, Sendable {
  public enum Method: String, Sendable, CaseIterable {
    case confidenceInterval = "confidence_interval"
    case quintiles
    case notCompared = "not_compared"
  }

  /// The profile that the data was asked for; nil where the request named none.
  public let profileID: Int?
  public let indicatorID: Int
  public let sex: String
  public let age: String
  /// nil where every row is similar, which shows no direction.
  public let polarity: Polarity?
  public let method: Method
}

/// The groupings of a release, found by row.
struct Groupings {
  private var tallies: [Key: Tally] = [:]
  private let table: ObservationTable
  /// By snapshot.
  private let profiles: [Int?]
  private let words: [Word?]
  /// By stratum: the first of the same sex and age.
  private let people: [Int]

  private struct Key: Hashable {
    let profile: Int?
    let indicator: Int32
    let people: Int
  }

  /// How often the words of a grouping say what.
  fileprivate struct Tally {
    var highIsGood = 0
    var lowIsGood = 0
    var unjudged = 0
    var similar = 0
    var quintiles = 0
    var notCompared = 0

    var method: Grouping.Method {
      if quintiles > 0 { return .quintiles }
      return highIsGood + lowIsGood + unjudged + similar > 0 ? .confidenceInterval : .notCompared
    }

    var polarity: Polarity? {
      if highIsGood + lowIsGood > 0 { return highIsGood >= lowIsGood ? .high : .low }
      if unjudged + quintiles > 0 { return Polarity.none }
      return method == .notCompared ? .notApplicable : nil
    }
  }

  fileprivate enum Word {
    case compared(PublishedComparison)
    case quintile, notCompared

    init?(_ text: String) {
      if let word = PublishedComparison(rawValue: text) {
        self = .compared(word)
      } else if text.hasSuffix("quintile") {
        self = .quintile
      } else if text == "Not compared" {
        self = .notCompared
      } else {
        return nil
      }
    }
  }

  init(_ records: Records, rows: some Sequence<Int>, _ benchmarks: Benchmarks) {
    table = records.observations
    profiles = records.files.map { Self.profile($0.snapshot.address) }
    words = table.publishedWords.map(Word.init)
    let numbered = table.strata.enumerated().map { ([$1.sex, $1.age], $0) }
    let first = Dictionary(numbered) { first, _ in first }
    people = numbered.map { first[$0.0] ?? $0.1 }
    for (step, index) in rows.enumerated() {
      table.rows.letGo(at: step)
      count(table.rows[index], benchmarks)
    }
  }

  private static func profile(_ address: String) -> Int? {
    guard let named = address.firstRange(of: "profile_id=") else { return nil }
    return Int(address[named.upperBound...].prefix(while: \.isNumber))
  }

  private func key(_ row: ObservationRow) -> Key {
    Key(
      profile: profiles[Int(row.snapshot)], indicator: row.indicator,
      people: people[Int(row.stratum)])
  }

  private mutating func count(_ row: ObservationRow, _ benchmarks: Benchmarks) {
    guard row.publishedComparison >= 0, let word = words[Int(row.publishedComparison)],
      table.areas[Int(row.area)].areaType != .country
    else { return }
    let england = benchmarks.value(for: row, of: England.code)
    tallies[key(row), default: Tally()].count(word, isAbove: england.map { row.value > $0 })
  }

  /// What the words of a row's grouping show; nil where they show no direction.
  func polarity(_ row: ObservationRow) -> Polarity? { tallies[key(row)]?.polarity }

  /// In the order of indicator, profile, sex and age.
  var all: [Grouping] {
    tallies.map { key, tally in
      Grouping(
        profileID: key.profile, indicatorID: table.indicators[Int(key.indicator)].id,
        sex: table.strata[key.people].sex, age: table.strata[key.people].age,
        polarity: tally.polarity, method: tally.method)
    }.sorted {
      ($0.indicatorID, $0.profileID ?? 0, $0.sex, $0.age)
        < ($1.indicatorID, $1.profileID ?? 0, $1.sex, $1.age)
    }
  }
}

extension Groupings.Tally {
  fileprivate mutating func count(_ word: Groupings.Word, isAbove: Bool?) {
    switch word {
    case .quintile: quintiles += 1
    case .notCompared: notCompared += 1
    case .compared(.similar): similar += 1
    case .compared(let word):
      guard let isAbove else { return }
      switch word.polarity(isAbove: isAbove) {
      case .high: highIsGood += 1
      case .low: lowIsGood += 1
      case .none, .notApplicable: unjudged += 1
      }
    }
  }
}
