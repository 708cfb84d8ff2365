/// Finds lists that are marked up as such: lists, tables, definition lists, repeated tiles.
struct BoardPriorityListFinder {
  let page: BoardPriorityOutline
  private var document: HTMLDocument { page.outline.document }
  private var outline: HTMLOutline { page.outline }

  init(_ page: BoardPriorityOutline) { self.page = page }

  func candidates() -> [BoardPriorityCandidate] {
    var found: [BoardPriorityCandidate] = []
    for node in document.nodes.indices where !document.nodes[node].tag.isEmpty {
      guard !outline.blocks(in: node).isEmpty else { continue }
      switch document.nodes[node].tag {
      case "ul", "ol", "dir", "menu": found += list(node)
      case "table": found += table(node)
      case "dl": found += definitions(node)
      case "div", "section", "article", "main", "figure": found += tiles(node)
      default: continue
      }
    }
    return found
  }

  private func make(
    _ form: BoardPriorityCandidate.Form, _ entries: [BoardPriorityEntry], _ node: Int,
    heading: String? = nil
  ) -> [BoardPriorityCandidate] {
    let items = BoardPriorityItems.read(entries)
    guard !items.isEmpty else { return [] }
    var candidate = BoardPriorityCandidate(
      form: form, items: items, range: outline.blocks(in: node), ownHeading: heading)
    candidate.isNested = document.hasAncestor(node, ["li", "dd"])
    return [candidate]
  }

  // MARK: lists

  /// The entries of a list; text that fell between them counts as an entry of its own.
  private func list(_ node: Int) -> [BoardPriorityCandidate] {
    let entries = document.children(of: node).compactMap { child -> BoardPriorityEntry? in
      guard !["ul", "ol"].contains(document.nodes[child].tag) else { return nil }
      let nested = document.elements(["ul", "ol", "table", "dl"], in: child).first
      let all = outline.blocks(in: child)
      let end = nested.map { outline.blocks(in: $0) }.flatMap { $0.isEmpty ? nil : $0.lowerBound }
      let own = all.lowerBound..<max(all.lowerBound, min(end ?? all.upperBound, all.upperBound))
      return own.isEmpty ? nil : page.entry(own)
    }
    let form: BoardPriorityCandidate.Form =
      document.nodes[node].tag == "ol" ? .numberedList : .bulletList
    return make(form, entries, node) + withStray(entries, node, form)
  }

  /// An entry that fell out of its list: the list is one short of the announced number, and the
  /// paragraph before or after it carries on.
  private func withStray(
    _ entries: [BoardPriorityEntry], _ node: Int, _ form: BoardPriorityCandidate.Form
  ) -> [BoardPriorityCandidate] {
    let range = outline.blocks(in: node)
    let isShort = { (lead: Int) in
      BoardPriorityCount.announced(before: lead, in: page) == entries.count + 1
        && !(lead > 0
          && BoardPriorityCount.all(in: page.phrases[lead - 1])
            .contains { $0.number == entries.count })
    }
    var found: [BoardPriorityCandidate] = []
    if isStray(range.lowerBound - 1),
      isShort(range.lowerBound - 1) || isIntroduction(range.lowerBound - 2)
    {
      let all = [page.entry(range.lowerBound - 1..<range.lowerBound)] + entries
      found += make(form, all, node)
      for index in found.indices { found[index].range = range.lowerBound - 1..<range.upperBound }
    }
    let goesOn =
      page.labels.indices.contains(range.upperBound)
      && page.labels[range.upperBound].number == entries.count + 1
    if isStray(range.upperBound), isShort(range.lowerBound) || goesOn {
      var after = make(form, entries + [page.entry(range.upperBound..<range.upperBound + 1)], node)
      for index in after.indices { after[index].range = range.lowerBound..<range.upperBound + 1 }
      found += after
    }
    return found
  }

  /// A paragraph that announces priorities and ends in a colon.
  private func isIntroduction(_ index: Int) -> Bool {
    page.blocks.indices.contains(index) && page.blocks[index].text.hasSuffix(":")
      && BoardPriorityVocabulary.announces(page.phrases[index])
  }

