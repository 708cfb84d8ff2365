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

  /// Lists under headings of one rank that together have as many entries as was announced.
  static func sections(
    _ all: [BoardPriorityCandidate], _ page: BoardPriorityOutline
  ) -> [BoardPriorityCandidate] {
    all.filter { [.headings, .boldParagraphs, .details].contains($0.form) }.compactMap { heads in
      let lists = all.filter {
        [.bulletList, .numberedList].contains($0.form) && !$0.isNested
          && heads.range.contains($0.range.lowerBound)
      }
      guard var whole = lists.first, lists.count >= heads.items.count,
        isAnnounced(lists.reduce(0) { $0 + $1.items.count }, heads, page)
      else { return nil }
      whole.items = lists.flatMap(\.items)
      whole.range = heads.range
      whole.rank = heads.rank
      return whole
    }
  }

  /// “These seven priorities …” over three headings, or “each theme has its own priorities”.
  private static func isAnnounced(
    _ count: Int, _ heads: BoardPriorityCandidate, _ page: BoardPriorityOutline
  ) -> Bool {
    let first = heads.range.lowerBound
    let announced = BoardPriorityCount.announced(before: first, in: page)
    if announced == count && count > heads.items.count { return true }
    guard first > 0 else { return false }
    let lead = page.phrases[first - 1]
    return lead.has(" priorities ") && lead.hasAny([" each ", " own ", " every "])
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
