/// A further page of a briefing that is too heavy for one.
struct PartPage {
  private let place: Place
  private let parts: BriefingParts

  init(_ parts: BriefingParts, of place: Place) {
    (self.parts, self.place) = (parts, place)
  }

  /// The first page: the briefing as it is, with the way to the others before its end.
  var first: String {
    parts.head + (parts.parts.first?.body ?? "") + "\n" + wayOn + parts.tail
  }

  /// Every page but the first.
  var others: [SitePage] {
    parts.parts.indices.dropFirst().map { number in
      SitePage(
        path: parts.parts[number].path,
        title: "\(place.name): part \(number + 1) of \(parts.parts.count)", place: .areas,
        template: .part,
        fields: [
          "area": Printable.clean(place.name), "href": "\(place.code).html", "number": number + 1,
          "count": parts.parts.count, "titles": parts.parts[number].titles,
          "body": parts.parts[number].body, "others": links(but: number),
        ])
    }
  }

  private func links(but own: Int) -> [SitePage.Fields] {
    parts.parts.enumerated().filter { $0.offset != own }.map { number, part in
      [
        "href": String(part.path.split(separator: "/").last ?? ""), "number": number + 1,
        "titles": part.titles,
      ]
    }
  }

  private var wayOn: String {
    let items = links(but: 0).map { link in
      "<li><a href=\"\(link["href"] ?? "")\">Part \(link["number"] ?? "")</a>: "
        + "\(link["titles"] ?? "")</li>\n"
    }
    return """
      <section aria-labelledby="parts">
      <h2 id="parts">The other parts of this briefing</h2>
      <ul>
      \(items.joined())</ul>
      </section>
      """
  }
}
