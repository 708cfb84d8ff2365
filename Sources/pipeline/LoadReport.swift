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

  /// One line for each indicator: what would be loaded of it.
  static func indicatorLines(_ records: Records) -> [String] {
    let table = records.observations
    var counts = [Int](repeating: 0, count: table.indicators.count)
    var areas = [Set<Int32>](repeating: [], count: counts.count)
    var periods = [Set<Int32>](repeating: [], count: counts.count)
    for row in table.rows {
      counts[Int(row.indicator)] += 1
      areas[Int(row.indicator)].insert(row.area)
      periods[Int(row.indicator)].insert(row.period)
    }
    return table.indicators.enumerated().map { number, indicator in
      let days = periods[number].map { table.periods[Int($0)] }
      let first = days.map(\.firstDay).min() ?? ""
      let last = days.map(\.lastDay).max() ?? ""
      return "\(indicator.id) \(indicator.name): \(counts[number]) observations in"
        + " \(areas[number].count) areas, \(first) to \(last)"
    }
  }

  /// Unreadable files, indicators that are switched off and rejected rows, at most so many.
  static func problems(_ records: Records, atMost limit: Int) -> [String] {
    let all =
      records.failures.map(\.description) + records.identityMismatches.map(\.sentence)
      + records.rejects.map(\.sentence)
    if all.count <= limit { return all }
    return all.prefix(limit - 1) + ["and \(all.count - limit + 1) more; see `pipeline transform`"]
  }
}
