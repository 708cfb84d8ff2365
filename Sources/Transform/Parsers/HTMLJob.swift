public import Fetch

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One piece of parsing that may be done in a process of its own.
///
/// libxml2 is not made for untrusted bytes, so pages are parsed in a child process with limits. A job
/// and its result are values that cross the pipe as bytes; only text and checked addresses come back.
public struct HTMLJob: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    case boardStrategy
    case guidance
    case glossary
    case prioritiesMap
    /// The addresses of the pages that belong to the same guide or to the strategy.
    case guidePages
  }

  public var kind: Kind
  public var pages: [BoardPage]
  public var areaName: String?
  public var asOfYear: Int

  public init(kind: Kind, pages: [BoardPage], areaName: String? = nil, asOfYear: Int = 0) {
    self.kind = kind
    self.pages = pages
    self.areaName = areaName
    self.asOfYear = asOfYear
  }

  /// Parses, here and now.
  public func run(limits: HTMLLimits = HTMLLimits()) -> HTMLJobResult {
    guard kind != .boardStrategy else {
      return .boardStrategy(
        BoardStrategyPage.read(pages, areaName: areaName, asOfYear: asOfYear, limits: limits))
    }
    guard let page = pages.first else { return .refused(.unreadable) }
    do throws(HTMLRefusal) {
      return try result(page, limits)
    } catch {
      return .refused(error)
    }
  }

  private func result(
    _ page: BoardPage, _ limits: HTMLLimits
  ) throws(HTMLRefusal) -> HTMLJobResult {
    switch kind {
    case .glossary:
      .glossary(
        try GlossaryPage.read(page.bytes, contentType: page.contentType, limits: limits))
    case .prioritiesMap:
      .prioritiesMap(
        try PrioritiesMapPage.read(
          page.bytes, contentType: page.contentType, address: page.finalURL, limits: limits))
    case .guidePages: .guidePages(try GuidePages.read(page, limits: limits))
    case .guidance, .boardStrategy:
      .guidance(
        try GuidanceCataloguePage.read(
          page.bytes, contentType: page.contentType, address: page.finalURL, limits: limits))
    }
  }
}

/// What came of a job.
public enum HTMLJobResult: Sendable, Hashable, Codable {
  case boardStrategy(BoardStrategyReading)
  case guidance(GuidanceCatalogue)
  case glossary(PublishedGlossary)
  case prioritiesMap(PrioritiesMap)
  case guidePages(GuideLinks)
  case refused(HTMLRefusal)
}

extension HTMLJob {
  private struct Head: Codable {
    struct Page: Codable {
      var byteCount: Int
      var contentType: String?
      var status: Int
      var finalURL: String
      var requestedURL: String
    }

    var kind: Kind
    var areaName: String?
    var asOfYear: Int
    var pages: [Page]
  }

  /// The job as bytes: the length of the head, the head as JSON, the pages one after another.
  public func encoded() throws -> [UInt8] {
    let pages = self.pages.map {
      Head.Page(
        byteCount: $0.bytes.count, contentType: $0.contentType, status: $0.status,
        finalURL: $0.finalURL, requestedURL: $0.requestedURL)
    }
    let head = try JSONEncoder().encode(
      Head(kind: kind, areaName: areaName, asOfYear: asOfYear, pages: pages))
    return Self.bytes(of: UInt32(head.count)) + [UInt8](head) + self.pages.flatMap(\.bytes)
  }

  /// - Throws: When the bytes are not a job.
  public init(encoded bytes: [UInt8]) throws {
    let length = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let head = try JSONDecoder().decode(Head.self, from: Data(bytes.dropFirst(4).prefix(length)))
    var rest = bytes.dropFirst(4 + length)
    let pages = head.pages.map { page in
      defer { rest = rest.dropFirst(page.byteCount) }
      return BoardPage(
        bytes: Array(rest.prefix(page.byteCount)), contentType: page.contentType,
        status: page.status, finalURL: page.finalURL, requestedURL: page.requestedURL)
    }
    self.init(
      kind: head.kind, pages: pages, areaName: head.areaName, asOfYear: head.asOfYear)
  }

  /// Four bytes, the lowest first.
  static func bytes(of number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