  private func isStray(_ index: Int) -> Bool {
    page.blocks.indices.contains(index) && page.blocks[index].kind == .paragraph
      && !page.blocks[index].text.hasSuffix(":")
      && page.ranks[index] == BoardPriorityOutline.bodyRank
  }

  // MARK: definition lists

  /// The terms; where the terms are bare labels (“Priority 1”), the definitions.
  private func definitions(_ node: Int) -> [BoardPriorityCandidate] {
    var entries: [BoardPriorityEntry] = []
    for index in outline.blocks(in: node) {
      switch page.blocks[index].kind {
      case .term: entries.append(page.entry(index..<index + 1))
      default:
        guard !entries.isEmpty else { continue }
        entries[entries.count - 1].parts.append(BoardPriorityEntry.Part(page.blocks[index]))
      }
    }
    let labelled = entries.filter { BoardPriorityLabel($0.parts[0].text).noun != nil }
    return make(.definitionList, labelled.count > 1 ? labelled : entries, node)
  }

  // MARK: tables

  /// Rows of a data table; a table with headings, lists or tables inside is layout.
  private func rows(_ table: Int) -> [[Int]] {
    let layout = ["table", "h1", "h2", "form", "main"]
    guard document.elements(layout, in: table).allSatisfy({ $0 == table }) else { return [] }
    let cells = document.elements(["tr"], in: table).map { row in
      document.children(of: row).filter { ["td", "th"].contains(document.nodes[$0].tag) }
    }.filter { !$0.isEmpty }
    return spread(cells)
  }

  /// The rows as a grid: a cell that reaches over several rows stands in each of them.
  private func spread(_ rows: [[Int]]) -> [[Int]] {
    var open: [Int: (cell: Int, rows: Int)] = [:]
    return rows.map { row in
      var cells: [Int] = []
      func takeOpen() {
        while let (cell, left) = open[cells.count] {
          open[cells.count] = left > 1 ? (cell, left - 1) : nil
          cells.append(cell)
        }
      }
      for cell in row {
        takeOpen()
        if let span = rowSpan(cell) { open[cells.count] = (cell, span - 1) }
        cells.append(cell)
      }
      takeOpen()
      return cells
    }
  }

  /// How far a cell reaches, where that is more than one.
  private func rowSpan(_ cell: Int) -> Int? {
    document.nodes[cell].attribute("rowspan").flatMap { Int($0) }.flatMap {
      (2...100).contains($0) ? $0 : nil
    }
  }

  private func table(_ node: Int) -> [BoardPriorityCandidate] {
    var rows = rows(node)
    guard rows.count > 1, let width = rows.map(\.count).max(), width <= 12 else { return [] }
    var caption = document.elements(["caption"], in: node).first.map { document.text(of: $0) }
    if rows.count > 2, width > 1, rows[0].count == 1, isHeading(rows[0][0]),
      !outline.blocks(in: rows[0][0]).isEmpty
    {
      caption = [caption, document.text(of: rows[0][0])].compactMap { $0 }.joined(separator: ". ")
      rows.removeFirst()
    }
    let isHeaded = rows[0].allSatisfy(isHeading)
    let body = isHeaded ? Array(rows.dropFirst()) : rows
    var found: [BoardPriorityCandidate] = []
    for column in 0..<width {
      let title = isHeaded && column < rows[0].count ? document.text(of: rows[0][column]) : nil
      let heading = [title, caption].compactMap { $0 }.joined(separator: ". ")
      let cells = body.filter { column < $0.count }
      let (entries, listed) = (each(cells, column: column), listed(cells, column: column))
      var list = [entries, listed].flatMap {
        make(.tableColumn, $0, node, heading: heading.isEmpty ? nil : heading)
      }
      let isBeside = rows[0].indices.contains { other in
        other != column && isHeaded
          && PhraseText(document.text(of: rows[0][other])).has(" priorit")
      }
      for index in list.indices {
        list[index].columnTitle = title
        list[index].isBesidePriorities =
          isBeside && title.map { !PhraseText($0).has(" priorit") } ?? true
      }
      found += list
    }
    if isHeaded, body.count == 1 { found += labelledColumns(rows, node, caption) }
    found += headedRows(rows, node)
    return found + combined(found, isHeaded: isHeaded) + labelledRows(body, node, caption)
      + (isHeaded ? headings(of: rows, node, caption) : [])
  }

