/// A CSV file as rows of texts that a test can alter and write again.
public struct CSVTable: Sendable {
  public var header: [String]
  public var rows: [[String]]

  public init(_ text: String) {
    var records = Self.records(Array(text.utf8))
    header = records.isEmpty ? [] : records.removeFirst()
    rows = records
  }

  private static func records(_ bytes: [UInt8]) -> [[String]] {
    var (records, record, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
    while index < bytes.count {
      let byte = bytes[index]
      let isDoubled = isQuoted && index + 1 < bytes.count && bytes[index + 1] == 0x22
      switch byte {
      case 0x22 where isDoubled:
        cell.append(byte)
        index += 1
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted:
        record.append(text(cell))
        cell = []
      case 0x0D where !isQuoted: break
      case 0x0A where !isQuoted:
        records.append(record + [text(cell)])
        (record, cell) = ([], [])
      default: cell.append(byte)
      }
      index += 1
    }
    return cell.isEmpty && record.isEmpty ? records : records + [record + [text(cell)]]
  }

  public var text: String {
    ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    let doubled = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }

  /// The position of a column by its name; the first when there is none, which no test wants.
  public func place(_ column: String) -> Int { header.firstIndex(of: column) ?? 0 }

  /// The text of a column in one row.
  public subscript(row: Int, column: String) -> String {
    get { rows[row][place(column)] }
    set { rows[row][place(column)] = newValue }
  }

  /// Every different text of a column, sorted.
  public func texts(_ column: String) -> [String] {
    let place = place(column)
    return Set(rows.map { $0[place] }).sorted()
  }

  /// Changes the numbers of a column in the rows that are wanted; what is no number stays.
  public mutating func change(
    _ column: String, where isWanted: (Int) -> Bool = { _ in true }, _ change: (Double) -> Double
  ) {
    for row in rows.indices where isWanted(row) {
      if let number = Double(self[row, column]) { self[row, column] = "\(change(number))" }
    }
  }

  /// Keeps the rows that are wanted.
  public mutating func keep(where isWanted: (CSVTable, Int) -> Bool) {
    let table = self
    rows = rows.indices.filter { isWanted(table, $0) }.map { table.rows[$0] }
  }
}
