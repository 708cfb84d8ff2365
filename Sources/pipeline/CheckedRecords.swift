import Fetch
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `transform --check` found, for programs: a line at a time, so that memory stays small.
struct CheckedRecords {
  private let records: Records

  init(_ records: Records) {
    self.records = records
  }

  // MARK: CSV

  static let columns = [
    "outcome", "file", "line", "column", "text", "reason", "indicator_id", "area_code", "sex",
    "age", "category_type", "category", "period", "value", "lower_ci95", "upper_ci95",
    "lower_ci998", "upper_ci998", "count", "denominator", "value_note",
  ]

  /// One table: a row for each observation (`loaded`), reject and unreadable file.
  func writeCSV() {
    write(row: Self.columns)
    let blanks = Array(repeating: "", count: 15)
    for failure in records.failures {
      write(row: ["unreadable", failure.subject, "", "", "", failure.description] + blanks)
    }
    for reject in records.rejects {
      write(
        row: [
          "rejected", reject.fileName, "\(reject.line)", reject.column ?? "", reject.text ?? "",
          reject.reason.rawValue,
        ] + blanks)
    }
    for index in 0..<records.observations.count { write(row: loaded(index)) }
  }

  private func loaded(_ index: Int) -> [String] {
    let item = records.observations.observation(at: index)
    let stratum = item.stratum
    let place = ["loaded", fileName(item), "\(item.sourceLine)", "", "", ""]
    let key = [
      "\(item.indicatorID)", item.areaCode, stratum.sex, stratum.age, stratum.categoryType ?? "",
      stratum.category ?? "", item.period.label,
    ]
    return place + key + figures(item).map { $0.map { "\($0)" } ?? "" } + [item.valueNote ?? ""]
  }

  private func write(row: [String]) {
    Console.say(row.map(CSVField.quoted).joined(separator: ","))
  }

  // MARK: JSON

  /// One object: `files`, `failures`, `switched_off`, `rejects` and `observations`.
  func writeJSON() throws {
    Console.say("{\"files\":")
    try write(records.files.map(CheckedFile.init))
    Console.say(",\"failures\":")
    try write(records.failures.map { CheckedFailure(file: $0.subject, sentence: $0.description) })
    Console.say(",\"switched_off\":")
    try write(
      records.identityMismatches.map {
        CheckedFailure(file: "\($0.indicatorID)", sentence: $0.sentence)
      })
    Console.say(",\"rejects\":")
    try write(records.rejects.map(CheckedReject.init))
    Console.say(",\"observations\":")
    try write(
      (0..<records.observations.count).lazy.map { index in
        let item = records.observations.observation(at: index)
        return CheckedObservation(item, file: fileName(item), figures: figures(item))
      })
    Console.say("}")
  }

  private func write(_ items: some Collection<some Encodable>) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    var separator = "["
    for item in items {
      Console.say(separator + String(decoding: try encoder.encode(item), as: UTF8.self))
      separator = ","
    }
    Console.say(items.isEmpty ? "[]" : "]")
  }

  // MARK: Parts of both

  private func fileName(_ item: Observation) -> String {
    records.files[item.snapshot].snapshot.name
  }

  private func figures(_ item: Observation) -> [Double?] {
    [
      item.value, item.lowerCI95, item.upperCI95, item.lowerCI998, item.upperCI998, item.count,
      item.denominator,
    ]
  }
}

private struct CheckedFile: Encodable {
  let file: String
  let rowsIn, loaded, duplicates, superseded, rejected: Int

  init(_ tally: FileTally) {
    file = tally.snapshot.name
    rowsIn = tally.rowsIn
    loaded = tally.loaded
    duplicates = tally.duplicates
    superseded = tally.superseded
    rejected = tally.rejected
  }
}

private struct CheckedFailure: Encodable {
  let file: String
  let sentence: String
}

private struct CheckedReject: Encodable {
  let file: String
  let line: Int
  let column, text: String?
  let reason, sentence: String

  init(_ reject: Reject) {
    file = reject.fileName
    line = reject.line
    column = reject.column
    text = reject.text
    reason = reject.reason.rawValue
    sentence = reject.sentence
  }
}

private struct CheckedObservation: Encodable {
  let file: String
  let line, indicatorID: Int
  let areaCode, sex, age: String
  let categoryType, category: String?
  let period: String
  let value, lowerCI95, upperCI95, lowerCI998, upperCI998, count, denominator: Double?
  let valueNote: String?

  init(_ item: Observation, file: String, figures: [Double?]) {
    self.file = file
    line = item.sourceLine
    indicatorID = item.indicatorID
    areaCode = item.areaCode
    sex = item.stratum.sex
    age = item.stratum.age
    categoryType = item.stratum.categoryType
    category = item.stratum.category
    period = item.period.label
    value = figures[0]
    lowerCI95 = figures[1]
    upperCI95 = figures[2]
    lowerCI998 = figures[3]
    upperCI998 = figures[4]
    count = figures[5]
    denominator = figures[6]
    valueNote = item.valueNote
  }
}
