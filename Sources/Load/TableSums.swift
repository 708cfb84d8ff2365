internal import Fetch

/// Rows and SHA-256 of every table, so that the tables of two releases can be compared without
/// opening them.
enum TableSums {
  /// Rows are taken in the order in which a table keeps them, which is that of its key. The sums of
  /// tables that were written as pages are known since then.
  static func of(
    _ path: String, known: [ReleaseManifest.Table]
  ) throws -> [ReleaseManifest.Table] {
    let database = try Database(readOnly: path)
    let names = try database.query(
      """
      SELECT name FROM pragma_table_list
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
      """
    ) { $0.string(0) }
    let wanted = names.filter { name in !known.contains { $0.name == name } }
    let sums = try wanted.map { try sum(of: $0, database) } + known
    return sums.sorted { $0.name < $1.name }
  }

  private static func sum(of name: String, _ database: Database) throws -> ReleaseManifest.Table {
    let statement = try database.prepare("SELECT * FROM \"\(name)\"")
    let hash = try ContentHash()
    var (rows, bytes) = (0, [UInt8]())
    bytes.reserveCapacity(1 << 17)
    while try statement.step() {
      rows += 1
      statement.appendRow(to: &bytes)
      if bytes.count > 1 << 16 { flush(&bytes, hash) }
    }
    flush(&bytes, hash)
    return ReleaseManifest.Table(name: name, rows: rows, sha256: hash.finish())
  }

  private static func flush(_ bytes: inout [UInt8], _ hash: ContentHash) {
    bytes.withUnsafeBytes { hash.update($0) }
    bytes.removeAll(keepingCapacity: true)
  }
}
