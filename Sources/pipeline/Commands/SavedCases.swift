internal import ArgumentParser
internal import Transform

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A folder of saved pages: `inputs.jsonl`, and a folder a case.
struct SavedCases {
  struct Case {
    var id: String
    var areaName: String?
    var pages: [BoardPage]
  }

  let folder: URL

  init(folder: String) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
  }

  func read() throws -> [Case] {
    try lines("inputs.jsonl").map { line in
      let input = try Self.decoder.decode(Input.self, from: Data(line))
      return Case(id: input.id, areaName: input.areaName, pages: try pages(of: input))
    }
  }

  private func lines(_ name: String) throws -> [[UInt8]] {
    try bytes(folder.appending(path: name)).split(separator: 0x0A).map { Array($0) }
      .filter { !$0.isEmpty }
  }

  private func bytes(_ file: URL) throws -> [UInt8] {
    guard let data = try? Data(contentsOf: file) else {
      throw ValidationError("\(file.path): cannot be read. Nothing was extracted.")
    }
    return [UInt8](data)
  }

  /// The entry page first, then the other pages of the guide in the order of `site.json`.
  private func pages(of input: Input) throws -> [BoardPage] {
    let entry = folder.appending(path: input.entry)
    let directory = entry.deletingLastPathComponent()
    let headers = try Self.decoder.decode(
      Headers.self, from: Data(try bytes(directory.appending(path: "headers.json"))))
    let first = BoardPage(
      bytes: try bytes(entry), contentType: headers.contentType, status: headers.status ?? 200,
      finalURL: headers.finalUrl ?? "", requestedURL: headers.requestedUrl ?? "")
    let siteFile = directory.appending(path: "site.json")
    guard FileManager.default.fileExists(atPath: siteFile.path) else { return [first] }
    let site = try Self.decoder.decode(Site.self, from: Data(try bytes(siteFile)))
    let others = site.pages.filter { $0.file != entry.lastPathComponent }
    return try [first] + others.map { try page($0, in: directory) }
  }

  private func page(_ page: Site.Page, in directory: URL) throws -> BoardPage {
    BoardPage(
      bytes: try bytes(directory.appending(path: page.file)), contentType: page.contentType,
      status: page.status ?? 200, finalURL: page.url, requestedURL: page.url)
  }

  private static let decoder = JSONDecoder()
}

extension SavedCases {
  fileprivate struct Input: Decodable {
    var id: String
    var areaName: String?
    var entry: String

    enum CodingKeys: String, CodingKey {
      case id, entry
      case areaName = "area_name"
    }
  }

  fileprivate struct Headers: Decodable {
    var status: Int?
    var contentType: String?
    var finalUrl: String?
    var requestedUrl: String?

    enum CodingKeys: String, CodingKey {
      case status
      case contentType = "content-type"
      case finalUrl = "final_url"
      case requestedUrl = "requested_url"
    }
  }

  fileprivate struct Site: Decodable {
    struct Page: Decodable {
      var url: String
      var file: String
      var status: Int?
      var contentType: String?

      enum CodingKeys: String, CodingKey {
        case url, file, status
        case contentType = "content-type"
      }
    }

    var pages: [Page]
  }
}
