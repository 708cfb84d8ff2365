import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A traced figure in words and as JSON.
enum TraceText {
  static func lines(_ trace: Trace, _ release: Release, _ outcome: Proof.Outcome) -> [String] {
    let about = [trace.period, trace.sex, trace.age] + [trace.category].compactMap(\.self)
    return [
      "\(trace.indicatorName) (\(trace.indicatorID)), \(trace.areaName) (\(trace.areaCode)),"
        + " \(about.joined(separator: ", "))",
      "  figure    \(figure(trace))",
      "  release   \(release.name), observation \(trace.observationID) of \(Release.databaseName)",
      "  row       line \(trace.line) of \(trace.snapshotName)",
      "  file      SHA-256 \(trace.sha256), \(trace.byteCount) bytes",
      "  address   \(trace.address)",
      "  received  \(trace.retrievedAt)",
      "  source    \(trace.sourceName); \(trace.publisher); \(trace.licence)",
      "  proof     \(outcome.sentence)",
    ]
  }

  private static func figure(_ trace: Trace) -> String {
    guard let value = trace.value else {
      return "none published" + (trace.valueNote.map { ": \($0)" } ?? "")
    }
    var text = "\(value)"
    if let lower = trace.lowerCI95, let upper = trace.upperCI95 {
      text += ", 95% confidence interval \(lower) to \(upper)"
    }
    if let count = trace.count { text += ", count \(count)" }
    if let denominator = trace.denominator { text += ", denominator \(denominator)" }
    return text + (trace.valueNote.map { ". Note: \($0)" } ?? "")
  }

  private struct Object: Encodable {
    let indicator_id: Int, indicator_name, area_code, area_name, sex, age: String
    let category: String?, period: String
    let value, lower_ci95, upper_ci95, count, denominator: Double?
    let value_note: String?, release: String, observation_id: Int, file: String, line: Int
    let sha256: String, byte_count: Int, address, retrieved_at, source_id, publisher: String
    let licence: String, proved: Bool, proof: String
  }

  static func json(_ trace: Trace, _ release: Release, _ outcome: Proof.Outcome) throws -> String {
    let object = Object(
      indicator_id: trace.indicatorID, indicator_name: trace.indicatorName,
      area_code: trace.areaCode, area_name: trace.areaName, sex: trace.sex, age: trace.age,
      category: trace.category, period: trace.period, value: trace.value,
      lower_ci95: trace.lowerCI95, upper_ci95: trace.upperCI95, count: trace.count,
      denominator: trace.denominator, value_note: trace.valueNote, release: release.name,
      observation_id: trace.observationID, file: trace.snapshotName, line: trace.line,
      sha256: trace.sha256, byte_count: trace.byteCount, address: trace.address,
      retrieved_at: trace.retrievedAt, source_id: trace.sourceID, publisher: trace.publisher,
      licence: trace.licence, proved: outcome == .proved, proof: outcome.sentence)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(object), as: UTF8.self)
  }
}
