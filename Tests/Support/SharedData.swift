#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The folder of reference data that lies beside the project, when it is there.
///
/// Tests that need it are skipped, and say so, where it is absent.
public enum SharedData {
  /// `$SHARED_DIR`, or `../shared` beside the package; nil when that folder does not exist.
  public static let directory: URL? = {
    let given = ProcessInfo.processInfo.environment["SHARED_DIR"]
    let folder =
      given.map { URL(filePath: $0) }
      ?? projectRoot.deletingLastPathComponent().appending(path: "shared")
    let exists = FileManager.default.fileExists(atPath: folder.appending(path: "data").path)
    return exists ? folder : nil
  }()

  /// The root of the checkout that the tests were compiled in.
  public static let projectRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Why a test that needs the folder did not run.
  public static let skipReason = "skipped: no shared reference data (set SHARED_DIR)"

  public static var isPresent: Bool { directory != nil }

  /// The bytes of a file under `data/` of the folder.
  public static func bytes(_ path: String) throws -> [UInt8] {
    guard let directory else { throw CocoaError(.fileNoSuchFile) }
    return [UInt8](try Data(contentsOf: directory.appending(path: "data").appending(path: path)))
  }
}
