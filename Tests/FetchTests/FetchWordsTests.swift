import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sentences that no other test asserts.
struct FetchWordsTests {
  @Test func `each cause of an error on this machine has its words`() {
    let words: [(FetchError.Cause, String)] = [
      (.noSuchFile, "there is no such file. Nothing was taken in; check the path."),
      (.notAFile, "this is not a regular file. Nothing was taken in; give the file itself."),
      (
        .notPermitted,
        "permission denied. Nothing was changed; check the owner and mode of the folder."
      ),
      (
        .noSpace,
        "no space left to write it. What was held before is untouched; make room and run again."
      ),
      (
        .systemCall("fsync", EIO),
        "fsync failed (Input/output error). What was held before is untouched; "
          + "check the disk and run again."
      ),
      (
        .changedWhileRead,
        "the file changed while it was being read. Nothing was taken in; run again."
      ),
      (
        .invalidSourceID,
        "a source id is lower-case letters, digits, hyphens and underscores. Correct it."
      ),
      (.invalidName, "a name is 1 to 200 printable characters. Correct it."),
      (.noMemory, "out of memory. Nothing was changed; run again with more."),
      (
        .library("libcurl", "too old"),
        "libcurl could not be used: too old. Nothing was fetched; check that it is installed."
      ),
    ]
    for (cause, sentence) in words {
      #expect(FetchError("x.csv", cause).description == "x.csv: " + sentence)
    }
  }

  @Test(arguments: [
    (ENOSPC, FetchError.Cause.noSpace), (EDQUOT, .noSpace), (EFBIG, .noSpace),
    (EROFS, .notPermitted), (EACCES, .notPermitted), (ENOENT, .noSuchFile),
    (ENOMEM, .noMemory), (EIO, .systemCall("write", EIO)),
  ])
  func `system errors are told apart`(code: Int32, cause: FetchError.Cause) {
    let error = FetchError.system("write", "x", code)
    #expect(error == FetchError("x", cause))
    #expect(error.isTemporary == (cause == .noMemory))
  }

  @Test func `outcomes that no server test brings about have their words`() {
    #expect(
      FetchOutcome.temporary(.hostGivenUp).sentence
        == "It was not tried, as the host kept failing.")
    #expect(
      FetchOutcome.temporary(.robotsUnreachable).sentence
        == "The site’s robots.txt could not be read, so nothing was asked.")
    #expect(FetchOutcome.notKept(FetchError("x", .noSpace)).sentence.hasPrefix("x: no space"))
  }

  @Test(arguments: [
    (FetchReason.everyRun, "asked for at each run"), (.damaged, "the copy held is damaged"),
    (.due(since: "2026-11-20T03:00:00Z"), "last confirmed on 2026-11-20"),
    (.publisherChanged, "the publisher’s log of updates names a change"),
    (.availability, "to learn for which kinds of area there is data"),
    (.sameGuide, "a page of the same guide"),
    (.strategyLink, "a link there speaks of the strategy"),
    (.halfRead, "not all pages of the guide answered the last time"),
    (.wished, "asked for again, as wished"),
  ])
  func `each reason to ask has its words`(reason: FetchReason, words: String) {
    #expect(reason.words == words)
  }

  @Test func `text from outside is made safe for one line`() {
    #expect(
      escaped("a\nb\u{1b}[31m\u{202e}é", limit: 80) == "a\\nb\\x1b[31m\\xe2\\x80\\xae\\xc3\\xa9")
    #expect(escaped("abcdef", limit: 3) == "abc")
  }

  @Test func `an error while keeping an answer is its outcome`() throws {
    let weather = try Weather()
    let report = try weather.ask("file:/nowhere/x.csv")
    #expect(report.outcome == .notKept(FetchError("/nowhere/x.csv", .noSuchFile)))
    #expect(!report.outcome.isTemporary)
  }
}
