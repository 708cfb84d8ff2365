import Support

@testable import Brief
@testable import Load

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The site of the small sample release.
enum SampleSite {
  static let day = CalendarDay("2026-11-22")

  /// Tiles, assessments and changes, which the briefing's sample does not need.
  static let more = """
    INSERT INTO map_tile VALUES ('E06000018', 'Nottm', 0, 0), ('E08000038', 'Barns', 1, 0),
      ('E10000024', 'Notts', 0, 1);
    INSERT INTO area_alias VALUES ('queen of the midlands', 'E06000018', 'Queen of the Midlands',
      'other', 'none');
    """

  static func contents(_ sql: String = "") throws -> SiteContents {
    let sample = try SampleRows.database(more + sql)
    let database = try Database(readOnly: sample.path)
    let assembly = SiteAssembly(database, asOf: day)
    let briefer = Briefer(database)
    var options = BriefingOptions()
    options.day = day
    let briefings = try assembly.areaCodes().map { try briefer.brief($0, options) }
    return try assembly.contents(briefings)
  }

  /// Every page by its path, made as the site makes it.
  static func pages(
    _ contents: SiteContents, using templates: Templates = .embedded
  ) throws -> [String: String] {
    let writer = try writer(contents, using: templates)
    let pages = try SiteJob.all(contents).flatMap { try writer.pages($0) }
    return Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0.text) })
  }

  static func writer(_ contents: SiteContents, using templates: Templates = .embedded) throws
    -> SiteWriter
  {
    let folder = TemporaryFolder()
    return try SiteWriter(
      templates, HouseStyle(), contents, into: URL(filePath: folder.path))
  }

  static func write(_ folder: String, _ sql: String = "") throws -> SiteReport {
    let sample = try SampleRows.database(more + sql)
    return try site(from: sample.path, into: URL(filePath: folder), asOf: day)
  }
}

/// The start tags of a page with the names of their attributes, in their order.
enum PageSkeleton {
  static func of(_ page: String) -> [String] {
    var tags: [String] = []
    var rest = page.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.index(after: open)...]
      let end = Self.end(of: rest)
      tags.append(tag(rest[..<end]))
      rest = rest[end...]
    }
    return tags
  }

  /// The place of the `>` that ends a tag, outside quotation marks.
  private static func end(of tag: Substring.UTF8View) -> Substring.UTF8View.Index {
    var quote: UInt8?
    for index in tag.indices {
      let byte = tag[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return tag.endIndex
  }

  /// The element's name and the names of its attributes.
  private static func tag(_ inside: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var isQuoted = false
    for byte in inside {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
