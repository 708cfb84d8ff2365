import Support

@testable import Load

/// One way in which a file goes wrong on its way here, and the gates of which one must block it.
struct Corruption: Sendable {
  let name: String
  let gates: Set<Gate>
  let bytes: @Sendable (CSVTable, inout SeededNumbers) -> [UInt8]

  /// A corruption of rows and columns.
  static func table(
    _ name: String, _ gates: Gate...,
    change: @escaping @Sendable (inout CSVTable, inout SeededNumbers) -> Void
  ) -> Corruption {
    Corruption(name: name, gates: Set(gates)) { table, random in
      var table = table
      change(&table, &random)
      return Array(table.text.utf8)
    }
  }

  /// A corruption of the whole file.
  static func file(
    _ name: String, change: @escaping @Sendable (String) -> [UInt8]
  ) -> Corruption {
    Corruption(name: name, gates: [.schema]) { table, _ in change(table.text) }
  }
}

/// The same numbers for the same seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A share of some rows, at least one.
  mutating func some(_ share: Double, of table: CSVTable) -> Set<Int> {
    let count = max(1, Int(Double(table.rows.count) * share))
    return Set(table.rows.indices.shuffled(using: &self).prefix(count))
  }
}

extension Corruption {
  static let files: [Corruption] = [
    .file("the file is empty") { _ in [] },
    .file("there is nothing but the header") { Array($0.prefix { $0 != "\r\n" }.utf8) + [10] },
    .file("a web page in place of the data") { _ in
      Array("<!DOCTYPE html><html><title>Service unavailable</title></html>".utf8)
    },
    .file("a message of the service in place of the data") { _ in
      Array(#"{"error": "internal", "status": 500}"#.utf8)
    },
    .file("cut short within a row") { Array($0.utf8.prefix($0.utf8.count * 6 / 10)) },
    .file("UTF-16") { text in
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    },
    .file("two files in one") { Array(($0 + $0).utf8) },
    .file("gzip that was cut short") { _ in [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xED, 0xBD] },
    .table("a column renamed", .schema) { table, _ in
      table.header[table.place("Value")] = "Result"
    },
    .table("a column gone", .schema) { table, _ in
      let place = table.place("Area Code")
      table.header.remove(at: place)
      for row in table.rows.indices { table.rows[row].remove(at: place) }
    },
    .table("a column twice", .schema) { table, _ in
      table.header[table.place("Count")] = "Value"
    },
  ]

  static let rows: [Corruption] = [
    .table("cut at the end of a row", .closedPeriods, .vanished, .rowCount) { table, _ in
      table.rows.removeLast(table.rows.count * 4 / 10)
    },
    .table("a tenth of the rows missing", .closedPeriods) { table, random in
      let lost = random.some(0.1, of: table)
      table.keep { !lost.contains($1) }
    },
    .table("a period missing", .closedPeriods) { table, _ in
      let period = table.texts("Time period").first
      table.keep { $0[$1, "Time period"] != period }
    },
    .table("the newest period missing", .closedPeriods) { table, _ in
      let period = table.texts("Time period").last
      table.keep { $0[$1, "Time period"] != period }
    },
    .table("an area missing", .vanished) { table, random in
      let area = table.texts("Area Code").randomElement(using: &random)
      table.keep { $0[$1, "Area Code"] != area }
    },
    .table("the regions missing", .vanished) { table, _ in
      table.keep { !$0[$1, "Area Code"].hasPrefix("E12") }
    },
    .table("England missing", .vanished) { table, _ in
      table.keep { $0[$1, "Area Code"] != "E92000001" }
    },
    .table("another indicator's number", .vanished) { table, _ in
      for row in table.rows.indices { table[row, "Indicator ID"] = "848" }
    },
    .table("one indicator under another's number", .vanished, .key) { table, _ in
      let (first, last) = (table.texts("Indicator ID").first, table.texts("Indicator ID").last)
      let taken = first == last ? "848" : first ?? ""
      for row in table.rows.indices where table[row, "Indicator ID"] == last {
        table[row, "Indicator ID"] = taken
      }
    },
    .table("words for sex changed", .closedPeriods) { table, _ in
      for row in table.rows.indices { table[row, "Sex"] += " only" }
    },
    .table("words for age changed", .closedPeriods) { table, _ in
      for row in table.rows.indices { table[row, "Age"] = "All ages" }
    },
    .table("every figure a second time for another sex", .rowCount) { table, _ in
      for row in table.rows {
        table.rows.append(row)
        table[table.rows.count - 1, "Sex"] = "Not known"
      }
    },
    .table("periods a century on", .closedPeriods, .rejects) { table, _ in
      for row in table.rows.indices where table[row, "Time period"].hasPrefix("20") {
        table[row, "Time period"] = "21" + table[row, "Time period"].dropFirst(2)
        table[row, "Time period Sortable"] = "21" + table[row, "Time period Sortable"].dropFirst(2)
      }
    },
    .table("areas under unknown codes", .vanished, .rejects) { table, _ in
      for row in table.rows.indices where table[row, "Area Code"].hasPrefix("E06") {
        table[row, "Area Code"] = "E0699" + table[row, "Area Code"].dropFirst(5)
      }
    },
    .table("a kind of area that nobody knows", .references, .rejects) { table, random in
      for row in random.some(0.02, of: table) {
        var copy = table.rows[row]
        copy[table.place("Area Code")] = "X99" + copy[table.place("Area Code")].dropFirst(3)
        table.rows.append(copy)
      }
    },
    .table("a figure twice with different values", .key) { table, random in
      for row in random.some(0.01, of: table) {
        guard let value = Double(table[row, "Value"]) else { continue }
        table.rows.append(table.rows[row])
        table[table.rows.count - 1, "Value"] = "\(value + 1)"
      }
    },
  ]

  static let texts: [Corruption] = [
    .table("words in place of numbers", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Value"] = "n/a" }
    },
    .table("percent signs", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Value"] += "%" }
    },
    .table("commas for decimal points", .rejects, .suppression, .unitScale, .limits) { table, _ in
      for row in table.rows.indices {
        table[row, "Value"] = table[row, "Value"].split(separator: ".").joined(separator: ",")
      }
    },
    .table("fields missing", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table.rows[row].removeLast(3) }
    },
    .table("fields too many", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table.rows[row].append("x") }
    },
    .table("counts below zero", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Count"] = "-1" }
    },
    .table("lower and upper limits exchanged", .rejects) { table, _ in
      table.exchange("Lower CI 95.0 limit", "Upper CI 95.0 limit")
    },
    .table("periods that are none", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Time period"] = "last year" }
    },
    .table("codes that are none", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Area Code"] = "Nottingham" }
    },
    .table("control characters", .rejects) { table, random in
      for row in random.some(0.05, of: table) { table[row, "Area Name"] += "\u{7}" }
    },
  ]

  private static let scaled: [Corruption] = [10.0, 100, 1000, 0.1, 0.01].map { factor in
    Corruption.table("all values times \(factor)", .unitScale) { table, _ in
      table.change("Value") { $0 * factor }
    }
  }

  static let figures: [Corruption] = scaled + others

  private static let others: [Corruption] =
    [
      .table("values and limits times 100", .unitScale) { table, _ in
        for column in table.header where column == "Value" || column.contains("CI 9") {
          table.change(column) { $0 * 100 }
        }
      },
      .table("the newest period in another unit", .limits, .arithmetic) { table, _ in
        let newest = table.texts("Time period").last
        let snapshot = table
        table.change("Value", where: { snapshot[$0, "Time period"] == newest }) { $0 / 100 }
      },
      .table("values and counts exchanged", .limits, .valueJump, .arithmetic, .rejects) {
        table, _ in table.exchange("Value", "Count")
      },
      .table("values of the row above", .limits, .valueJump) { table, _ in
        let values = table.rows.map { $0[table.place("Value")] }
        for row in table.rows.indices.dropFirst() { table[row, "Value"] = values[row - 1] }
      },
      .table("areas exchanged", .valueJump) { table, _ in
        let codes = table.texts("Area Code")
        let next = Dictionary(
          uniqueKeysWithValues: zip(codes, codes.dropFirst() + codes.prefix(1)))
        for row in table.rows.indices {
          table[row, "Area Code"] = next[table[row, "Area Code"]] ?? ""
        }
      },
      .table("the same value everywhere", .limits) { table, _ in
        table.change("Value") { _ in 50 }
      },
      .table("values below zero", .limits, .valueJump) { table, _ in
        table.change("Value") { -$0 }
      },
      .table("values of more than the whole", .limits) { table, _ in
        table.change("Value") { $0 + 100 }
      },
      .table("all values zero", .valueJump, .limits) { table, _ in
        table.change("Value") { _ in 0 }
      },
      .table("values of a third of the areas doubled", .valueJump, .limits) { table, random in
        let snapshot = table
        let chosen = Set(table.texts("Area Code").shuffled(using: &random).prefix(12))
        table.change("Value", where: { chosen.contains(snapshot[$0, "Area Code"]) }) { $0 * 2 }
      },
      .table("no values", .suppression) { table, _ in
        for row in table.rows.indices { table[row, "Value"] = "" }
      },
      .table("no values for a third", .suppression) { table, random in
        for row in random.some(0.33, of: table) { table[row, "Value"] = "" }
      },
      .table("counts times three", .arithmetic) { table, _ in
        table.change("Count") { $0 * 3 }
      },
      .table("count and denominator exchanged", .arithmetic, .limits) { table, _ in
        table.exchange("Count", "Denominator")
      },
    ]

  /// Only for files in which some values are not published.
  static let withheld: [Corruption] = [
    .table("zero in place of what is not published", .suppression) { table, _ in
      for row in table.rows.indices where Double(table[row, "Value"]) == nil {
        table[row, "Value"] = "0"
      }
    },
    .table("numbers in place of what is not published", .suppression) { table, random in
      for row in table.rows.indices where Double(table[row, "Value"]) == nil {
        table[row, "Value"] = "\(Int.random(in: 20...60, using: &random))"
      }
    },
  ]
}

extension CSVTable {
  /// Exchanges the texts of two columns in every row.
  fileprivate mutating func exchange(_ first: String, _ second: String) {
    let (left, right) = (place(first), place(second))
    for row in rows.indices { rows[row].swapAt(left, right) }
  }
}
