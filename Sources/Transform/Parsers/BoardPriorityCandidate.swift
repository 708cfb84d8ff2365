/// A list on a page that may be the board's priorities, with what stands around it.
struct BoardPriorityCandidate {
  enum Form: String {
    case bulletList = "list"
    case numberedList = "numbered list"
    case tableColumn = "table column"
    case tableRows = "table rows"
    case definitionList = "definition list"
    case headings
    case details
    case boldParagraphs = "bold paragraphs"
    case labelled = "labelled lines"
    case typedMarkers = "typed bullets or numbers"
    case lines
    case tiles
    case prose
    case pageTitles = "page titles"
  }

  var form: Form
  var items: [BoardPriorityItem]
  /// The blocks that hold the items, for overlap tests.
  var range: Range<Int>
  /// The block before which the introduction stands, when that is not the first of ``range``.
  var anchor: Int?
  /// What introduces the list when it is not the block before: the first part of the same block.
  var ownLeadIn: String?
  /// A heading of the list itself: a column's heading, a caption.
  var ownHeading: String?
  /// The title of the column, where the list is one.
  var columnTitle: String?
  /// Whether another column of the same table is headed as that of the priorities.
  var isBesidePriorities = false
  /// The rank of the items when they are headings; headings of that rank are not above them.
  var rank = 99
  /// Whether the list lies inside an entry of another list.
  var isNested = false
  /// Whether the items stand in parts under several headings, and are as many as was announced.
  var isInSections = false
  var page = 0

  // Set by the scoring.
  var score = 0.0
  var context = BoardPriorityContext()
  var reasons: [String] = []

  /// The entries before the first that is of another kind, as a list of its own; none where that is
  /// all of them or fewer than three.
  func beginning(while isOne: (PhraseText) -> Bool) -> [BoardPriorityCandidate] {
    let items = self.items.prefix { isOne(PhraseText($0.text)) }
    guard items.count > 2, items.count < self.items.count else { return [] }
    var part = self
    part.items = Array(items)
    part.range = range.lowerBound..<self.items[items.count].block
    return [part]
  }

  /// The wordings, for telling whether two lists are the same.
  var keys: [[UInt8]] { items.map { PhraseText($0.text).bytes } }
}

/// What stands around a list: its lead-in and the headings above it.
struct BoardPriorityContext {
  /// The text that introduces the list, and the block it is in.
  var leadIn = ""
  var leadBlock: Int?
  /// An earlier paragraph of the same section, when the lead-in itself says little.
  var earlier = ""
  /// Headings above the list, nearest first.
  var headings: [String] = []
}

/// A page's outline with ranks: what stands under what.
struct BoardPriorityOutline {
  let outline: HTMLOutline
  let ranks: [Int]
  /// One phrase text and one label a block, made once.
  let phrases: [PhraseText]
  let labels: [BoardPriorityLabel]

  var blocks: [HTMLBlock] { outline.blocks }

  /// Below all headings; the rank of ordinary text.
  static let bodyRank = 99

  init(_ outline: HTMLOutline) {
    self.outline = outline
    ranks = outline.blocks.map(Self.rank)
    phrases = outline.blocks.map { PhraseText($0.text) }
    labels = outline.blocks.map { BoardPriorityLabel($0.text) }
  }

  /// “1”, “02.”: a number and nothing else.
  static func isNumeral(_ text: String) -> Bool {
    text.utf8.count <= 3 && !text.contains(where: \.isLetter)
  }

  /// Heading levels, then summaries, then bold paragraphs that are no sentence. A number in a heading
  /// of its own stands above nothing.
  private static func rank(_ block: HTMLBlock) -> Int {
    if isNumeral(block.text) { return bodyRank }
    switch block.kind {
    case .heading(let level): return level
    case .summary: return 7
    case .paragraph where block.isAllBold && block.text.count <= 120 && !block.text.hasSuffix("."):
      return 8
    default: return bodyRank
    }
  }

  /// The blocks of the headings above a block, nearest first.
  func headings(above index: Int, under rank: Int = bodyRank) -> [Int] {
    var result: [Int] = []
    var limit = rank
    var position = index - 1
    while position >= 0 && limit > 1 {
      if ranks[position] < limit && covers(position, index) {
        result.append(position)
        limit = ranks[position]
      }
      position -= 1
    }
    return result
  }

  /// A summary stands above what is inside its own `details` only.
  private func covers(_ heading: Int, _ index: Int) -> Bool {
    guard ranks[heading] == 7, index < blocks.count else { return true }
    let document = outline.document
    var node = document.nodes[blocks[heading].node].parent
    while node >= 0 {
      if document.nodes[node].tag == "details" {
        return document.isInside(blocks[index].node, node)
      }
      node = document.nodes[node].parent
    }
    return true
  }

  func entry(_ range: Range<Int>) -> BoardPriorityEntry {
    BoardPriorityEntry(
      parts: range.map { BoardPriorityEntry.Part(blocks[$0]) }, block: range.lowerBound)
  }
}
