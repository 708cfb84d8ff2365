#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the two lists of a Fingertips service that decide what is asked next.
///
/// Shape: JSON lists of objects; names that are not needed are passed over.
/// Source: Fingertips API `data_changes_and_updates/by_indicator_ids` and `available_data`.
enum FingertipsAnswers {
  /// What the log says of an indicator, in a form that differs whenever something has changed.
  struct Version: Equatable {
    let text: String
    /// Whether its data was deleted after it was last uploaded.
    let isDeleted: Bool

    static let notInLog = Version(text: "not in the log", isDeleted: false)
  }

  /// The version of each indicator of a log; nil when it cannot be read.
  static func versions(in snapshot: Snapshot) -> [Int: Version]? {
    guard let entries: [LogEntry] = list(in: snapshot) else { return nil }
    return Dictionary(entries.map { ($0.indicatorID, $0.version) }) { _, last in last }
  }

  /// The kinds of area for which there is data of an indicator; nil when the list cannot be read.
  static func areaTypes(of id: Int, in snapshot: Snapshot) -> Set<Int>? {
    guard let entries: [AvailabilityEntry] = list(in: snapshot) else { return nil }
    return Set(entries.filter { $0.indicatorID == id }.map(\.areaTypeID))
  }

  private static func list<Entry: Decodable>(in snapshot: Snapshot) -> [Entry]? {
    var bytes: [UInt8] = []
    _ = try? OpenFile(reading: snapshot.path).forEachPiece { bytes.append(contentsOf: $0) }
    return try? JSONDecoder().decode([Entry].self, from: Data(bytes))
  }

  private struct AvailabilityEntry: Decodable {
    let indicatorID: Int
    let areaTypeID: Int

    enum CodingKeys: String, CodingKey {
      case indicatorID = "IndicatorId"
      case areaTypeID = "AreaTypeId"
    }
  }

  private struct LogEntry: Decodable {
    let indicatorID: Int
    let indicatorName: String?
    let change: Change?
    let publications: [Publication]?

    enum CodingKeys: String, CodingKey {
      case indicatorID = "IndicatorId"
      case indicatorName = "IndicatorName"
      case change = "DataChange"
      case publications = "DataUpdatesByAreaType"
    }

    /// The name is part of it: a number that is given to another indicator is a change.
    var version: Version {
      let (uploaded, deleted) = (change?.uploadedAt ?? "", change?.deletedAt ?? "")
      let published = Set((publications ?? []).compactMap(\.date)).sorted()
      let parts = [indicatorName ?? "", uploaded, deleted, published.joined(separator: ",")]
      return Version(text: parts.joined(separator: "|"), isDeleted: deleted > uploaded)
    }
  }

  private struct Change: Decodable {
    let uploadedAt: String?
    let deletedAt: String?

    enum CodingKeys: String, CodingKey {
      case uploadedAt = "LastUploadedAt"
      case deletedAt = "LastDeletedAt"
    }
  }

  private struct Publication: Decodable {
    let date: String?

    enum CodingKeys: String, CodingKey {
      case date = "PublishedDate"
    }
  }
}
