import Foundation
import Support
import Testing

@testable import pipeline

/// What the server of a site gives out and what it does not.
@Suite struct SiteAnswerTests {
  private let folder: TemporaryFolder
  private var site: String { folder.path + "/site" }

  init() throws {
    folder = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/site/areas", withIntermediateDirectories: true)
    for (name, text) in [
      ("site/index.html", "home"), ("site/areas/E06000018.html", "area"), ("site/.hidden", "no"),
      ("secret.txt", "no"), ("site/site.css", "a"),
    ] { _ = try folder.write(name, text) }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/site-private", withIntermediateDirectories: true)
    _ = try folder.write("site-private/index.html", "no")
    for (name, target) in [
      ("out", "../secret.txt"), ("folder", "../site-private"), ("in", "site.css"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/site/\(name)", withDestinationPath: target)
    }
  }

  private func answer(
    _ path: String, method: String = "GET", host: String? = "127.0.0.1:8080"
  ) -> SiteAnswer {
    SiteAnswer(method: method, path: path, host: host, folder: site)
  }

  private func file(_ path: String) -> String? {
    if case .file(let found) = answer(path).outcome {
      URL(filePath: found).lastPathComponent
    } else {
      nil
    }
  }

  @Test func `a page is found by its path and a folder by its index`() {
    #expect(file("/areas/E06000018.html") == "E06000018.html")
    #expect(file("/") == "index.html")
    #expect(file("/areas/%45%30%36000018.html") == "E06000018.html")
    #expect(file("/in") == "site.css")
    #expect(answer("/areas").outcome == .moved(to: "/areas/"))
    #expect(answer("//areas").outcome == .moved(to: "/areas/"))
    #expect(answer("/areas/").outcome == .notFound)
  }

  @Test(arguments: [
    "/../secret.txt", "/areas/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt", "/areas/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt",
    "/%252e%252e/secret.txt", "/..%c0%afsecret.txt", "/%00", "/index.html%00.css", "/.hidden",
    "/areas/./E06000018.html", "/out", "/folder/", "/folder/index.html",
    "/../site-private/index.html",
    "secret.txt", "", "*", "http://127.0.0.1/../secret.txt", "/none.html", "/index.html/", "/%",
    "/etc/passwd", "//etc/passwd", "/file:///etc/passwd", "/%ff", "/a\\..\\..\\secret.txt",
  ])
  func `nothing outside the site is given out`(_ path: String) {
    #expect(answer(path).outcome == .notFound)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "CONNECT", ""])
  func `only reading is allowed`(_ method: String) {
    let answer = answer("/", method: method)
    #expect(answer.status == 405)
    #expect(answer.headers.contains { $0 == ("Allow", "GET, HEAD") })
  }

  @Test(arguments: [nil, "", "evil.example", "127.0.0.1.evil.example", "localhost.example:8080"])
  func `a name that is not this machine's is refused`(_ host: String?) {
    #expect(answer("/", host: host).status == 421)
  }

  @Test(arguments: ["127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:8080"])
  func `this machine's names are answered`(_ host: String) {
    #expect(answer("/", host: host).status == 200)
  }

  @Test func `every answer carries the policy and its type`() {
    for path in ["/", "/none", "/areas", "/site.css"] {
      let headers = Dictionary(
        uniqueKeysWithValues: answer(path).headers.map { ($0.name, $0.value) })
      #expect(headers["Content-Security-Policy"]?.hasPrefix("default-src 'none';") == true)
      #expect(headers["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
      #expect(headers["X-Content-Type-Options"] == "nosniff")
    }
    #expect(answer("/").headers.contains { $0 == ("Content-Type", "text/html; charset=utf-8") })
    #expect(
      answer("/site.css").headers.contains { $0 == ("Content-Type", "text/css; charset=utf-8") })
  }
}
