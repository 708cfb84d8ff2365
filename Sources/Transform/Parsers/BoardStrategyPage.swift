/// Reads what a health and wellbeing board promised from the page or guide of its council.
///
/// Shape: any HTML page or guide of several pages; the priorities may be a list, a table, headings,
/// lines or running text. Nothing is tied to one site: every list on the page is a candidate, and the
/// evidence around it decides.
/// Source: the councils' sites; see docs/sources/board-priorities.md.
/// A list that is neither clearly the priorities nor clearly not is marked for review.
public enum BoardStrategyPage {
  /// Reads the pages of one address, the entry page first; `areaName` tells its strategy from those
  /// of other bodies, and a strategy whose last year is before `asOfYear` has expired.
  public static func read(
    _ pages: [BoardPage], areaName: String?, asOfYear: Int, limits: HTMLLimits = HTMLLimits()
  ) -> BoardStrategyReading {
    var outlines: [(BoardPage, BoardPriorityOutline)] = []
    var refusals: [HTMLRefusal] = []
    for page in pages {
      do throws(HTMLRefusal) {
        let document = try HTMLDocument(
          bytes: page.bytes, contentType: page.contentType, limits: limits)
        outlines.append((page, BoardPriorityOutline(HTMLOutline(document))))
      } catch {
        refusals.append(error)
      }
    }
    guard let (entry, outline) = outlines.first else {
      return refusedReading(pages, refusals)
    }
    if let outcome = BoardPageClassifier(answer: entry, page: outline).outcome() {
      return empty(outcome, refusals: refusals)
    }
    let kept = outlines.enumerated().filter { index, pair in
      index == 0 || BoardPageClassifier(answer: pair.0, page: pair.1).outcome() == nil
    }.map(\.element)
    return BoardStrategyGuide(
      pages: kept.map(\.1), entry: entry, areaName: areaName, asOfYear: asOfYear
    ).reading(refusals: refusals)
  }

  /// No page could be parsed: the status decides, and a page that came with 200 goes to review.
  private static func refusedReading(
    _ pages: [BoardPage], _ refusals: [HTMLRefusal]
  ) -> BoardStrategyReading {
    let status = pages.first?.status ?? 0
    let isWall = [401, 403, 407, 429].contains(status)
    let outcome: BoardPageOutcome =
      isWall ? .challenge : (200..<300).contains(status) ? .noPriorities : .gone
    return empty(outcome, refusals: refusals, needsReview: outcome == .noPriorities)
  }

  static func empty(
    _ outcome: BoardPageOutcome, refusals: [HTMLRefusal], needsReview: Bool = false,
    score: Double = 0, explanation: [String] = []
  ) -> BoardStrategyReading {
    BoardStrategyReading(
      outcome: outcome, strategies: [], score: score, runnerUpScore: nil, needsReview: needsReview,
      refusals: refusals, explanation: explanation)
  }
}
