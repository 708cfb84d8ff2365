/// Finds lists that are only looks: headings in a row, bold lines, typed bullets, labels, lines.
struct BoardPriorityRunFinder {
  let page: BoardPriorityOutline
  private var blocks: [HTMLBlock] { page.blocks }

  init(_ page: BoardPriorityOutline) { self.page = page }

  func candidates() -> [BoardPriorityCandidate] {
    ranked() + labelled() + refrains() + marked() + led() + titled() + lines() + paragraphs()
  }

  // MARK: headings, summaries, bold paragraphs

  /// Entries of one rank that follow an introduction; deeper text in between explains them.
  private func ranked() -> [BoardPriorityCandidate] {
    blocks.indices.flatMap { start -> [BoardPriorityCandidate] in
      guard page.ranks[start] > 1, page.ranks[start] < BoardPriorityOutline.bodyRank,
        start > 0, startsRun(start), let whole = run(from: start)
      else { return [] }
      return [whole] + stages(of: whole)
    }
  }

  /// The stages of life at the beginning of a run that goes on to other matters.
  private func stages(of whole: BoardPriorityCandidate) -> [BoardPriorityCandidate] {
    whole.beginning { BoardPriorityVocabulary.isStage($0) }
  }

  /// A run starts where an introduction stands just before, or under a heading of a higher rank.
  private func startsRun(_ start: Int) -> Bool {
    let before = page.ranks[start - 1]
    if before < page.ranks[start] { return true }
    if before == page.ranks[start], onlyAnnounces(start - 1) { return true }
    return before == BoardPriorityOutline.bodyRank && blocks[start - 1].kind != .item
  }

  private func run(from start: Int) -> BoardPriorityCandidate? {
    let rank = page.ranks[start]
    let count = BoardPriorityCount.announced(before: start, in: page)
    let isFurniture = BoardPriorityVocabulary.isFurniture(page.phrases[start])
    if isFurniture && (count == nil || isBeforeTheFirst(start)) || onlyAnnounces(start) {
      return nil
    }
    var heads = [start]
    var position = start + 1
    while position < blocks.count, page.ranks[position] >= rank {
      if page.ranks[position] == rank {
        if let count, heads.count >= count { break }
        guard heads.count < 20, count != nil || continues(heads, position) else { break }
        heads.append(position)
      }
      position += 1
    }
    guard heads.count > 1 || count == 1 else { return nil }
    let ends = heads.dropFirst() + [position]
    let entries = zip(heads, ends).map { page.entry($0..<min($1, $0 + 3)) }
    let items = read(entries, heads: heads)
    guard !items.isEmpty else { return nil }
    var candidate = BoardPriorityCandidate(
      form: rank == 8 ? .boldParagraphs : rank == 7 ? .details : .headings, items: items,
      range: start..<position)
    candidate.rank = rank
    return candidate
  }

  /// “Domains”, “Our priorities”: a heading that says what comes and is none of it.
  private func onlyAnnounces(_ heading: Int) -> Bool {
    let words = page.phrases[heading].words
    guard words.count == 1 || words.count == 2 && ["our", "the"].contains(words[0]) else {
      return false
    }
    return BoardPriorityVocabulary.announces(page.phrases[heading])
  }

  /// Whether the next heading of the rank is numbered one, so that this one is not of the series.
  private func isBeforeTheFirst(_ start: Int) -> Bool {
    let next = page.ranks[(start + 1)...].firstIndex { $0 <= page.ranks[start] }
    return page.labels[start].number == nil && next.map { page.labels[$0].number } == 1
  }

  /// The wording of a heading is the heading; what follows explains it.
  private func read(_ entries: [BoardPriorityEntry], heads: [Int]) -> [BoardPriorityItem] {
    let isLabelOnly = entries.allSatisfy {
      !BoardPriorityLabel($0.parts[0].text).rest.contains(where: \.isLetter)
    }
    guard !isLabelOnly else { return BoardPriorityItems.read(entries) }
    let titles = heads.map { page.entry($0..<$0 + 1) }
    var items = BoardPriorityItems.read(titles)
    for index in items.indices where items[index].gloss == nil {
      let entry = entries.first { $0.block == items[index].block }
      items[index].gloss = entry?.parts.dropFirst().first?.text
    }
    return items
  }

