/// A cell that differs between two releases, spelt out.
public struct Change: Sendable, Equatable, Codable {
  public let releaseNumber: Int
  public let kind: String
  public let indicatorID: Int
  public let indicatorName: String
  public let areaCode: String
  public let areaName: String
  public let sex: String
  public let age: String
  public let category: String?
  public let period: String
  public let oldValue: Double?
  public let newValue: Double?
  /// What differs of a revised cell: value, limits, count, denominator.
  public let changed: String
  public let oldSnapshotSha256: String?
  public let newSnapshotSha256: String?

  enum CodingKeys: String, CodingKey {
    case kind, sex, age, category, period, changed
    case releaseNumber = "release_number"
    case indicatorID = "indicator_id"
    case indicatorName = "indicator_name"
    case areaCode = "area_code"
    case areaName = "area_name"
    case oldValue = "old_value"
    case newValue = "new_value"
    case oldSnapshotSha256 = "old_snapshot_sha256"
    case newSnapshotSha256 = "new_snapshot_sha256"
  }
}

/// Which changes are asked for.
public struct ChangeQuery: Sendable {
  public var areaCode: String?
  public var indicatorID: Int?
  /// Changes of releases behind this one.
  public var afterRelease: Int?

  public init(areaCode: String? = nil, indicatorID: Int? = nil, afterRelease: Int? = nil) {
    self.areaCode = areaCode
    self.indicatorID = indicatorID
    self.afterRelease = afterRelease
  }

  /// The changes in the order of the releases, corrections before new periods.
  ///
  /// - Throws: ``LoadError`` when the database cannot be read.
  public func changes(in database: Database) throws -> [Change] {
    var conditions: [String] = []
    var bindings: [Binding] = []
    func restrict(_ condition: String, _ value: Binding) {
      bindings.append(value)
      conditions.append("\(condition) ?\(bindings.count)")
    }
    if let areaCode { restrict("a.area_code =", .text(areaCode)) }
    if let indicatorID { restrict("r.indicator_id =", .integer(indicatorID)) }
    if let afterRelease { restrict("r.release_number >", .integer(afterRelease)) }
    let filter = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    return try database.query(Self.sql(filter), bindings, Self.change)
  }

  private static func sql(_ filter: String) -> String {
    """
    SELECT r.release_number, r.kind, r.indicator_id, i.indicator_name, r.area_code, a.area_name,
      r.sex, r.age, r.category, r.period, r.old_value, r.new_value, r.changed,
      r.old_snapshot_sha256, r.new_snapshot_sha256
    FROM revision r
    JOIN area a ON a.area_code = r.area_code
    JOIN indicator i ON i.indicator_id = r.indicator_id
    \(filter)
    ORDER BY r.release_number, r.kind = 'new_period', r.revision_id
    """
  }

  private static func change(_ row: borrowing Row) -> Change {
    Change(
      releaseNumber: row.number(0), kind: row.string(1), indicatorID: row.number(2),
      indicatorName: row.string(3), areaCode: row.string(4), areaName: row.string(5),
      sex: row.string(6), age: row.string(7), category: row.text(8),
      period: row.string(9), oldValue: row.real(10), newValue: row.real(11),
      changed: row.string(12), oldSnapshotSha256: row.text(13),
      newSnapshotSha256: row.text(14))
  }
}

/// A release that led to the current one.
public struct PastRelease: Sendable, Equatable {
  public let number: Int
  public let run: String
  /// When its newest snapshot was received.
  public let dataAsOf: String
  /// nil for the current release, whose manifest says it.
  public let publishedAt: String?

  /// Oldest first, the current release last.
  ///
  /// - Throws: ``LoadError`` when the database cannot be read.
  public static func all(in database: Database) throws -> [PastRelease] {
    try database.query("SELECT * FROM release_history ORDER BY release_number") { row in
      PastRelease(
        number: row.number(0), run: row.string(1), dataAsOf: row.string(2),
        publishedAt: row.text(3))
    }
  }
}
