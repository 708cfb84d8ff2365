import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Changes between releases in words, as JSON and as CSV.
enum ChangesText {
  static func lines(
    _ changes: [Change], _ history: [(number: Int, publishedAt: String)]
  ) -> [String] {
    if changes.isEmpty { return ["Nothing has changed."] }
    let days = Dictionary(history.map { ($0.number, $0.publishedAt.prefix(10)) }) { $1 }
    let releases = Dictionary(grouping: changes, by: \.releaseNumber).sorted { $0.key > $1.key }
    return releases.flatMap { number, changes -> [String] in
      let new = changes.filter(\.isNew)
      let corrections = changes.filter { !$0.isNew }
      var lines = ["Release \(number)" + (days[number].map { ", published \($0)" } ?? "")]
      lines.append("  Corrections: \(corrections.count)")
      lines += corrections.map { "    \(correction($0))" }
      lines.append("  New figures: \(new.count)")
      return lines + summaries(new).map { "    \($0)" }
    }
  }

  private static func correction(_ change: Change) -> String {
    let about =
      [change.areaName, change.period, change.sex, change.age]
      + [change.category].compactMap(\.self)
    let head = "\(change.indicatorName) (\(change.indicatorID)), \(about.joined(separator: ", "))"
    switch change.kind {
    case "newly_suppressed": return "\(head): suppressed now"
    case "withdrawn": return "\(head): withdrawn"
    default:
      if change.oldValue == change.newValue { return "\(head): \(change.changed) revised" }
      return "\(head): \(text(change.oldValue)) became \(text(change.newValue))"
    }
  }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "no value" }

  /// New figures by indicator and period.
  private static func summaries(_ changes: [Change]) -> [String] {
    let groups = Dictionary(grouping: changes) { [$0.kind, "\($0.indicatorID)", $0.period] }
    return groups.values.compactMap { group in
      guard let first = group.first else { return nil }
      let areas = Set(group.map(\.areaCode)).count
      return
        "\(first.indicatorName) (\(first.indicatorID)), \(first.period): \(group.count) figures"
        + " of \(areas) areas" + (first.kind == "added" ? ", added" : "")
    }.sorted()
  }

  static func json(_ change: Change) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(change), as: UTF8.self)
  }

  static func csv(_ changes: [Change]) -> [String] {
    let header =
      "release_number,kind,indicator_id,indicator_name,area_code,area_name,sex,age,category,"
      + "period,old_value,new_value,changed,old_snapshot_sha256,new_snapshot_sha256"
    return [header]
      + changes.map { change in
        let texts = [
          "\(change.releaseNumber)", change.kind, "\(change.indicatorID)",
          CSVField.safe(change.indicatorName), CSVField.safe(change.areaCode),
          CSVField.safe(change.areaName),
          CSVField.safe(change.sex), CSVField.safe(change.age),
          CSVField.safe(change.category ?? ""), CSVField.safe(change.period),
          change.oldValue.map { "\($0)" } ?? "", change.newValue.map { "\($0)" } ?? "",
          change.changed, change.oldSnapshotSha256 ?? "", change.newSnapshotSha256 ?? "",
        ]
        return texts.joined(separator: ",")
      }
  }
}

extension Change {
  /// Whether it is a figure that was not there before, and so no correction.
  fileprivate var isNew: Bool { kind == "new_period" || kind == "added" }
}