  /// A heading that is plainly something else ends the run, and so does the end of the labels.
  private func continues(_ heads: [Int], _ position: Int) -> Bool {
    let first = page.labels[heads[0]]
    let next = page.labels[position]
    if first.number != nil { return next.number != nil && next.noun == first.noun }
    let phrase = page.phrases[position]
    guard BoardPriorityVocabulary.isFurniture(phrase) else { return true }
    return BoardPriorityVocabulary.isTopic(phrase) && !BoardPriorityVocabulary.isPlainly(phrase)
      && isFollowed(position)
  }

  /// Whether a heading of the same rank that is no furniture comes next.
  private func isFollowed(_ position: Int) -> Bool {
    let rank = page.ranks[position]
    guard let next = page.ranks[(position + 1)...].firstIndex(where: { $0 <= rank }) else {
      return false
    }
    return page.ranks[next] == rank && !BoardPriorityVocabulary.isFurniture(page.phrases[next])
  }

  // MARK: labels

  /// “Priority 1 …”, “Priority 2 …” in ascending order, whatever elements they are in.
  private func labelled() -> [BoardPriorityCandidate] {
    var series: [String: [Int]] = [:]
    var found: [[Int]] = []
    for (index, label) in page.labels.enumerated() {
      guard let noun = label.noun, let number = label.number else { continue }
      if number == 1, let open = series.removeValue(forKey: noun) { found.append(open) }
      if number == (series[noun]?.count ?? 0) + 1 { series[noun, default: []].append(index) }
    }
    found += series.values
    return found.filter { $0.count > 1 }.compactMap(labelledCandidate)
  }

  private func labelledCandidate(_ heads: [Int]) -> BoardPriorityCandidate? {
    let entries = heads.map { head in
      let isBare = !page.labels[head].rest.contains(where: \.isLetter)
      return page.entry(head..<min(blocks.count, head + (isBare ? 2 : 1)))
    }
    let items = BoardPriorityItems.read(entries)
    guard items.count == heads.count, let first = heads.first, let last = heads.last else {
      return nil
    }
    var candidate = BoardPriorityCandidate(
      form: .labelled, items: items, range: first..<last + 1)
    candidate.rank = page.ranks[first]
    return candidate
  }

  /// “Priority: …” once under each of several headings.
  private func refrains() -> [BoardPriorityCandidate] {
    let heads = blocks.indices.filter { index in
      page.labels[index].noun == "priority" && page.labels[index].number == nil
        && page.labels[index].rest.contains(where: \.isLetter)
        && page.phrases[index].words.first == "priority"
    }
    let sections = Set(heads.compactMap { page.headings(above: $0).first })
    guard heads.count > 1, sections.count == heads.count, let first = sections.min(),
      let last = heads.last
    else { return [] }
    let items = BoardPriorityItems.read(heads.map { page.entry($0..<$0 + 1) })
    guard items.count == heads.count else { return [] }
    var candidate = BoardPriorityCandidate(form: .labelled, items: items, range: first..<last + 1)
    candidate.rank = page.ranks[first]
    candidate.isInSections = true
    return [candidate]
  }

  // MARK: typed bullets and numbers

  /// Paragraphs that begin with a typed bullet or number; numbers may have text in between.
  private func marked() -> [BoardPriorityCandidate] {
    var found: [BoardPriorityCandidate] = []
    var heads: [Int] = []
    for (index, block) in blocks.enumerated() {
      let label = page.labels[index]
      let isShort = label.rest.count <= 160 || block.lines.count > 1 && block.lines[0] == block.lead
      let isMarked = block.kind != .item && label.noun == nil && isShort
      let isBullet = isMarked && label.hasBullet && (heads.isEmpty || heads.last == index - 1)
      let isNumber =
        isMarked && label.number == heads.count + 1
        && (heads.isEmpty || index - (heads.last ?? 0) <= 3)
      if isBullet || isNumber {
        heads.append(index)
      } else if !label.hasBullet && label.number == nil && !heads.isEmpty
        && index - (heads.last ?? 0) <= 2 && hasNumber(heads)
      {
        continue
      } else {
        found += markedCandidate(heads)
        heads = isMarked && (label.hasBullet || label.number == 1) ? [index] : []
      }
    }
    return found + markedCandidate(heads)
  }

