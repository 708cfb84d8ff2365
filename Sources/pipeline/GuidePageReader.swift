import Fetch
import Transform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a page of a board for the addresses of the other pages of its guide, in a process of its
/// own.
enum GuidePageReader {
  /// None when the page cannot be read.
  @Sendable static func links(_ snapshot: Snapshot) -> GuideLinks {
    guard let data = FileManager.default.contents(atPath: snapshot.path) else {
      return GuideLinks()
    }
    let page = BoardPage(
      bytes: [UInt8](data), contentType: snapshot.contentType, status: 200,
      finalURL: snapshot.finalAddress ?? snapshot.address, requestedURL: snapshot.address)
    let results = HTMLWorkers(count: 1).run([HTMLJob(kind: .guidePages, pages: [page])])
    guard case .guidePages(let links)? = results.first else { return GuideLinks() }
    return links
  }
}
