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
  ///   - seconds: how long it may take.
  /// - Throws: ``StartedProgram/Trouble`` when it cannot be started or does not end.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    in folder: String? = nil, atMostSeconds seconds: Double = StartedProgram.patience
  ) throws {
    let scratch = TemporaryFolder()
    let (out, err) = (scratch.path + "/out", scratch.path + "/err")
    status = try StartedProgram(
      program, arguments, environment: environment, in: folder, output: out, complaints: err
    ).wait(seconds: seconds)
    output = try String(contentsOfFile: out, encoding: .utf8)
    complaints = try String(contentsOfFile: err, encoding: .utf8)
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
