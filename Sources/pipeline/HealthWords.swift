#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Health {
  /// For a person: one line a source, then the release, the last run, the disk and the problems.
  var lines: [String] {
    var lines = sources.map(\.line) + [releaseLine] + releaseNotes
    if let lastRun { lines.append(lastRun.line) }
    if let freeDiskMegabytes { lines.append("disk: \(freeDiskMegabytes) MB free") }
    lines += problems.isEmpty ? ["all is well"] : problems.map { "needs looking at: \($0)" }
    return lines
  }

  private var releaseLine: String {
    guard let release else { return "published: nothing yet; run `pipeline run`" }
    return "published: release \(release.number) of \(release.published ?? "an unknown day"),"
      + " \(release.observations) observations of \(release.indicators) indicators"
      + " in \(release.areas) areas, \(release.rejectedRows) rows rejected (\(release.path))"
  }

  private var releaseNotes: [String] {
    guard let release else { return [] }
    var notes: [String] = []
    if release.boardPagesNeedingReview > 0 {
      let pages = release.boardPagesNeedingReview
      notes.append("boards: \(pages) pages need review; see `pipeline review`")
    }
    if !release.gates.isEmpty {
      notes.append("gates noted: \(release.gates.joined(separator: ", "))")
    }
    return notes
  }

  /// For Prometheus, in its text format.
  var metrics: String {
    let ofSources = sources.flatMap { source in
      [
        Metric("source_last_success_timestamp_seconds", source.id, seconds(source.lastSuccess)),
        Metric("source_failures_in_a_row", source.id, Double(source.failuresInARow)),
        Metric("source_overdue", source.id, source.isOverdue ? 1 : 0),
        Metric("source_withheld_snapshots", source.id, Double(source.withheldSnapshots)),
      ]
    }
    let ofAll = [
      Metric("release_number", nil, release.map { Double($0.number) }),
      Metric("release_age_days", nil, release?.ageDays.map(Double.init)),
      Metric("release_confirmed_days_ago", nil, release?.confirmedDaysAgo.map(Double.init)),
      Metric("release_observations", nil, release.map { Double($0.observations) }),
      Metric(
        "board_pages_needing_review", nil, release.map { Double($0.boardPagesNeedingReview) }),
      Metric("last_run_exit_status", nil, lastRun.map { Double($0.exit) }),
      Metric("last_run_timestamp_seconds", nil, seconds(lastRun?.ended)),
      Metric("failures_in_a_row", nil, lastRun.map { Double($0.failuresInARow) }),
      Metric("disk_free_megabytes", nil, freeDiskMegabytes.map(Double.init)),
      Metric("problems", nil, Double(problems.count)),
    ]
    return Dictionary(grouping: ofSources + ofAll, by: \.name).sorted { $0.key < $1.key }
      .map { name, metrics in
        (["# TYPE \(name) gauge"] + metrics.compactMap(\.line)).joined(separator: "\n") + "\n"
      }.joined()
  }

  private func seconds(_ time: String?) -> Double? {
    time.flatMap { try? Date($0, strategy: .iso8601) }?.timeIntervalSince1970
  }
}

/// One sample; one without a value has no line.
private struct Metric {
  let name: String
  let source: String?
  let value: Double?

  init(_ name: String, _ source: String?, _ value: Double?) {
    self.name = "local_health_" + name
    (self.source, self.value) = (source, value)
  }

  var line: String? {
    value.map { "\(name)\(source.map { "{source=\"\($0)\"}" } ?? "") \($0)" }
  }
}

extension Health.OfSource {
  var line: String {
    guard let lastSuccess else { return "\(id): nothing held yet" + failureWords }
    let due = nextDue.map { isOverdue ? ", due since \($0)" : ", next due \($0)" } ?? ""
    return "\(id): \(heldSnapshots) snapshots, last success \(lastSuccess.prefix(10))"
      + " (\(ageDays ?? 0) days ago)\(due)" + failureWords
  }

  private var failureWords: String {
    guard failuresInARow > 0 else { return "" }
    return "; \(failuresInARow) failures in a row: \(failure ?? "no reason recorded")"
  }
}

extension Health.OfRun {
  var line: String {
    exit == 0
      ? "last run: \(run) ended well, \(ended)"
      : "last run: \(run) ended with status \(exit) (\(result)), \(ended),"
        + " \(failuresInARow) in a row"
  }
}