  /// The headings of the columns, when they are topics and not the names of fields.
  private func headings(
    of rows: [[Int]], _ node: Int, _ caption: String?
  ) -> [BoardPriorityCandidate] {
    let entries = rows[0].indices.compactMap { entry(rows[0], column: $0) }
    let isFields = entries.contains { entry in
      let phrase = PhraseText(entry.parts[0].text)
      return BoardPriorityLabel.nouns.contains(entry.parts[0].text.lowercased())
        || BoardPriorityLabel(entry.parts[0].text).noun == nil
          && (BoardPriorityVocabulary.label(in: phrase) != nil
            || BoardPriorityVocabulary.isFurniture(phrase))
    }
    guard entries.count > 1, !isFields else { return [] }
    return make(.tableColumn, entries, node, heading: caption)
  }

  /// Columns headed by bare labels over one row: “Priority 1 | Priority 2” above the wordings.
  private func labelledColumns(
    _ rows: [[Int]], _ node: Int, _ caption: String?
  ) -> [BoardPriorityCandidate] {
    let entries = rows[0].indices.compactMap { column -> BoardPriorityEntry? in
      guard let label = entry(rows[0], column: column), let text = entry(rows[1], column: column),
        !BoardPriorityLabel(label.parts[0].text).rest.contains(where: \.isLetter)
      else { return nil }
      return BoardPriorityEntry(parts: label.parts + text.parts, block: text.block)
    }
    guard entries.count > 1, entries.count == rows[0].count else { return [] }
    return make(.tableRows, entries, node, heading: caption)
  }

  /// Rows that are lists of their own: a bold or marked heading and then the entries.
  private func headedRows(_ rows: [[Int]], _ node: Int) -> [BoardPriorityCandidate] {
    rows.flatMap { row -> [BoardPriorityCandidate] in
      guard row.count > 2, let head = row.first, isHeading(head),
        row.dropFirst().allSatisfy({ !isHeading($0) })
      else { return [] }
      let entries = row.indices.dropFirst().compactMap { entry(row, column: $0) }
      guard entries.count > 1 else { return [] }
      var found = make(.tableColumn, entries, node, heading: document.text(of: head))
      for index in found.indices {
        found[index].anchor = found[index].range.lowerBound
        found[index].range = cells(row)
      }
      return found
    }
  }

  private func isHeading(_ cell: Int) -> Bool { document.nodes[cell].tag == "th" || isBold(cell) }

  private func cells(_ row: [Int]) -> Range<Int> {
    let ranges = row.map { outline.blocks(in: $0) }.filter { !$0.isEmpty }
    let start = ranges.map(\.lowerBound).min() ?? 0
    return start..<max(start, ranges.map(\.upperBound).max() ?? 0)
  }

  private func isBold(_ cell: Int) -> Bool {
    outline.blocks(in: cell).allSatisfy { page.blocks[$0].isAllBold }
  }

  /// The entries of a column, a cell that reaches over several rows once.
  private func each(_ rows: [[Int]], column: Int) -> [BoardPriorityEntry] {
    rows.indices.compactMap { index in
      let isSame = index > 0 && rows[index - 1][column] == rows[index][column]
      return isSame ? nil : entry(rows[index], column: column)
    }
  }

  /// The entries of the lists in the cells of a column, where one cell has several.
  private func listed(_ rows: [[Int]], column: Int) -> [BoardPriorityEntry] {
    let items = rows.map { row in
      document.elements(["li"], in: row[column]).map { outline.blocks(in: $0) }
        .filter { !$0.isEmpty }
    }
    guard items.contains(where: { $0.count > 1 }), !items.contains(where: \.isEmpty) else {
      return []
    }
    return items.flatMap(\.self).map { page.entry($0) }
  }

  private func entry(_ row: [Int], column: Int) -> BoardPriorityEntry? {
    guard column < row.count else { return nil }
    let range = outline.blocks(in: row[column])
    return range.isEmpty ? nil : page.entry(range)
  }

