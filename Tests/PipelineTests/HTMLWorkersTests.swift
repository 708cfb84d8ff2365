import Support
import Testing
import Transform

@testable import pipeline

#if canImport(Glibc)
  import Glibc
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct HTMLWorkersTests {
  private func job(_ body: String) -> HTMLJob {
    let page = BoardPage(
      bytes: Array("<h1>Words</h1><a class=term>\(body)</a> Meaning.".utf8), contentType: nil,
      status: 200, finalURL: "https://a.example/", requestedURL: "https://a.example/")
    return HTMLJob(kind: .glossary, pages: [page])
  }

  private func script(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "worker-\(UInt64.random(in: 0 ... .max)).sh").path
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  @Test func `a job survives the way over a pipe`() throws {
    let original = HTMLJob(
      kind: .boardStrategy,
      pages: [
        BoardPage(
          bytes: [0, 255, 10], contentType: "text/html", status: 404, finalURL: "b",
          requestedURL: "a")
      ], areaName: "York", asOfYear: 2026)
    #expect(try HTMLJob(encoded: original.encoded()) == original)
  }

  @Test func `a child that dies costs its job and the parent goes on`() throws {
    let program = try script("exit 1")
    let results = HTMLWorkers(executable: program, arguments: []).run([job("A"), job("B")])
    #expect(results == [.refused(.parserProcessFailed), .refused(.parserProcessFailed)])
  }

  @Test func `a child that hangs is ended at its deadline`() throws {
    let program = try script("exec sleep 60")
    let workers = HTMLWorkers(executable: program, arguments: [], secondsPerJob: 0.3)
    #expect(workers.run([job("A")]) == [.refused(.parserProcessFailed)])
  }

  #if canImport(Glibc)
    /// A page within the size cap whose tree would take more than the child may have.
    @Test(.disabled(if: Sanitizers.areOn, Comment(rawValue: Sanitizers.noLimitReason)))
    func `a page of too many tags ends its child before 256 MB`() throws {
      let body = String(repeating: "a<br>", count: 950_000)
      let worker = try #require(
        HTMLWorker(ProgramRun.pipelinePath, ["parse-html", "--seconds-per-job", "60"]))
      #expect(worker.send(job(body)))
      var peak = 0
      var ends = [pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0)]
      while poll(&ends, 1, 2) == 0 { peak = max(peak, Self.peakKilobytes(worker.process) ?? peak) }
      let answer = worker.receive()
      worker.end(forcibly: true)
      if case .refused? = answer {} else { #expect(answer == nil) }
      #expect(peak > 40_000)
      #expect(peak < 256_000)
    }

    private static func peakKilobytes(_ process: pid_t) -> Int? {
      let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return line?.split(separator: " ").compactMap { Int($0) }.first
    }
  #endif

  @Test func `a child that answers with something else is not believed`() throws {
    let program = try script("cat")
    let results = HTMLWorkers(executable: program, arguments: []).run([job("A")])
    #expect(results == [.refused(.parserProcessFailed)])
  }
}
