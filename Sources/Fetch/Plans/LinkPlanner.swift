/// Looks up whether each address of the guidance catalogue still works: with `HEAD`, and where that
/// is not answered with good by asking for the first bytes.
final class LinkPlanner: Planner {
  private let source: Source
  private let plan: FetchPlan
  private let register: LinkRegister
  private var found: [LinkCheck] = []

  init(_ source: Source, _ plan: FetchPlan, _ register: LinkRegister) {
    self.source = source
    self.plan = plan
    self.register = register
  }

  func first() -> [FetchRequest] {
    var seen: Set<String> = []
    return plan.guidance.filter { seen.insert($0).inserted && isDue($0) }
      .map { request($0, .head) }
  }

  private func isDue(_ address: String) -> Bool {
    guard !plan.asksForAllAgain, let days = source.askEveryDays,
      let before = register.check(of: address),
      let checked = Clock.seconds(iso8601: before.checkedAt)
    else { return true }
    return checked + days * 86_400 <= Clock.now()
  }

  private func request(_ address: String, _ method: FetchRequest.Method) -> FetchRequest {
    var request = source.request(address, address, as: .any)
    request.method = method
    request.allowedHosts = ["*"]
    request.reason = .linkCheck
    return request
  }

  func next(after report: FetchReport) -> [FetchRequest] {
    guard report.request.sourceID == source.id, report.request.method != .get else { return [] }
    if report.request.method == .head, report.mayAnswerToMore {
      return [request(report.request.address, .firstBytes)]
    }
    if report.outcome != .cancelled, report.outcome != .temporary(.runDeadline) {
      found.append(LinkCheck(report))
    }
    return []
  }

  func finishLinkChecks() throws -> [LinkCheck] {
    if !found.isEmpty { try register.record(found) }
    return register.checks(of: plan.guidance)
  }
}

extension FetchReport {
  /// Some servers answer to `HEAD` with an error, or not at all, and to a plain request with good.
  fileprivate var mayAnswerToMore: Bool {
    switch outcome {
    case .blocked, .gone, .rejected, .empty, .protocolError, .temporary(.cutShort),
      .temporary(.status), .challenge:
      true
    default: false
    }
  }
}