  /// Two columns side by side may be one list in two parts.
  private func combined(
    _ columns: [BoardPriorityCandidate], isHeaded: Bool
  ) -> [BoardPriorityCandidate] {
    let isLabelled = columns.allSatisfy {
      BoardPriorityVocabulary.label(in: PhraseText($0.ownHeading ?? "")) != nil
    }
    guard columns.count == 2, !isHeaded || isLabelled, var both = columns.first else { return [] }
    both.items += columns[1].items
    both.ownHeading = [both.ownHeading, columns[1].ownHeading].compactMap { $0 }
      .joined(separator: " and ")
    return [both]
  }

  /// Rows whose first cell is a bare label: “Priority 1 | Healthy weight”.
  private func labelledRows(
    _ rows: [[Int]], _ node: Int, _ caption: String?
  ) -> [BoardPriorityCandidate] {
    let entries = rows.compactMap { row -> BoardPriorityEntry? in
      for column in row.indices.dropLast() {
        guard let label = entry(row, column: column), Self.isBare(label.parts[0].text),
          let text = entry(row, column: column + 1)
        else { continue }
        return BoardPriorityEntry(parts: label.parts + text.parts, block: label.block)
      }
      return nil
    }
    return entries.count > 1 ? make(.tableRows, entries, node, heading: caption) : []
  }

  /// “1”, “B”, “Priority 1”, with nothing after it.
  private static func isBare(_ text: String) -> Bool {
    BoardPriorityLabel.value(ofNumeral: text.lowercased()) != nil
      || !BoardPriorityLabel(text).rest.contains(where: \.isLetter)
  }

  // MARK: tiles

  /// Sibling boxes of the same make, each with a title and perhaps a text.
  private func tiles(_ node: Int) -> [BoardPriorityCandidate] {
    let children = document.children(of: node).filter { !outline.blocks(in: $0).isEmpty }
    guard children.count > 1 else { return [] }
    let coarse = children.map { shape($0) }
    let fine = zip(children, coarse).map { child, shape in shape.map { $0 + inside(child) } }
    return tiles(children, coarse) + (coarse == fine ? [] : tiles(children, fine))
  }

  /// Each run of boxes of one shape.
  private func tiles(_ children: [Int], _ shapes: [String?]) -> [BoardPriorityCandidate] {
    var found: [BoardPriorityCandidate] = []
    var start = 0
    while start < children.count {
      var end = start + 1
      while end < children.count && shapes[end] == shapes[start] { end += 1 }
      if end - start > 1, shapes[start] != nil { found += tiles(Array(children[start..<end])) }
      start = end
    }
    return found
  }

  /// What a box is made of: the classes of its first element, without numbers.
  private func inside(_ box: Int) -> String {
    guard let first = document.children(of: box).first(where: { !document.nodes[$0].tag.isEmpty })
    else { return "" }
    let element = document.nodes[first]
    return ">" + element.tag + "." + (element.attribute("class") ?? "").filter { !$0.isNumber }
  }

  private func tiles(_ boxes: [Int]) -> [BoardPriorityCandidate] {
    guard let first = boxes.first, let last = boxes.last else { return [] }
    let ranges = boxes.map { outline.blocks(in: $0) }
    guard ranges.allSatisfy({ $0.count <= 20 }) else { return [] }
    let items = BoardPriorityItems.read(ranges.map { page.entry(titleFirst($0)) })
    let range = outline.blocks(in: first).lowerBound..<outline.blocks(in: last).upperBound
    guard items.count > 1 else { return [] }
    let whole = BoardPriorityCandidate(form: .tiles, items: items, range: range)
    // Without what is plainly something else at the end: “Tell us your story”.
    return [whole] + whole.beginning { !BoardPriorityVocabulary.isFurniture($0) }
  }

  /// A box's own heading, where it has one, is its title even after a picture's text; headings that
  /// come later are of its parts.
  private func titleFirst(_ range: Range<Int>) -> Range<Int> {
    let heading = range.prefix(2).first { page.ranks[$0] < 7 } ?? range.lowerBound
    return heading..<range.upperBound
  }

  /// Tag and first class word without numbers; nil for what is looked at elsewhere.
  private func shape(_ node: Int) -> String? {
    let element = document.nodes[node]
    guard ["div", "a", "article", "section", "figure", "span", "button"].contains(element.tag)
    else { return nil }
    let name = element.attribute("class")?.split(separator: " ").first ?? ""
    return element.tag + "." + name.filter { !$0.isNumber }
  }
}
