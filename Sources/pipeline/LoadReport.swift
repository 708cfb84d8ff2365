import Fetch
import Load
import Transform

/// What became of the rows of every file, in words.
enum LoadReport {
  /// One line for each file: rows in = loaded + duplicates + rejected.
  static func lines(_ records: Records) -> [String] {
    var lines = records.files.map { file in
      var line = "\(file.snapshot.name): \(file.rowsIn) rows in = \(file.loaded) loaded"
      line += " + \(file.duplicates) duplicates + \(file.rejected) rejected"
      if file.superseded > 0 {
        line += " (\(file.superseded) of the duplicates have other figures in a later file)"
      }
      return line
    }
    lines.append(
      "\(records.observations.count) observations of \(records.observations.indicators.count)"
        + " indicators in \(records.observations.areas.count) areas")
    return lines
  }

  /// Rejected rows and unreadable files, at most so many.
  static func problems(_ records: Records, atMost limit: Int) -> [String] {
    let all = records.failures.map(\.description) + records.rejects.map(\.sentence)
    if all.count <= limit { return all }
    return all.prefix(limit - 1) + ["and \(all.count - limit + 1) more; see `pipeline transform`"]
  }
}
