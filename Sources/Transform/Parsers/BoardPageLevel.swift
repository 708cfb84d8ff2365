/// Tells whether a list that looks right belongs to another body: a district, a care system, a
/// department, a council as a whole.
struct BoardPageLevel {
  let answer: BoardPage
  let page: BoardPriorityOutline
  let areaName: String?

  /// Points above which the list is taken to be another body's.
  static let threshold = 3.0

  func isOther(_ candidate: BoardPriorityCandidate, _ mention: BoardStrategyMention?) -> Bool {
    points(candidate, mention) >= Self.threshold
  }

  func points(_ candidate: BoardPriorityCandidate, _ mention: BoardStrategyMention?) -> Double {
    let context = candidate.context
    let near = PhraseText(
      ([context.leadIn, context.earlier] + context.headings.prefix(2)).joined(separator: " . "))
    let isElsewhere = isOtherCouncil
    let isOwn =
      Self.namesBoardStrategy(near) && !near.hasAny(Self.countyOwners) && !isElsewhere
      || isNamedNear(candidate, mention)
    return (isElsewhere ? max(0, subject()) : subject()) + district() + place(mention)
      + site() + Self.owner(near) + Self.otherStrategy(candidate)
      - (isOwn ? 2 : 0) - (mention?.period == nil || mention?.isByHeading == true ? 0 : 0.5)
  }

  /// Another body’s page may set out the area’s own strategy, named after the area above the list.
  private func isNamedNear(
    _ candidate: BoardPriorityCandidate, _ mention: BoardStrategyMention?
  ) -> Bool {
    guard let areaName, let mention, mention.block >= 0, mention.period != nil,
      (0...4).contains(candidate.range.lowerBound - mention.block),
      Self.namesBoardStrategy(PhraseText(mention.title))
    else { return false }
    let area = Set(PhraseText(areaName).words)
    return area.isSubset(of: PhraseText(mention.prefix).words)
  }

  private var head: PhraseText {
    let title = BoardStrategyTitles.titleParts(page.outline.title).first ?? ""
    return PhraseText(([title] + page.outline.mainHeadings).joined(separator: " . "))
  }

  /// What the page calls itself, unless that is the board's strategy.
  private func subject() -> Double {
    if Self.namesBoardStrategy(head) { return -1 }
    let subjects = Self.otherSubjects.filter { head.has($0) }
    if subjects.isEmpty { return 0 }
    let isBoardStrategy = page.blocks.prefix(20).contains { block in
      HTMLText.sentences(block.text).map { PhraseText($0) }.contains { sentence in
        sentence.hasAny(Self.statements) && subjects.contains { sentence.has($0) }
      }
    }
    return isBoardStrategy ? 0 : 3
  }

  /// “The Anytown Healthy City Plan is the city’s joint health and wellbeing strategy.”
  private static let statements: PhraseList = PhraseList(
    ["our", "the", "the citys", "the boroughs", "the areas", "the countys", "the districts"]
      .flatMap { owner in
        ["", "joint ", "local ", "joint local "].map {
          " is \(owner) \($0)health and wellbeing strategy"
        }
      })

  private static let healthBodies = [
    " foundation trust", " nhs trust", " integrated care board", " integrated care system", " icb ",
    " ics ",
    " primary care network", " hospitals ",
  ]

  private static let countyOwners = [
    " countys ", " county councils ", " county wide", " countywide",
  ]

  /// The site bears the name of another council than the area's.
  private func site() -> Double {
    guard let name = BoardStrategyTitles.titleParts(page.outline.title).last else { return 0 }
    let site = PhraseText(name)
    if site.hasAny(Self.healthBodies) { return namesBoard ? 2 : 3 }
    if site.has(" district council ") { return 4 }
    return isOtherCouncil ? 1.2 : 0
  }

  /// Whether the site is named after a council, and not after the area.
  private var isOtherCouncil: Bool {
    guard let areaName, let name = BoardStrategyTitles.titleParts(page.outline.title).last else {
      return false
    }
    let site = PhraseText(name)
    let area = Set(PhraseText(areaName).words).subtracting(["and", "of", "the", "city", "county"])
    return site.has(" council ") && area.isDisjoint(with: site.words)
  }

