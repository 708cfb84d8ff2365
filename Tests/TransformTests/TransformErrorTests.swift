import Fetch
import Foundation
import Support
import Testing

@testable import Transform

/// Every way in which a file of the publisher is refused whole, in its words.
struct TransformErrorTests {
  private static let header = FingertipsDataTests.header + "\n"
  private static let row = FingertipsDataTests.row + "\n"

  /// Bytes of a file by its name, and what is said of it after the name.
  static let files: [(name: String, bytes: [UInt8], words: String)] = [
    ("empty.csv", [], ": the file is empty. Nothing of it was loaded."),
    (
      "header-only.csv", Array(header.utf8),
      ": there is a header line and nothing else, so the publisher has no such data or was asked for"
        + " the wrong area type. Nothing of it was loaded."
    ),
    (
      "two-columns.csv", Array("a,b\n1,2\n".utf8),
      ": expected CSV, but it starts “a,b\\n1,2\\n”. Nothing of it was loaded."
    ),
    (
      "wide.csv", [0xFF, 0xFE] + header.utf8.flatMap { [$0, 0] },
      ": the text is UTF-16LE, not UTF-8. Nothing of it was loaded; save it again as UTF-8."
    ),
    (
      "cut.csv", Array((header + row + row.prefix(60)).utf8),
      ", line 3: the file stops within a row, so it is not whole. Nothing of it was loaded; fetch it"
        + " again."
    ),
    (
      "two-files.csv", Array((header + row + header + row).utf8),
      ", line 3: the header comes a second time, so these are several files in one. Nothing of it was"
        + " loaded; give each by itself."
    ),
    (
      "object.json", Array("{\"Id\": 1}".utf8),
      ": expected JSON of area types or of available data, but it is not a list of entries. Nothing of"
        + " it was loaded."
    ),
    (
      "twice.csv", Array((header.replacing("Count,", with: "Value,") + row).utf8),
      ": the column “Value” comes twice. Nothing of it was loaded."
    ),
    (
      "cut.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B],
      ": the gzip data is cut short or damaged. Nothing of it was loaded; fetch it again."
    ),
    (
      "gone.csv", Array("x".utf8),
      ": cannot be read (No such file or directory). Check the path, its permissions and the disk."
    ),
  ]

  @Test func `a file that is refused says why`() throws {
    let folder = TemporaryFolder()
    let snapshots = try Self.files.map { file in
      try Snapshot(
        localFile: folder.write(file.name, bytes: file.bytes), sourceID: "fingertips")
    }
    try FileManager.default.removeItem(atPath: folder.path + "/gone.csv")
    let configuration = try ConfigurationFolder()
    let records = try transform(snapshots, of: Sources(configuration), using: configuration)
    #expect(records.observations.count == 0)
    let said = records.failures.map { "\($0)" }.sorted()
    #expect(said == Self.files.map { $0.name + $0.words }.sorted())
  }

  @Test func `a file without a needed column names those that it has`() {
    #expect(throws: TransformError.self) {
      try FingertipsHeader(["Indicator ID", "Value", "Sex"], file: "few.csv")
    }
    let error = TransformError(.columnsMissing(["Age"], found: ["Sex", "Value"]), in: "few.csv")
    #expect(
      "\(error)" == "few.csv: no column “Age”. Found: “Sex”, “Value”. Nothing of it was loaded.")
  }
}
