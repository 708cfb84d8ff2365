/// England's upper-tier authorities as tiles of one size, each with a word, a sign and a colour.
struct TileMap {
  /// What a tile says.
  struct Mark: Sendable {
    let styleClass: String
    let sign: String
    /// After the area's name, in the text that a pointer brings up and a reader hears.
    let words: String
  }

  private let contents: SiteContents
  private let root: String
  static let size = 40

  init(_ contents: SiteContents, root: String) {
    (self.contents, self.root) = (contents, root)
  }

  func fields(_ mark: (SiteArea) -> Mark) -> SitePage.Fields {
    let areas = Dictionary(contents.areas.map { ($0.code, $0) }) { first, _ in first }
    let tiles = contents.tiles.compactMap { tile in
      areas[tile.areaCode].map { fields(tile, $0, mark($0)) }
    }
    let columns = (contents.tiles.map(\.column).max() ?? 0) + 1
    let rows = (contents.tiles.map(\.row).max() ?? 0) + 1
    return [
      "tiles": tiles, "mapWidth": columns * Self.size + 4, "mapHeight": rows * Self.size + 4,
      "borders": borders(areas), "hasTiles": !tiles.isEmpty,
    ]
  }

  private func fields(_ tile: Tile, _ area: SiteArea, _ mark: Mark) -> SitePage.Fields {
    let (x, y) = (tile.column * Self.size + 2, tile.row * Self.size + 2)
    return [
      "x": x, "y": y, "middle": x + Self.size / 2, "labelY": y + 17, "signY": y + 33,
      "label": Printable.clean(tile.label), "sign": mark.sign, "class": mark.styleClass,
      "href": root + area.page, "words": Printable.clean("\(area.name): \(mark.words)"),
    ]
  }

  /// Lines between tiles of different regions and around the country.
  private func borders(_ areas: [String: SiteArea]) -> String {
    var regions: [Position: String] = [:]
    for tile in contents.tiles {
      regions[Position(tile.column, tile.row)] = areas[tile.areaCode]?.regionName
    }
    fillHoles(&regions)
    var path = ""
    for tile in contents.tiles {
      let here = Position(tile.column, tile.row)
      let (x, y) = (tile.column * Self.size + 2, tile.row * Self.size + 2)
      if regions[here] != regions[Position(here.column, here.row - 1)] {
        path += "M\(x) \(y)h\(Self.size)"
      }
      if regions[here] != regions[Position(here.column - 1, here.row)] {
        path += "M\(x) \(y)v\(Self.size)"
      }
      if regions[Position(here.column, here.row + 1)] == nil {
        path += "M\(x) \(y + Self.size)h\(Self.size)"
      }
      if regions[Position(here.column + 1, here.row)] == nil {
        path += "M\(x + Self.size) \(y)v\(Self.size)"
      }
    }
    return path
  }

  /// An empty place among tiles counts to the region on its left, so that no frame is drawn for it.
  private func fillHoles(_ regions: inout [Position: String]) {
    let held = regions
    for tile in contents.tiles {
      let hole = Position(tile.column + 1, tile.row)
      let around = [(0, -1), (1, 0), (0, 1)].map { Position(hole.column + $0, hole.row + $1) }
      if held[hole] == nil, around.allSatisfy({ held[$0] != nil }) {
        regions[hole] = held[Position(tile.column, tile.row)]
      }
    }
  }

  private struct Position: Hashable {
    let column: Int
    let row: Int
    init(_ column: Int, _ row: Int) { (self.column, self.row) = (column, row) }
  }
}
