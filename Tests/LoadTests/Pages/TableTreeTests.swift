import Support
import Testing

@testable import Load

/// Trees built page by page against the same rows inserted by SQLite.
struct TableTreeTests {
  private let folder = TemporaryFolder()

  /// Numbers at the edges of every size that SQLite stores, and of what a real number may be.
  static let wholeNumbers: [Int] = {
    var numbers = [0, 1, -1, 2, Int.max, Int.min]
    for bits in [7, 8, 15, 16, 23, 24, 31, 32, 47, 48] {
      let power = 1 << bits
      numbers += [power - 1, power, -power, -power - 1]
    }
    return numbers
  }()

  static let realNumbers: [Double] = {
    var numbers = [0, -0.0, 1, 0.1, -0.1, 1e300, Double.leastNonzeroMagnitude, .nan, 12.0]
    numbers += [0x1p47, -0x1p47, 0x1p47 - 1, 0x1p53, 1e18]
    return numbers + wholeNumbers.map { Double($0) }
  }()

  /// A database with an empty table `t`, closed.
  private func emptyTable(_ name: String) throws -> (path: String, root: Int) {
    let path = "\(folder.path)/\(name).db"
    let database = try Database(filling: path)
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, whole INTEGER, real REAL) STRICT")
    return (path, try database.rootPage(of: "t"))
  }

  private func byPages(_ rows: [(Int, Double)]) throws -> String {
    let (path, root) = try emptyTable("pages")
    var tree = try TableTree(try PageFile(path))
    var record = TableRecord(columns: 3)
    for (index, row) in rows.enumerated() {
      record.start()
      record.appendNull()
      record.append(row.0)
      record.append(row.1)
      try tree.append(rowID: index + 1, record.record)
    }
    _ = try tree.finish(root: root)
    return path
  }

  private func byStatements(_ rows: [(Int, Double)]) throws -> String {
    let (path, _) = try emptyTable("statements")
    let database = try Database(filling: path)
    try database.execute("BEGIN")
    let statement = try database.prepare("INSERT INTO t VALUES (?, ?, ?)")
    for (index, row) in rows.enumerated() {
      statement.bind(index + 1, at: 1)
      statement.bind(row.0, at: 2)
      statement.bind(row.1, at: 3)
      try statement.run()
    }
    try database.execute("COMMIT")
    return path
  }

  private func dump(_ path: String) throws -> [String] {
    let database = try Database(readOnly: path)
    #expect(try database.query("PRAGMA integrity_check") { $0.text(0) } == ["ok"])
    return try database.query(
      "SELECT id || ' ' || quote(whole) || ' ' || quote(real) || typeof(real) FROM t ORDER BY id"
    ) { $0.text(0) ?? "" }
  }

  @Test(arguments: [0, 1, 2, 100, 500, 700, 20_000, 250_000])
  func `a tree of any size is what statements make`(rows count: Int) throws {
    let rows = (0..<count).map { index -> (Int, Double) in
      let real = index % 5 == 0 ? Double.nan : Double(index % 3) / 2
      return (index * 7919 % 300, real)
    }
    #expect(try dump(byPages(rows)) == dump(byStatements(rows)))
  }

  @Test func `numbers of every size are stored as SQLite stores them`() throws {
    let rows = Self.wholeNumbers.flatMap { whole in Self.realNumbers.map { (whole, $0) } }
    let (pages, statements) = (try byPages(rows), try byStatements(rows))
    #expect(try dump(pages) == dump(statements))
    let sizes = try [pages, statements].map { path in
      try Database(readOnly: path).query("PRAGMA page_count") { $0.integer(0) }
    }
    #expect(sizes[0] == sizes[1])
  }
}
