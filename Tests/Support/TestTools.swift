#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The programs and Python packages that `scripts/setup-tests` installs.
///
/// Tests that need one are skipped, and say so, where it is absent.
public enum TestTools {
  public static let skipReason = "skipped: a tool is missing (run scripts/setup-tests)"

  private static let folder = SharedData.projectRoot.path + "/.build/test-tools"

  /// The Python that has the packages.
  public static let python = folder + "/bin/python"

  /// The path of a tool, whether it is there or not.
  public static func path(_ name: String) -> String { "\(folder)/bin/\(name)" }

  /// Whether Python can import these, told by the list that the set-up leaves.
  public static func hasPackages(_ names: String...) -> Bool {
    let listed = FileManager.default.contents(atPath: folder + "/installed") ?? Data()
    let lines = String(decoding: listed, as: UTF8.self).split(separator: "\n")
    return names.allSatisfy { name in
      lines.contains { $0.hasPrefix("\(name)==") || $0.hasPrefix("\(name)[") }
    }
  }

  /// Whether a program is in a folder of `PATH`.
  public static func isInstalled(_ program: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
