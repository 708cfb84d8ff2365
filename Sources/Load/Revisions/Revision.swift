/// What became of a cell between two releases.
enum RevisionKind: Int, CaseIterable {
  case newPeriod = 1
  case revised, newlySuppressed, withdrawn, added

  var word: String {
    switch self {
    case .newPeriod: "new_period"
    case .revised: "revised"
    case .newlySuppressed: "newly_suppressed"
    case .withdrawn: "withdrawn"
    case .added: "added"
    }
  }
}

/// A cell by the numbers of the new release: indicator × area × sex, age and category × period.
struct Cell: Hashable {
  let indicatorID: Int
  let area: Int32
  let stratum: Int32
  let period: Int32
}

/// What differs of a cell whose row is in both releases.
struct CellChange: OptionSet {
  let rawValue: Int

  static let value = CellChange(rawValue: 1)
  static let limits = CellChange(rawValue: 2)
  static let count = CellChange(rawValue: 4)
  static let denominator = CellChange(rawValue: 8)
}
