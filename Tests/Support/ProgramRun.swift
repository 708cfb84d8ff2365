import Foundation

/// A run of a program to its end, with what it wrote and its exit status.
public struct ProgramRun: Sendable {
  public let status: Int32
  public let output: String
  public let complaints: String

  /// Runs a program and waits for it.
  ///
  /// - Parameters:
  ///   - program: its path, or a name to be looked up.
  ///   - arguments: what it is given.
  ///   - environment: added to the test's own.
  ///   - folder: where it runs; the project's root when nil.
  /// - Throws: when the program cannot be started.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = program.contains("/") ? arguments : [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder.map { URL(filePath: $0) } ?? SharedData.projectRoot
    let scratch = TemporaryFolder()
    let files = try ["out", "err"].map { name in
      try FileHandle(forWritingTo: URL(filePath: scratch.write(name, "")))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = files[0]
    process.standardError = files[1]
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOfFile: scratch.path + "/out", encoding: .utf8)
    complaints = try String(contentsOfFile: scratch.path + "/err", encoding: .utf8)
  }

  /// Runs the `pipeline` that was built with the tests.
  public static func pipeline(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(pipelinePath, arguments, environment: environment)
  }

  public static let pipelinePath = builtProduct("pipeline")

  /// The path of an executable in the folder that the tests were built into.
  public static func builtProduct(_ name: String) -> String {
    let marker = ".xctest"
    let bundle = ProcessInfo.processInfo.arguments.first { $0.contains(marker) } ?? ""
    let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: name).path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return SharedData.projectRoot.appending(path: ".build/debug/\(name)").path
  }
}
