import Foundation
import Support
import Testing

/// Every file of `Tests/Corpus`, and copies of them changed at random, through the entry points
/// that `scripts/fuzz` feeds: nothing traps and nothing takes a second.
struct FuzzCorpusTests {
  @Test(arguments: ["csv", "html", "http", "configuration", "normaliser"])
  func `what comes from outside is read or refused`(target: String) throws {
    let folder = TemporaryFolder()
    let corpus = SharedData.projectRoot.path + "/Tests/Corpus/" + target
    let seed = "\(UInt32.random(in: 0 ..< .max))"
    let run = try ProgramRun(
      ProgramRun.builtProduct("fuzz"), [target, corpus, "400", seed],
      environment: ["SWIFT_BACKTRACE": "enable=no"], in: folder.path)
    #expect(
      run.status == 0,
      "leaves the input in \(target)-last: fuzz \(target) \(corpus) 400 \(seed): \(run.output)\(run.complaints)"
    )
  }
}
