#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One Chromium without a window that prints page after page, started for the first of them.
///
/// It is spoken to by its DevTools messages over file descriptors 3 and 4: JSON texts that end with a
/// zero byte. No port is opened. Belongs to one thread.
final class PDFPrinter {
  private var browser: Browser?

  init() {}

  deinit { browser?.stop() }

  /// Prints a page of HTML; the browser is started again where it had died.
  ///
  /// - Throws: ``BriefError/programMissing(_:format:)`` or ``BriefError/programFailed(_:format:)``,
  ///   or the file system's error.
  func print(_ page: URL, to file: URL) throws {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    guard let program = OutsideProgram(oneOf: names) else {
      throw BriefError.programMissing("Chromium", format: "pdf")
    }
    if browser == nil { browser = Browser(program) }
    guard let pdf = browser?.pdf(of: "file://\(page.path)") else {
      browser?.stop()
      browser = nil
      throw BriefError.programFailed(program.path, format: "pdf")
    }
    try pdf.write(to: file, options: .atomic)
  }
}

/// A running Chromium with one empty page.
private final class Browser {
  private let process: pid_t
  private let channel: Int32
  private let profile: URL
  private var session = ""
  private var lastMessage = 0
  private var received: [UInt8] = []

  /// A page takes a second or two; after this many seconds it is given up.
  private static let mostSeconds = 120

  /// A write to a browser that is gone fails, and does not end this process.
  #if canImport(Glibc)
    private static let withoutSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let withoutSignal: Int32 = 0
  #endif

  /// Nil where it does not start.
  init?(_ program: OutsideProgram) {
    profile = FileManager.default.temporaryDirectory.appending(path: "printer-\(UUID().uuidString)")
    // As root Chromium refuses to run with its sandbox; the pages are our own and have no script.
    let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
    let arguments =
      ["--headless", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir=\(profile.path)"]
      + sandbox + ["about:blank"]
    guard let (process, channel) = program.startTalking(arguments) else { return nil }
    (self.process, self.channel) = (process, channel)
    guard let target = ask("Target.createTarget", #"{"url":"about:blank"}"#)?.result?.targetId,
      let session = ask(
        "Target.attachToTarget", #"{"targetId":"\#(target)","flatten":true}"#)?.result?.sessionId
    else {
      stop()
      return nil
    }
    self.session = session
    guard ask("Page.enable", "{}") != nil else {
      stop()
      return nil
    }
  }

  /// The page as a PDF; nil where Chromium did not make one.
  func pdf(of address: String) -> Data? {
    let quoted = JSONText.text(address).document
    guard let visit = ask("Page.navigate", "{\"url\":\(quoted)}"), visit.result?.errorText == nil,
      wait(until: { $0.method == "Page.loadEventFired" }) != nil
    else { return nil }
    let settings = #"{"printBackground":true,"preferCSSPageSize":true,"generateTaggedPDF":true}"#
    guard let text = ask("Page.printToPDF", settings)?.result?.data,
      let pdf = Data(base64Encoded: text), pdf.starts(with: Data("%PDF-".utf8))
    else { return nil }
    return pdf
  }

  func stop() {
    _ = say("Browser.close", "{}", inSession: false)
    close(channel)
    var status: Int32 = 0
    for _ in 0..<300 {
      if waitpid(process, &status, WNOHANG) != 0 { break }
      usleep(10_000)
    }
    if kill(process, 0) == 0 {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    try? FileManager.default.removeItem(at: profile)
  }

  // MARK: Messages

  private struct Message: Decodable {
    struct Result: Decodable {
      let targetId: String?
      let sessionId: String?
      let errorText: String?
      let data: String?
    }
    struct Failure: Decodable { let message: String? }

    let id: Int?
    let method: String?
    let result: Result?
    let error: Failure?
  }

  /// The answer to a command; nil for an error or none.
  private func ask(_ method: String, _ parameters: String) -> Message? {
    guard let number = say(method, parameters, inSession: !session.isEmpty) else { return nil }
    let answer = wait { $0.id == number }
    return answer?.error == nil ? answer : nil
  }

  /// The number of the message; nil where Chromium takes none.
  private func say(_ method: String, _ parameters: String, inSession: Bool) -> Int? {
    lastMessage += 1
    let within = inSession ? ",\"sessionId\":\"\(session)\"" : ""
    let text =
      "{\"id\":\(lastMessage),\"method\":\"\(method)\",\"params\":\(parameters)\(within)}\u{0}"
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        send(channel, $0.baseAddress, $0.count, Self.withoutSignal)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      bytes = bytes.dropFirst(count)
    }
    return lastMessage
  }

  /// The next message that is meant; what comes before it is passed over.
  private func wait(until isMeant: (Message) -> Bool) -> Message? {
    var left = Self.mostSeconds * 10
    while left > 0 {
      while let end = received.firstIndex(of: 0) {
        let text = Data(received[..<end])
        received.removeFirst(end + 1)
        if let message = try? JSONDecoder().decode(Message.self, from: text), isMeant(message) {
          return message
        }
      }
      var state = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
      let ready = poll(&state, 1, 100)
      if ready == 0 { left -= 1 }
      guard ready > 0 else { continue }
      var room = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(channel, &room, room.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      received += room[..<count]
    }
    return nil
  }
}
