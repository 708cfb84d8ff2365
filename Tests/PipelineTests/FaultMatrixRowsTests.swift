import Foundation
import Support
import Testing

/// The fault matrix is whole: each row of its network part is named by a test.
struct FaultMatrixRowsTests {
  @Test func `every row from N1 to N41 is named by a test`() throws {
    let folder = SharedData.projectRoot.appending(path: "Tests/FetchTests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var rows: Set<Int> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains("func `N") {
        rows.formUnion(Self.rows(in: line))
      }
    }
    #expect(rows == Set(1...41))
  }

  /// The rows that a name speaks of: `N4 N5`, or from one to another `N6 to N9`.
  private static func rows(in line: Substring) -> Set<Int> {
    let words = line.split { " `(".contains($0) }
    var rows: Set<Int> = []
    var last: Int?
    for (index, word) in words.enumerated() {
      guard word.first == "N", let row = Int(word.dropFirst()) else { continue }
      let isRange = index > 0 && words[index - 1] == "to"
      rows.formUnion(isRange ? Set((last ?? row)...row) : [row])
      last = row
    }
    return rows
  }
}
