/// Decides what is asked of one source, in the light of what is held and what has been answered.
protocol Planner: AnyObject {
  /// What is asked without knowing any answer; changes nothing.
  func first() -> [FetchRequest]
  /// What is asked in the light of an answer, whoever asked for it.
  func next(after report: FetchReport) -> [FetchRequest]
  /// What answers may lead to, for those who only want to know.
  var outlook: [PlannedRequest] { get }
  /// The snapshots to work with, once all has been asked.
  var snapshotsInUse: [Snapshot] { get }
  /// What was found out besides the answers.
  var findings: [FetchReport] { get }
  /// Writes down what was found of links.
  func finishLinkChecks() throws -> [LinkCheck]
}

extension Planner {
  func next(after report: FetchReport) -> [FetchRequest] { [] }
  var outlook: [PlannedRequest] { [] }
  var snapshotsInUse: [Snapshot] { [] }
  var findings: [FetchReport] { [] }
  func finishLinkChecks() throws -> [LinkCheck] { [] }
}
