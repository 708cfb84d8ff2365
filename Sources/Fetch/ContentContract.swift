extension ContentContract {
  /// What is wrong with a body that starts with these bytes; nil when nothing is.
  func problem(start: [UInt8]) -> FetchOutcome? {
    switch self {
    case .list: listProblem(start)
    case .table(let columns, let firstCell): tableProblem(start, columns, firstCell)
    }
  }

  private func listProblem(_ start: [UInt8]) -> FetchOutcome? {
    if start.first(where: { $0 > 32 && $0 < 127 }) == UInt8(ascii: "[") { return nil }
    return .wrongType(
      expected: .json, found: "JSON that is not a list,", start: escaped(start.prefix(80)))
  }

  private func tableProblem(
    _ start: [UInt8], _ columns: [String], _ firstCell: String?
  ) -> FetchOutcome? {
    let lines = start.split(maxSplits: 2, whereSeparator: { $0 == 10 || $0 == 13 })
    let heading = Self.cells(lines.first ?? [])
    let missing = columns.filter { !heading.contains($0) }
    if !missing.isEmpty { return .columnsMissing(missing) }
    guard let firstCell, lines.count > 1 else { return nil }
    let found = Self.cells(lines[1]).first ?? ""
    return found == firstCell ? nil : .wrongSubject(asked: firstCell, found: found)
  }

  /// The cells of a line, without their quotation marks and without a mark of byte order.
  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line.starts(with: [0xef, 0xbb, 0xbf]) ? line.dropFirst(3) : line {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: cells.append([])
      default: cells[cells.count - 1].append(byte)
      }
    }
    return cells.map { String(decoding: $0, as: UTF8.self).trimmed }
  }
}
