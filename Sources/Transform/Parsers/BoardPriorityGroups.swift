/// Lists that are one list in several places: under each theme, “Priorities: …”.
///
/// Where themes hold priorities, the priorities count and not the themes.
enum BoardPriorityGroups {
  static func joined(_ all: [BoardPriorityCandidate]) -> [BoardPriorityCandidate] {
    var groups: [[UInt8]: [BoardPriorityCandidate]] = [:]
    for candidate in all where [.bulletList, .numberedList].contains(candidate.form) {
      guard let refrain = refrain(of: candidate), !candidate.isNested else { continue }
      groups[refrain, default: []].append(candidate)
    }
    return groups.values.compactMap { group($0, among: all) }
  }

  /// Lists, or headings of a lower rank, under headings of one rank that together have as many entries
  /// as was announced.
  static func sections(
    _ all: [BoardPriorityCandidate], _ page: BoardPriorityOutline
  ) -> [BoardPriorityCandidate] {
    let forms: [BoardPriorityCandidate.Form] = [
      .headings, .boldParagraphs, .details, .bulletList, .numberedList,
    ]
    let inner: Set<BoardPriorityCandidate.Form> = [
      .bulletList, .numberedList, .headings, .boldParagraphs,
    ]
    let lists = all.indices.filter { inner.contains(all[$0].form) }
    return all.filter { forms.contains($0.form) && !$0.isNested }.compactMap { heads in
      let starts = heads.items.map(\.block)
      let ends = starts.dropFirst() + [heads.range.upperBound]
      let areItems = [.bulletList, .numberedList].contains(heads.form)
      let parts = zip(starts, ends).map {
        part(of: $0 + 1..<max($0 + 1, $1), lists, all, nested: areItems)
      }
      return (2...max(2, parts.count)).reversed().lazy.compactMap { count in
        isWhole(heads, count) ? joined(parts.prefix(count), under: heads, page) : nil
      }.first
    }
  }

  /// Where themes hold priorities, the priorities count and not the themes.
  static func putBeforeHeadings(
    _ all: inout [BoardPriorityCandidate], _ page: BoardPriorityOutline
  ) {
    for index in all.indices
    where all[index].isInSections && all[index].score >= BoardPriorityEvidence.threshold {
      let range = all[index].range
      let headings = Set(
        range.filter { page.ranks[$0] < BoardPriorityOutline.bodyRank }
          .map { page.phrases[$0].bytes })
      let around = all.filter {
        !$0.isInSections && ($0.range.overlaps(range) || headings.isSuperset(of: $0.keys))
      }
      all[index].score = max(all[index].score, (around.map(\.score).max() ?? 0) + 0.5)
    }
  }

  /// Whether only other matters come after so many of the headings.
  private static func isWhole(_ heads: BoardPriorityCandidate, _ count: Int) -> Bool {
    heads.items.dropFirst(count).map { PhraseText($0.text) }.allSatisfy {
      BoardPriorityVocabulary.isFurniture($0) || !BoardPriorityVocabulary.isTopic($0)
    }
  }

  /// The list that stands under a heading, before the next.
  private static func part(
    of section: Range<Int>, _ lists: [Int], _ all: [BoardPriorityCandidate], nested: Bool
  ) -> BoardPriorityCandidate? {
    var best: Int?
    for index in lists
    where section.contains(all[index].range.lowerBound) && all[index].isNested == nested
      && all[index].range.upperBound <= section.upperBound
    {
      guard let other = best else {
        best = index
        continue
      }
      let (first, held) = (all[index].range.lowerBound, all[other].range.lowerBound)
      let isLonger = all[index].items.count > all[other].items.count
      if first < held || first == held && isLonger { best = index }
    }
    return best.map { all[$0] }
  }

  private static func joined(
    _ parts: ArraySlice<BoardPriorityCandidate?>, under heads: BoardPriorityCandidate,
    _ page: BoardPriorityOutline
  ) -> BoardPriorityCandidate? {
    let lists = parts.compactMap(\.self)
    guard lists.count == parts.count, lists.count > 1, var whole = lists.first,
      let last = lists.last, Set(lists.map(\.form)).count == 1,
      isAnnounced(lists.reduce(0) { $0 + $1.items.count }, heads, page)
    else { return nil }
    whole.items = lists.flatMap(\.items)
    whole.range = heads.range.lowerBound..<last.range.upperBound
    whole.rank = heads.rank
    whole.isNested = false
    whole.isInSections = true
    return whole
  }

  /// “These seven priorities …” over three headings, or “each theme has its own priorities”.
  private static func isAnnounced(
    _ count: Int, _ heads: BoardPriorityCandidate, _ page: BoardPriorityOutline
  ) -> Bool {
    let first = heads.range.lowerBound
    guard first > 0, count > heads.items.count else { return false }
    if BoardPriorityEvidence.areKinds(heads.items.map { PhraseText($0.text) }) { return true }
    let lead = page.phrases[first - 1]
    let section = (max(0, first - 3)..<first).filter { page.ranks[$0] >= 7 }
    let announced = section.flatMap { BoardPriorityCount.all(in: page.phrases[$0]) }
      .filter(\.isLabelled).map(\.number)
    let topics = heads.items.count { BoardPriorityVocabulary.isTopic(PhraseText($0.text)) }
    if topics * 2 >= heads.items.count {
      if announced.contains(count) { return true }
      if announced.isEmpty, BoardPriorityCount.announced(before: first, in: page) == count {
        return true
      }
    }
    return lead.has(" priorities ")
      && lead.hasAny([" each ", " own ", " every theme", " every stage"])
  }

  /// Lists side by side with no text between them: one list in columns.
  static func columns(_ all: [BoardPriorityCandidate]) -> [BoardPriorityCandidate] {
    let lists = all.filter { [.bulletList, .numberedList].contains($0.form) && !$0.isNested }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    var found: [BoardPriorityCandidate] = []
    var whole: BoardPriorityCandidate?
    for list in lists {
      if var open = whole, open.range.upperBound == list.range.lowerBound, open.form == list.form {
        open.items += list.items
        open.range = open.range.lowerBound..<list.range.upperBound
        whole = open
        found.removeAll { $0.range.lowerBound == open.range.lowerBound }
        found.append(open)
      } else {
        whole = list
      }
    }
    return found
  }

  /// “Priorities”, “Our priorities are:” — the introduction, when it says that and little more.
  private static func refrain(of candidate: BoardPriorityCandidate) -> [UInt8]? {
    let context = candidate.context
    let text = context.leadIn.isEmpty ? context.headings.first ?? "" : context.leadIn
    let phrase = PhraseText(text)
    return phrase.has(" priorities ") && phrase.words.count <= 6 ? phrase.bytes : nil
  }

  private static func group(
    _ parts: [BoardPriorityCandidate], among all: [BoardPriorityCandidate]
  ) -> BoardPriorityCandidate? {
    let parts = parts.sorted { ($0.page, $0.range.lowerBound) < ($1.page, $1.range.lowerBound) }
    guard parts.count > 1, var whole = parts.first, let last = parts.last, last.page == whole.page,
      zip(parts, parts.dropFirst()).allSatisfy({ $0.range.upperBound <= $1.range.lowerBound })
    else { return nil }
    whole.items = parts.flatMap(\.items)
    whole.range = whole.range.lowerBound..<last.range.upperBound
    let around = all.filter { $0.page == whole.page && $0.range.overlaps(whole.range) }
    whole.score = (around.map(\.score).max() ?? 0) + 1
    whole.reasons.append("parts \(parts.count)")
    return whole
  }
}
