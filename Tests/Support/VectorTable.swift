/// A table of test vectors from the shared reference data: small, comma-separated, with a header.
public struct VectorTable: Sendable {
  /// One row, by column name.
  public struct Row: Sendable, CustomStringConvertible {
    let cells: [String: String]

    /// The text of a cell; empty when the column is absent.
    public subscript(_ column: String) -> String { cells[column] ?? "" }

    /// The number in a cell; nil when it is empty.
    public func number(_ column: String) -> Double? { Double(self[column]) }

    /// The numbers in a cell, which are separated by spaces.
    public func numbers(_ column: String) -> [Double] {
      self[column].split(separator: " ").compactMap { Double($0) }
    }

    /// The row's name, for messages.
    public var description: String { self["case_id"] }
  }

  /// The rows, in order.
  public let rows: [Row]

  /// Reads `data/methods/<name>.csv` of the shared folder.
  public init(_ name: String) throws {
    let records = Self.split(try SharedData.bytes("methods/\(name).csv"))
    let header = records.first ?? []
    rows = records.dropFirst().map { record in
      Row(cells: Dictionary(zip(header, record), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Consecutive rows that share the text of a column, in order.
  public func groups(by column: String) -> [[Row]] {
    var groups: [[Row]] = []
    for row in rows {
      if groups.last?.last?[column] == row[column] {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups
  }

  private static func split(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in bytes where byte != UInt8(ascii: "\r") {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        record.append(take(&cell))
      case UInt8(ascii: "\n") where !isQuoted:
        records.append(record + [take(&cell)])
        record = []
      default: cell.append(byte)
      }
    }
    return cell.isEmpty && record.isEmpty ? records : records + [record + [take(&cell)]]
  }

  private static func take(_ cell: inout [UInt8]) -> String {
    defer { cell = [] }
    return String(decoding: cell, as: UTF8.self)
  }
}

/// Whether two figures agree to one part in a million, or are both absent.
public func agrees(_ found: Double?, _ wanted: Double?, tolerance: Double = 1e-6) -> Bool {
  guard let found, let wanted else { return found == nil && wanted == nil }
  return (found - wanted).magnitude <= tolerance * max(wanted.magnitude, 1e-9)
}
