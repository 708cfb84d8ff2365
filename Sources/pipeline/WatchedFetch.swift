import Fetch
import Logging

/// Fetches, showing how far it has come, and says what did not go well.
///
/// - Parameters:
///   - plan: what to ask of whom.
///   - setting: what the command works with.
///   - store: where the bytes are kept.
///   - saysEach: whether each request gets a line where there is no terminal.
/// - Returns: what the fetch brought.
/// - Throws: ``FetchError``, or ``InputError`` when there is nothing to work on.
func fetch(
  _ plan: FetchPlan, under setting: Setting, into store: SnapshotStore, saysEach: Bool = false
) throws -> Fetched {
  let progress = ProgressLine(isQuiet: setting.isQuiet, saysEach: saysEach)
  let fetched = try fetch(plan, into: store) { step in
    progress.show(step)
    if let report = step.finished {
      setting.log.info("\(report.sentence)", metadata: ["source": "\(report.request.sourceID)"])
    }
  }
  progress.clear()
  setting.report(fetched)
  try setting.refuseNothing(fetched)
  return fetched
}

extension Fetched {
  /// Ends a run that goes no further than the fetch, with a status that says how it went.
  ///
  /// - Throws: the exit code, unless all went well.
  func endRun() throws { try status.exitUnlessOK() }

  /// How the requests went; what was withheld although none failed lacks an input.
  var status: ExitStatus {
    let worst = ExitStatus.worst(of: reports)
    return worst == .ok && !withheld.isEmpty ? .noInput : worst
  }
}

extension Setting {
  /// Says what came of each request that did not go well.
  fileprivate func report(_ fetched: Fetched) {
    for report in fetched.reports where report.outcome.snapshot == nil {
      log.warning(
        "\(report.sentence)",
        metadata: [
          "source": "\(report.request.sourceID)", "code": "\(report.outcome.code)",
        ])
    }
    log.warn(of: fetched.withheld)
  }
}

extension Logger {
  /// How many copies are worth a line each.
  private static let mostCopies = 7

  /// Says which copies are too old to be used.
  func warn(of withheld: [WithheldSnapshot]) {
    for copy in withheld.prefix(Self.mostCopies) {
      warning(
        "\(copy.sentence)", metadata: ["source": "\(copy.snapshot.sourceID)", "code": "withheld"])
    }
    let more = withheld.count - Self.mostCopies
    if more > 0 { warning("and \(more) more files are withheld; see `pipeline status`") }
  }
}
