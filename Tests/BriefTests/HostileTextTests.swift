import Support
import Testing

@testable import Brief

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Texts that try to be more than text.
@Suite struct HostileTextTests {
  private static func strings() throws -> [String] {
    try ["blns", "xss-filter-evasion"].flatMap { name in
      let bytes = try SharedData.bytes("hostile-strings/\(name).json")
      return try JSONDecoder().decode([String].self, from: Data(bytes))
    }
  }

  /// The page with the same text in every slot that takes one.
  private func page(
    _ briefing: AreaBriefing, from template: PageTemplate, saying text: String
  ) throws -> String {
    let text = text.isEmpty ? "-" : text
    var shell = PageShell()
    shell.house.name = text
    shell.house.contact = text
    shell.house.introduction = [text]
    shell.links = [PageShell.Link(title: text, href: "index.html")]
    let around = try shell.view(title: text, footline: text, styles: "", illustrative: true)
    let view = BriefingView(briefing) { _ in text }
    return try template.render(view.whole.merging(around) { $1 })
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `no hostile string in any text slot changes the elements of the page`() throws {
    let briefing = try SampleRows.briefing()
    let template = try PageTemplate("area-briefing.html.mustache", from: .embedded)
    let skeleton = Skeleton(of: try page(briefing, from: template, saying: "plain"))
    #expect(skeleton.tags.count > 300)
    for text in try Self.strings() {
      let text = Printable.clean(text)
      #expect(
        Skeleton(of: try page(briefing, from: template, saying: text)) == skeleton, "\(text)")
    }
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `a hostile address is a link only where it is plainly one`() throws {
    for text in try Self.strings() {
      guard let link = Printable.link(text) else { continue }
      let scheme = link.lowercased().prefix { $0 != ":" }
      #expect(["http", "https", "mailto"].contains(scheme), "\(text)")
      #expect(!link.contains { "\"'<>` ".contains($0) }, "\(text)")
    }
  }

  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func `no hostile string makes a formula of a CSV cell or breaks the JSON`() throws {
    for text in try Self.strings() {
      let briefing = try Self.sample.get().renamed(text)
      let csv = BriefingCSV.text(briefing)
      for line in csv.split(separator: "\r\n").dropFirst() {
        let name = line.split(separator: ",", maxSplits: 1).last ?? ""
        let opened = name.hasPrefix("\"") ? name.dropFirst() : name
        #expect(!"=+@".utf8.contains(opened.utf8.first ?? 0), "\(text)")
      }
      let json = BriefingJSON(briefing).document.document
      let read = try JSONDecoder().decode(Named.self, from: Data(json.utf8))
      #expect(read.area.name == text)
    }
  }

  private static let sample = Result { try SampleRows.briefing() }

  private struct Named: Decodable {
    struct Area: Decodable { let name: String }
    let area: Area
  }
}

extension AreaBriefing {
  /// The same briefing of a place with another name.
  fileprivate func renamed(_ name: String) -> AreaBriefing {
    var briefing = self
    briefing.place.name = name
    return briefing
  }
}

/// The tags of a page with their attributes' names, without any text or value.
private struct Skeleton: Equatable {
  var tags: [String] = []

  init(of page: String) {
    let bytes = Array(page.utf8)
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      var tag: [UInt8] = []
      var isQuoted = false
      index = open + 1
      while index < bytes.count, isQuoted || bytes[index] != UInt8(ascii: ">") {
        if bytes[index] == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if !isQuoted {
          tag.append(bytes[index])
        }
        index += 1
      }
      tags.append(String(decoding: tag, as: UTF8.self))
    }
  }
}
