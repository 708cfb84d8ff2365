internal import Fetch
internal import Transform

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

// The gates that look at single files, addresses and medians; most of them only warn.
extension Gates {
  /// The median of authorities in a new period against the medians of the periods before.
  func distribution() -> [GateResult] {
    eachIndicator { index, measure, id in
      guard measure.rows.old > 0 else { return nil }
      let partitions = measures.partitions(of: index)
      let history = partitions.filter { $0.before > 0 }
        .compactMap { median(measures.values(of: index, period: $0.period)) }
      guard history.count >= 4, let middle = median(history),
        let deviation = median(history.map { ($0 - middle).magnitude }), deviation > 0
      else { return nil }
      let moved = partitions.filter { $0.before == 0 }.compactMap { partition -> String? in
        guard let now = median(measures.values(of: index, period: partition.period)) else {
          return nil
        }
        let deviations = Double((now - middle).magnitude / deviation)
        if deviations <= limits[.distributionDeviations] { return nil }
        return "\(measures.periodLabel(partition.period)): median \(now), before about \(middle)"
      }
      if moved.isEmpty { return nil }
      return result(
        .distribution, id, "the median of \(moved.count) new periods has moved far",
        limit: "\(limits[.distributionDeviations]) median absolute deviations", rows: moved,
        warns: true)
    }
  }

  private func median(_ values: [Float]) -> Float? {
    if values.isEmpty { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Sources whose newest period or whose files have grown old.
  func freshness() -> [GateResult] {
    guard let today = Self.day(today) else { return [] }
    let newest = newestDays()
    return records.sources.compactMap { source in
      let files = records.files.filter { $0.snapshot.sourceID == source.id }
      guard !files.isEmpty else { return nil }
      var rows: [String] = []
      if let last = newest[source.id], let day = Self.day(last),
        today - day > source.cadenceDays + Int(limits[.periodGraceDays])
      {
        rows.append("its newest period ended \(today - day) days ago, on \(last)")
      }
      for file in files {
        guard let day = Self.day(file.snapshot.retrievedAt),
          today - day > Int(limits[.unchangedDays])
        else { continue }
        rows.append("\(file.snapshot.name) is unchanged for \(today - day) days")
      }
      if rows.isEmpty { return nil }
      return result(
        .freshness, source.id, "the source has grown old",
        limit: "\(source.cadenceDays) + \(Int(limits[.periodGraceDays])) days, unchanged"
          + " \(Int(limits[.unchangedDays])) days", rows: rows, warns: true)
    }
  }

  /// The last day of the newest period of each source.
  private func newestDays() -> [String: String] {
    var newest: [String: String] = [:]
    for series in 0..<records.observations.seriesCount {
      if series % 16_384 == 0 { records.observations.rows.letGo() }
      let row = records.observations.rows[records.observations.series(at: series).upperBound - 1]
      let source = records.files[Int(row.snapshot)].snapshot.sourceID
      let last = records.observations.periods[Int(row.period)].lastDay
      if newest[source] ?? "" < last { newest[source] = last }
    }
    records.observations.rows.letGo()
    return newest
  }

  /// Days since 1970 of a date in ISO 8601; nil when it is none.
  private static func day(_ text: String) -> Int? {
    let style = Date.ISO8601FormatStyle().year().month().day()
    guard let date = try? Date(String(text.prefix(10)), strategy: style) else { return nil }
    return Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
  }

  /// Addresses of strategies and guidance that are gone, or are none.
  func links() throws -> [GateResult] {
    let now = Set(records.strategies.compactMap(\.address) + records.guidance.compactMap(\.address))
    let broken = now.filter { !Self.isAddress($0) }
    var results: [GateResult] = []
    if Double(broken.count) > limits[.linksBroken] * Double(now.count) {
      results.append(
        result(
          .links, nil, "\(broken.count) of \(now.count) addresses are none",
          limit: percent(limits[.linksBroken]), rows: broken.sorted()))
    }
    guard let baseline else { return results }
    let before = Set(
      try baseline.database.query(
        """
        SELECT address FROM strategy WHERE address IS NOT NULL
        UNION SELECT address FROM guidance WHERE address IS NOT NULL
        """
      ) { $0.string(0) })
    if Double(now.count) < (1 - limits[.linksFall]) * Double(before.count) {
      results.append(
        result(
          .links, nil, "\(now.count) addresses where there were \(before.count)",
          limit: percent(limits[.linksFall]), rows: before.subtracting(now).sorted()))
    }
    return results
  }

  private static func isAddress(_ text: String) -> Bool {
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return false }
    let host = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
    return host.contains(".") && !text.contains(" ")
  }
}
