internal import Transform

/// A briefing that would be too heavy for one page, as several: its sections in their order, with
/// every link to a section or a figure on another page led there.
struct BriefingParts {
  /// A page of it.
  struct Part {
    let path: String
    /// What stands between the start and the end of the main part.
    let body: String
    /// The headings of its sections, as markup.
    let titles: String
  }

  /// Heavier pages are parted.
  static let heaviestWhole = 114_000
  /// What the sections of one page weigh at most, unless one alone weighs more.
  private static let room = 92_000

  /// What stands before and after the sections on the first page.
  let head: String
  let tail: String
  let parts: [Part]

  /// nil for a briefing that is light enough.
  ///
  /// - Parameters:
  ///   - whole: the page.
  ///   - code: the area's code, which the pages are named after.
  ///   - folder: what stands before the names in the paths of the pages.
  ///   - limit: the bytes of a page that is light enough.
  init?(
    _ whole: String, named code: String, in folder: String = "", above limit: Int = heaviestWhole
  ) {
    let page = Array(whole.utf8)
    let sections = Self.sections(page)
    guard page.count > limit, let first = sections.first, let last = sections.last else {
      return nil
    }
    let outside = page.count - (last.upperBound - first.lowerBound)
    let groups = Self.groups(sections, firstRoom: Self.room - outside / 2)
    var places: [[UInt8]: Int] = [:]
    for (number, group) in groups.enumerated() {
      for id in group.flatMap({ Self.ids(page[$0]) }) { places[id] = number }
    }
    let paths = groups.indices.map { "\(folder)\(code)\($0 == 0 ? "" : "-\($0 + 1)").html" }
    func led(_ range: Range<Int>, from number: Int) -> String {
      Self.led(page[range]) { id in
        guard let place = places[id], place != number else { return nil }
        return paths[place].split(separator: "/").last.map { Array($0.utf8) }
      }
    }
    head = led(0..<first.lowerBound, from: 0)
    tail = led(last.upperBound..<page.count, from: 0)
    parts = groups.enumerated().map { number, group in
      Part(
        path: paths[number], body: group.map { led($0, from: number) }.joined(separator: "\n"),
        titles: group.compactMap { Self.title(page[$0]) }.joined(separator: "; "))
    }
  }

  /// Neighbouring sections that go on one page.
  private static func groups(_ sections: [Range<Int>], firstRoom: Int) -> [[Range<Int>]] {
    var groups: [[Range<Int>]] = [[]]
    var left = firstRoom
    for section in sections {
      if section.count > left, groups[groups.count - 1].isEmpty == false {
        groups.append([])
        left = room
      }
      groups[groups.count - 1].append(section)
      left -= section.count
    }
    return groups
  }

  private static func sections(_ page: [UInt8]) -> [Range<Int>] {
    let (opening, closing) = (Array("<section ".utf8), Array("</section>".utf8))
    var sections: [Range<Int>] = []
    var index = 0
    while let start = page[index...].firstPlace(of: opening),
      let end = page[start.upperBound...].firstPlace(of: closing)
    {
      index = end.upperBound
      sections.append(start.lowerBound..<index)
    }
    return sections
  }

  private static func ids(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    let opening = Array(" id=".utf8)
    var ids: [[UInt8]] = []
    var rest = text
    while let start = rest.firstPlace(of: opening) {
      rest = rest[start.upperBound...]
      ids.append(value(rest))
    }
    return ids
  }

  /// The value of an attribute, in quotation marks or bare.
  private static func value(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    if text.first == quote { return Array(text.dropFirst().prefix { $0 != quote }) }
    return Array(text.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: " ") })
  }

  private static func title(_ section: ArraySlice<UInt8>) -> String? {
    guard let start = section.firstPlace(of: Array("<h2 ".utf8)),
      let open = section[start.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let end = section[open...].firstPlace(of: Array("</h2>".utf8))
    else { return nil }
    return String(decoding: section[(open + 1)..<end.lowerBound], as: UTF8.self)
  }

  /// The text with a page put before each place that is on another one.
  private static func led(
    _ text: ArraySlice<UInt8>, to page: ([UInt8]) -> [UInt8]?
  ) -> String {
    var led: [UInt8] = []
    led.reserveCapacity(text.count + 2048)
    var rest = text
    while let start = rest.firstPlace(of: Array("href=".utf8)) {
      var end = start.upperBound
      if end < rest.endIndex, rest[end] == UInt8(ascii: "\"") { end += 1 }
      led += rest[..<end]
      if end < rest.endIndex, rest[end] == UInt8(ascii: "#") {
        let id = rest[(end + 1)...].prefix { !Array("\"> ".utf8).contains($0) }
        if let page = page(Array(id)) { led += page }
      }
      rest = rest[end...]
    }
    return String(decoding: led + rest, as: UTF8.self)
  }
}