  private func hasNumber(_ heads: [Int]) -> Bool {
    heads.first.map { page.labels[$0].number != nil } ?? false
  }

  private func markedCandidate(_ heads: [Int]) -> [BoardPriorityCandidate] {
    guard heads.count > 1, let first = heads.first, let last = heads.last else { return [] }
    let items = BoardPriorityItems.read(heads.map { page.entry($0..<$0 + 1) })
    guard items.count > 1 else { return [] }
    var candidate = BoardPriorityCandidate(
      form: .typedMarkers, items: items, range: first..<last + 1)
    candidate.rank = page.ranks[first]
    return [candidate]
  }

  // MARK: paragraphs with a bold beginning

  /// “**Children** Every child …” in a row.
  private func led() -> [BoardPriorityCandidate] {
    paragraphs(where: hasLead) { page.entry($0..<$0 + 1) }
      .flatMap { [$0] + $0.beginning { !BoardPriorityVocabulary.isFurniture($0) } }
  }

  private func hasLead(_ block: HTMLBlock) -> Bool {
    block.kind == .paragraph && block.lead != nil && !block.isAllBold
  }

  /// Paragraphs in a row whose first line is a title and whose other line explains it.
  private func titled() -> [BoardPriorityCandidate] {
    paragraphs(where: isTitled) { index in
      BoardPriorityEntry(
        parts: blocks[index].lines.map { BoardPriorityEntry.Part($0) }, block: index)
    }
  }