  /// Whether the page names a health and wellbeing board or strategy at all.
  private var namesBoard: Bool {
    let text = PhraseText(page.outline.title + " . " + page.outline.text)
    return Self.namesBoardStrategy(text)
      || text.hasAny([" health and wellbeing board", " health and well being board"])
  }

  private static func namesBoardStrategy(_ text: PhraseText) -> Bool {
    text.hasAny([
      " health and wellbeing strategy", " health and well being strategy",
      " health and wellbeing integrated care strategy",
    ])
  }

  private static let otherSubjects = [
    " integrated care ", " ics ", " icb ", " icp ", " public health strategy", " council plan",
    " corporate plan", " corporate strategy", " joint forward plan", " forward plan",
    " young peoples plan", " children and young peoples strategy", " mental health strategy",
    " community plan", " borough plan", " city plan", " trust strategy", " primary care network",
    " adult social care ", " adult care ", " social care strategy", " service plan",
    " business plan", " neighbourhood plan",
    " physical activity strategy", " housing strategy", " carers strategy", " local plan",
    " foundation trust", " directorate", " department",
  ]

  /// The list stands right under the name of another body's strategy.
  private static func otherStrategy(_ candidate: BoardPriorityCandidate) -> Double {
    let heading = PhraseText(candidate.context.headings.first ?? "")
    return heading.hasAny(otherSubjects) && !namesBoardStrategy(heading) ? 1.5 : 0
  }

  private static func owner(_ near: PhraseText) -> Double {
    near.hasAny([
      " department", " directorate", " for the system ", " integrated care partnership",
      " integrated care board", " trust has", " the service has ", " council document",
      " district council",
      " borough council", " priorities for the borough council", " our service", " as a trust",
      " our trust", " the trust ", " the ics ",
    ]) ? 1.5 : 0
  }

  /// A second-tier council speaks of itself and of “the county's” board.
  private func district() -> Double {
    let body = PhraseText(page.blocks.prefix(20).map(\.text).joined(separator: " . "))
    var points = 0.0
    if body.hasAny([" district council ", " borough council ", " city council can "]) {
      points += 1
    }
    if body.hasAny([
      " a district council", " as a district", " districts own ", " district councils role",
      " own health and wellbeing strategy",
    ]) {
      points += 1
    }
    if body.hasAny([
      " countywide ", " county wide ", " countys health and wellbeing board",
      " countys health and wellbeing strategy", " published by the county", " county council leads",
      " the county councils health", " countys strategy", " county councils joint",
      " county councils strategy", " countys joint",
    ]) {
      points += 1.5
    }
    if body.hasAny([" district and borough councils in ", " district councils in "]),
      body.hasAny([
        " borough councils own strategy", " district councils own strategy",
        " boroughs own strategy", " districts own strategy",
      ])
    {
      points += 4
    }
    if body.hasAny([" public services board", " regional partnership board"]) { points += 1.5 }
    if body.hasAny([
      " is the integrated care partnership", " integrated care partnership for",
      " integrated care strategy for", " is the integrated care system",
    ]) {
      points += 2
    }
    if body.hasAny([
      " health and wellbeing boards has ", " health and wellbeing boards have ",
      " each have a health and wellbeing board", " each has a health and wellbeing board",
    ]) {
      points += 1.5
    }
    if body.hasAny([" system wide strategy", " strategy for the system "]) { points += 1.5 }
    return points
  }

  /// The strategy is named after a place that is not the area.
  private func place(_ mention: BoardStrategyMention?) -> Double {
    guard let areaName, let mention else { return 0 }
    let area = Set(PhraseText(areaName).words)
    let common: Set<String> = [
      "joint", "local", "and", "the", "of", "county", "city", "borough", "district", "in", "for",
      "health", "together", "royal", "london", "on", "upon",
    ]
    let headings = page.outline.mainHeadings.flatMap {
      BoardStrategyNames.mentions(in: $0, block: -1)
    }
    let prefix = mention.prefix.isEmpty ? headings.first?.prefix ?? "" : mention.prefix
    let names = Set(PhraseText(prefix).words).subtracting(common)
    return names.isEmpty || !names.isDisjoint(with: area) ? 0 : 1.5
  }
}
