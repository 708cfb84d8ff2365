import ArgumentParser
import Fetch
import Transform

/// `pipeline audit`: check the publisher's printed words against its figures.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Recompute the publisher's comparisons and trends and list where they disagree.",
    discussion: """
      Comparisons with England are recomputed from the 95% interval of the row and England's value \
      of the same sex, age and period; trends from the last five single years. Each line names \
      indicator, area, sex, age, category, period, what was printed and what was found.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let setting = try Setting(common, stage: "audit")
    let records = try setting.alone { store in
      try setting.records(of: setting.held(in: store), from: store)
    }
    let audit = audit(records)
    audit.disagreements.forEach { Console.say(Console.printable(line($0, records))) }
    Console.say(summary(audit))
  }

  private func line(_ disagreement: Disagreement, _ records: Records) -> String {
    let row = records.observations.observation(at: disagreement.observation)
    let stratum = [
      row.stratum.sex, row.stratum.age, row.stratum.categoryType, row.stratum.category,
    ]
    let key =
      ["\(row.indicatorID)", row.areaCode] + stratum.compactMap(\.self) + [row.period.label]
    return "\(disagreement.matter.rawValue): \(key.joined(separator: ", ")):"
      + " published “\(disagreement.published)”, found “\(disagreement.computed)”"
  }

  private func summary(_ audit: Audit) -> String {
    func count(_ matter: Disagreement.Matter) -> Int {
      audit.disagreements.count { $0.matter == matter }
    }
    return "\(audit.comparisons) comparisons, \(count(.comparison)) disagree;"
      + " \(audit.trends) trends, \(count(.trend)) disagree,"
      + " \(audit.trendsPrintedUntested) of them printed although limits were missing;"
      + " \(audit.trendsOnOtherPoints) more were tested on points that are not held"
  }
}