  private func isTitled(_ block: HTMLBlock) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 2, let title = block.lines.first else {
      return false
    }
    return title.count <= 80 && !title.hasSuffix(":") && !title.hasSuffix(".")
      && block.lines[1].hasSuffix(".") && block.lines[1].count > 20
  }

  /// Every run of two or more blocks of one kind, as a list.
  private func paragraphs(
    where isOne: (HTMLBlock) -> Bool, _ entry: (Int) -> BoardPriorityEntry
  ) -> [BoardPriorityCandidate] {
    var found: [BoardPriorityCandidate] = []
    var start = 0
    while start < blocks.count {
      var end = start
      while end < blocks.count, isOne(blocks[end]) { end += 1 }
      let items = end - start > 1 ? BoardPriorityItems.read((start..<end).map(entry)) : []
      if items.count > 1 {
        found.append(
          BoardPriorityCandidate(form: .boldParagraphs, items: items, range: start..<end, rank: 8))
      }
      start = max(end, start + 1)
    }
    return found
  }

  // MARK: lines

  /// Lines broken by `br`; those before the list, in the same block, introduce it.
  private func lines() -> [BoardPriorityCandidate] {
    blocks.indices.flatMap { index -> [BoardPriorityCandidate] in
      let lines = Self.lines(blocks[index])
      guard lines.count > 1, lines.count < 500, blocks[index].kind == .paragraph || lines.count > 2
      else { return [] }
      let isTitled = lines[0] == blocks[index].lead
      if isTitled, !Self.isMarked(lines[1]), !isTitleOfList(lines[0]) { return [] }
      let introductions = lines.indices.filter {
        lines[$0].hasSuffix(":") || lines[$0].count > 110 && !Self.isMarked(lines[$0])
          || isTitled && $0 == 0
      }
      let start = introductions.first.map { $0 + 1 } ?? 0
      let next = introductions.first { $0 > start } ?? lines.count
      let end = min(next, Self.endOfBullets(lines, from: start))
      guard end - start > 1 else { return [] }
      let entries = lineEntries(Array(lines[start..<end]), block: index)
      let items = BoardPriorityItems.read(entries)
      guard items.count > 1 else { return [] }
      let leadIn = start > 0 ? lines[..<start].joined(separator: " ") : nil
      return [
        BoardPriorityCandidate(
          form: .lines, items: items, range: index..<index + 1, ownLeadIn: leadIn)
      ]
    }
  }

  /// As broken by `br`, or one line in parts: “Homes · Work · Food”, with a word before it or not.
  private static func lines(_ block: HTMLBlock) -> [String] {
    guard block.lines.count == 1, let line = block.lines.first else { return block.lines }
    for mark in [" · ", " • ", " | "] where line.firstPlace(of: mark) != nil {
      let start = line.firstPlace(of: ": ")?.upperBound ?? line.startIndex
      let parts = line[start...].split(separator: mark).map { HTMLText.clean($0) }
      if parts.count > 2 { return parts.filter { !$0.isEmpty } }
    }
    return block.lines
  }

  /// Where lines that begin with bullets are followed by a numbered one, that begins something else.
  private static func endOfBullets(_ lines: [String], from start: Int) -> Int {
    guard start < lines.count, BoardPriorityLabel(lines[start]).hasBullet else {
      return lines.count
    }
    return lines.indices[start...].first { index in
      let label = BoardPriorityLabel(lines[index])
      return !label.hasBullet && label.number != nil
    } ?? lines.count
  }

  private static func isMarked(_ line: String) -> Bool {
    let label = BoardPriorityLabel(line)
    return label.number != nil || label.hasBullet
  }

  /// Where lines are numbered or bulleted, the lines between are explanations.
  private func lineEntries(_ lines: [String], block: Int) -> [BoardPriorityEntry] {
    let marks = lines.map(Self.isMarked)
    let isMarked = marks.first == true && marks.count(where: { $0 }) > 1
    var entries: [BoardPriorityEntry] = []
    for (line, mark) in zip(lines, marks) {
      if isMarked && !mark {
        entries[entries.count - 1].parts.append(BoardPriorityEntry.Part(line))
      } else {
        entries.append(
          BoardPriorityEntry(parts: [BoardPriorityEntry.Part(line)], block: block))
      }
    }
    return entries
  }

  /// Short paragraphs in a row after an introduction.
  private func paragraphs() -> [BoardPriorityCandidate] {
    blocks.indices.compactMap { lead in
      let isHeading = page.ranks[lead] < 7 && BoardPriorityVocabulary.announces(page.phrases[lead])
      guard page.ranks[lead] == BoardPriorityOutline.bodyRank || isHeading else { return nil }
      let isOpen =
        isHeading || blocks[lead].text.hasSuffix(":") || blocks[lead].text.hasSuffix(":-")
      guard isOpen || BoardPriorityCount.all(in: page.phrases[lead]).first?.isLabelled == true
      else { return nil }
      let count = BoardPriorityCount.announced(before: lead + 1, in: page)
      var end = lead + 1
      while end < blocks.count, isLine(end), end - lead <= (count ?? 15) { end += 1 }
      guard end - lead > 2, isOpen || end - lead - 1 == count else { return nil }
      let items = BoardPriorityItems.read((lead + 1..<end).map { page.entry($0..<$0 + 1) })
      guard items.count > 1 else { return nil }
      return BoardPriorityCandidate(form: .lines, items: items, range: lead + 1..<end, rank: 8)
    }
  }

  /// “Our priorities”, unlike “Priority 1: Healthy start”, which is an entry.
  private func isTitleOfList(_ line: String) -> Bool {
    BoardPriorityVocabulary.announces(PhraseText(line)) && BoardPriorityLabel(line).number == nil
  }

  private func isLine(_ index: Int) -> Bool {
    let block = blocks[index]
    return block.kind == .paragraph && block.text.count <= 100 && !block.text.hasSuffix(".")
      && !block.text.hasSuffix(":") && (page.ranks[index] >= 8)
  }
}
