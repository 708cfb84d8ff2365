import Fetch
import Load
import Transform

/// Reads the files again that figures were read from.
final class Proof {
  enum Outcome: Equatable {
    case proved
    /// The line gives another figure now.
    case differs(String)
    case notHeld
    case damaged(String)

    var status: ExitStatus {
      switch self {
      case .proved: .ok
      case .notHeld: .noInput
      case .differs, .damaged: .dataError
      }
    }

    /// What came of it, in a sentence.
    var sentence: String {
      switch self {
      case .proved:
        "the file was read again: its SHA-256 is as recorded and the line gives this figure"
      case .differs(let found): "the file was read again and the line gives \(found)"
      case .notHeld: "the file is no longer held, so the figure cannot be proved here"
      case .damaged(let problem): problem
      }
    }
  }

  private let setting: Setting
  private let store: SnapshotStore
  /// What was read of each file, by source, name and SHA-256.
  private var read: [[String]: Records] = [:]

  init(_ setting: Setting, _ store: SnapshotStore) {
    self.setting = setting
    self.store = store
  }

  func outcome(of trace: Trace) throws -> Outcome {
    let key = [trace.sourceID, trace.snapshotName, trace.sha256]
    if read[key] == nil {
      guard let snapshot = held(trace) else { return .notHeld }
      do { try store.verify(snapshot) } catch { return .damaged("\(error)") }
      read[key] = try transform(
        [snapshot], of: setting.sources, using: setting.configuration)
    }
    guard let records = read[key] else { return .notHeld }
    return compare(trace, records.observations)
  }

  private func held(_ trace: Trace) -> Snapshot? {
    store.snapshots(sourceID: trace.sourceID).last {
      $0.name == trace.snapshotName && $0.sha256 == trace.sha256
    }
  }

  private func compare(_ trace: Trace, _ table: ObservationTable) -> Outcome {
    guard let index = table.rows.firstIndex(where: { Int($0.line) == trace.line }) else {
      return .differs("no figure")
    }
    let found = table.observation(at: index)
    let isSame =
      found.areaCode == trace.areaCode && found.indicatorID == trace.indicatorID
      && found.period.label == trace.period && found.stratum.sex == trace.sex
      && found.stratum.age == trace.age && found.value == trace.value
      && found.lowerCI95 == trace.lowerCI95 && found.upperCI95 == trace.upperCI95
      && found.count == trace.count && found.denominator == trace.denominator
    if isSame { return .proved }
    return .differs(
      "\(found.value.map { "\($0)" } ?? "no value") for indicator \(found.indicatorID),"
        + " \(found.areaCode), \(found.period.label)")
  }
}
