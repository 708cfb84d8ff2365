/// The words that tell a list of priorities from other lists, with their weights.
enum BoardPriorityVocabulary {
  /// What boards call their top-level aims, strongest first.
  static let labels: [(phrase: String, points: Double, noun: String)] = [
    (" priorit", 4, "priority"), (" areas of focus ", 3.2, "focus"),
    (" what we will focus", 3, "focus"), (" what we focus", 3, "focus"),
    (" what we concentrate", 3, "focus"), (" what well focus", 3, "focus"),
    (" where we will act", 3, "focus"), (" well focus on", 2.8, "focus"),
    (" will focus on", 2.8, "focus"),
    (" area of focus ", 3.2, "focus"), (" focus area", 3.2, "focus"), (" theme", 3, "theme"),
    (" ambitions ", 3, "ambition"), (" ambition ", 2, "ambition"), (" goals ", 3, "goal"),
    (" goal ", 2, "goal"), (" outcomes ", 3, "outcome"), (" objectives ", 3, "objective"),
    (" commitments ", 3, "commitment"), (" pillars ", 3, "pillar"), (" missions ", 3, "mission"),
    (" pledges ", 2.5, "pledge"), (" promises ", 2.5, "promise"), (" domains ", 2.5, "domain"),
    (" aims ", 2.5, "aim"), (" we commit to", 2.5, "commitment"), (" commitment ", 2, "commitment"),
    (" objective ", 2, "objective"), (" outcome ", 2, "outcome"), (" mission ", 1.5, "mission"),
    (" thematic area", 3, "theme"), (" areas of work ", 2.5, "area"), (" areas for ", 2.2, "area"),
    (" want to see ", 2.5, "goal"), (" key area", 2.5, "area"), (" areas for action", 2.5, "area"),
    (" life stages ", 2.5, "stage"), (" stages of life ", 2.5, "stage"),
    (" life course ", 1.5, "stage"), (" strands ", 2, "strand"), (" chapters ", 1.5, "chapter"),
    (" big issues ", 2, "issue"), (" big challenges ", 2, "challenge"),
    (" challenges ", 1.5, "challenge"),
    (" topics ", 1.5, "topic"), (" subjects ", 1.5, "topic"), (" areas ", 1.5, "area"),
    (" building blocks ", 2, "block"), (" focus on ", 1.8, "focus"), (" our focus ", 2, "focus"),
    (" focus ", 1.2, "focus"), (" concentrate on ", 1.8, "focus"),
    (" concentrate ", 1.5, "focus"),
    (" attention to", 1.8, "focus"), (" working towards", 2.5, "goal"),
    (" work towards", 2, "goal"), (" want to achieve", 2, "goal"),
    (" set out to achieve", 2.5, "goal"),
    (" what matters most", 2.8, "focus"), (" matters most", 2.2, "focus"),
    (" matter most", 2.2, "focus"), (" most important things", 2.5, "focus"),
    (" signed up to", 2, "commitment"), (" working hardest", 2.2, "focus"),
    (" headline intentions", 2.5, "goal"), (" we have promised", 2, "promise"),
    (" our effort", 2.2, "focus"), (" its effort", 2.2, "focus"), (" their effort", 2.2, "focus"),
    (" our energy ", 2, "focus"), (" its energy ", 2, "focus"), (" come first ", 2.2, "focus"),
    (" comes first ", 2.2, "focus"), (" biggest difference", 2.2, "focus"),
    (" aspirations ", 2.5, "ambition"), (" set out to do", 2.2, "goal"),
    (" sets out to do", 2.2, "goal"), (" sets out to achieve", 2.5, "goal"),
    (" set itself", 2, "goal"), (" set ourselves", 2, "goal"), (" put its weight", 2.2, "focus"),
    (" put our weight", 2.2, "focus"), (" work together on", 2, "focus"),
    (" want to change", 1.8, "goal"), (" wants to change", 1.8, "goal"),
    (" want to get right", 2, "focus"), (" we want to see ", 1.5, "goal"),
    (" we want to ", 1.2, "goal"), (" we want ", 2, "goal"), (" issues ", 1.5, "issue"),
    (" things ", 1, "thing"), (" stages ", 1.5, "stage"), (" it covers ", 1.2, "cover"),
    (" act on ", 1.5, "work"), (" work on ", 1, "work"), (" action on ", 1, "work"),
  ]

  private static let labelPhrases = PhraseList(labels.map(\.phrase))

  /// What a list is that is not priorities, in its introduction or its heading.
  static let decoys: WeighedPhrases = [
    (" principle", -6), (" our values ", -6), (" values ", -4), (" what we stand for", -6),
    (" council plan ", -6), (" corporate ", -6), (" business priorit", -7), (" department", -1),
    (" enabler", -5), (" ways of working ", -4), (" how we will work", -4), (" how we work", -4),
    (" fits with", -5),
    (" fit with", -5), (" within this", -4), (" approaches ", -3),
    (" cross cut", -2), (" cut across", -4), (" especially ", -3), (" shaped by", -3),
    (" affect our health", -4), (" affects our health", -4), (" affect health", -4),
    (" affects health", -4), (" who is it for ", -4),
    (" every part of", -5), (" underpin", -4),
    (" underlie", -4), (" across all of", -4), (" all our work", -5), (" all its work", -5),
    (" membership", -5), (" sub groups", -5), (" subgroups", -5), (" board members ", -5),
    (" members include", -5), (" members of the board include", -5), (" members are ", -4),
    (" made up of", -5), (" around the table", -5), (" who is on", -5),
    (" read with", -6), (" other plans ", -6), (" linked strateg", -6), (" other strategies ", -6),
    (" download", -5), (" document", -2.5), (" publications ", -4),
    (" previous ", -3), (" earlier ", -3), (" archive ", -5), (" contact", -4), (" question", -4),
    (" criteria", -5), (" tests ", -5),
    (" functions ", -5), (" duties ", -5), (" duty ", -3), (" responsibilities ", -4),
    (" responsible for", -4), (" purpose ", -3),
    (" terms of reference ", -5), (" remit ", -4), (" needs assessment ", -2), (" jsna ", -2),
    (" supporting documents", -6), (" following points", -6),
    (" was noted", -4), (" were noted", -4), (" resolved ", -6),
    (" attend", -3), (" present ", -0.5), (" apologies", -5), (" see also ", -6),
    (" related ", -4), (" further information ", -4), (" you can ", -4), (" take part", -5),
    (" want to know", -4), (" tell us", -2),
    (" whether ", -2), (" measure", -3), (" monitor", -3),
    (" progress", -2), (" indicator", -4), (" we will know", -3), (" check ", -2),
    (" success ", -2), (" successes", -2),
    (" what we will do", -4), (" actions ", -2.5), (" programmes ", -2.5), (" projects ", -3),
    (" target groups", -5), (" priority population", -7), (" priority group", -7),
    (" population groups", -5), (" council priorit", -6),
    (" councils priorit", -6), (" audience", -4), (" facts", -5), (" figures ", -4),
    (" statistics", -5),
    (" picture of ", -4), (" vision ", -1), (" timetable", -5),
    (" next steps", -4), (" happens next", -4), (" achieved ", -3),
    (" alongside", -3), (" in this section", -6), (" contents ", -4), (" quick links", -6),
    (" popular", -6), (" events", -4), (" survey", -2), (" risks ", -3), (" funding", -3),
    (" useful ", -4), (" you may also", -6),
  ]

  /// Priorities that are not those of the board.
  static let otherPriorities: PhraseList = PhraseList(otherBodies + otherPlans)

  private static let otherBodies = [
    " council priorit", " councils priorit", " business priorit", " corporate priorit",
    " priority group", " priority population", " priority neighbourhood", " priority place",
    " priority ward", " priorities of its own", " priorities of their own",
    " plan which has its own ",
  ]

  /// “The Council Plan’s themes”.
  private static let otherPlans = ["council", "city", "county", "borough", "corporate"].flatMap {
    body in ["priorit", "theme", "aims ", "goals ", "outcomes "].map { " \(body) plans \($0)" }
  }

  /// An introduction that says the priorities are elsewhere or not settled yet.
  static let absences: WeighedPhrases = [
    (" decides ", -3), (" not yet ", -4),
    (" to be agreed", -4), (" will be agreed", -4), (" will be set", -4),
    (" yet to ", -3), (" being developed", -3), (" being refreshed", -3), (" you can download", -4),
    (" can be downloaded", -3),
    (" please see the", -3), (" will be published", -3),
  ]

  /// Verbs of choice: a board’s list was chosen by someone.
  static let choices: PhraseList = [
    " chosen", " chose ", " picked", " agreed", " identified", " selected", " settled on",
    " set itself", " committed to", " decided on", " signed up to", " names ", " proposes",
  ]

  /// How a strategy came about: a decoy as a heading, and in an introduction without a label.
  static let processes: WeighedPhrases = [
    (" listen", -5), (" spoke to", -5), (" helped to shape", -5), (" how we wrote", -5),
    (" you told us", -5), (" people took part", -5), (" evidence ", -3),
    (" consult", -2), (" engage", -3), (" background ", -2), (" introduction ", -1),
    (" partners ", -3), (" governance", -5), (" delivery", -2.5), (" wider system", -4),
    (" working with", -3), (" read more ", -5), (" members ", -5), (" about the board", -4),
    (" meetings", -5),
  ]

  /// Words of health and of what makes health; most priorities have one.
  private static let topics: PhraseList = [
    " health", " well", " mental", " smok", " tobacco", " alcohol", " drug", " substance",
    " obes", " weight", " physical", " activ", " child", " young", " famil", " start", " age",
    " ageing", " old", " dement", " care", " communit", " lonel", " isolat", " inequal",
    " housing", " home", " work", " employ", " poverty", " income", " prevent", " resilien",
    " environment", " place", " neighbourhood", " live", " living", " life", " end of", " dying",
    " disab", " learning", " school", " education", " skills", " food", " diet", " nutrition",
    " sexual", " cancer", " heart", " suicide", " immunis", " abuse", " violence", " safe",
    " access", " transport", " travel", " air ", " climate", " people", " independ", " breastfe",
    " birth", " matern", " best start", " condition", " financ", " fair", " support", " econom",
    " crime", " offend", " justice", " equal", " connected", " happy", " choice", " quality of",
    " vulnerable", " pregnan", " parent", " adult", " integrat", " early", " oral", " carer",
    " opportunit", " sustainable", " green", " move", " sleep", " stay", " feel", " thriv",
  ]

  /// Names and offices, as in lists of members.
  private static let offices: PhraseList = [
    " director ", " cabinet member", " leader of", " councillor", " cllr ", " chair ", " trust ",
    " police ", " probation service", " fire and rescue", " healthwatch", " representative",
    " icb ", " care board", " university ", " associations ", " officer ", " voluntary and",
    " primary care network", " dr ", " nhs ", " governor", " chief executive", " council ",
  ]

  private static let papers: PhraseList = [
    " pdf", " mb ", " kb ", " download", " full document", " report ", " easy read", " framework ",
    " assessment ", " strategy", " plan ", " minutes ", " agenda", " survey", " questionnaire",
    " interviews", " workshops", " focus groups", " drop in", " webinar", " read the", " dashboard",
    " guide ", " newsletter", " facebook", " twitter", " instagram", " linkedin", " youtube",
  ]

  /// The strongest label that stands in a text.
  static func label(in text: PhraseText) -> (points: Double, noun: String)? {
    var best = labels.count
    var isVerb: Bool?
    labelPhrases.matches(in: text) { number in
      guard number < best else { return true }
      if labels[number].noun == "aim" {
        let verb = isVerb ?? (text.has(" aims to ") && !text.has(" aims are "))
        isVerb = verb
        if verb { return true }
      }
      best = number
      return true
    }
    return best < labels.count ? (labels[best].points, labels[best].noun) : nil
  }

  /// Whether a text says plainly that priorities follow.
  static func announces(_ text: PhraseText) -> Bool {
    label(in: text).map { $0.points >= 2.5 } ?? false
  }

  static func hasLabelWord(_ text: PhraseText) -> Bool { text.hasAny(labelPhrases) }

  static func penalty(_ list: WeighedPhrases, _ text: PhraseText) -> Double {
    list.lowest(in: text)
  }

  /// “Resolved that the strategy be approved with the following priorities”: what stands last in an
  /// introduction is what follows it.
  static func endsInPriorities(_ text: PhraseText) -> Bool {
    guard let last = text.words.last else { return false }
    return last == "priorities" || last == "themes" || last == "ambitions" || last == "outcomes"
      || last == "goals" || last == "objectives"
  }

  /// The stages of life by which most boards part their work.
  private static let stages: PhraseList = [
    " start well", " starting well", " start and ", " grow well", " growing well", " develop well",
    " developing well", " best start", " live well", " living well", " live and ", " work well",
    " working well", " age well", " ageing well", " healthy ageing", " die well", " dying well",
  ]

  static func isStage(_ text: PhraseText) -> Bool { text.hasAny(stages) }
  static func isTopic(_ text: PhraseText) -> Bool { text.hasAny(topics) }
  static func isOffice(_ text: PhraseText) -> Bool {
    text.hasAny(offices) || text.words.last.map(bodies.contains) == true && text.wordCount <= 6
  }

  /// The last word of the names of groups, as in lists of sub-groups.
  private static let bodies: Set<String> = [
    "partnership", "board", "alliance", "forum", "committee", "subgroup",
  ]
  static func isPaper(_ text: PhraseText) -> Bool { text.hasAny(papers) }

  /// Whether a heading can only be something else.
  static func isPlainly(_ text: PhraseText) -> Bool {
    min(penalty(decoys, text), penalty(processes, text)) <= -4
  }

  /// Headings that are part of any council page: contacts, downloads, membership and the like.
  static func isFurniture(_ text: PhraseText) -> Bool {
    if announces(text) { return false }
    return penalty(decoys, text) <= -2 || penalty(processes, text) <= -2
      || text.hasAny(furniture)
  }

  private static let furniture: PhraseList = [
    " more information", " find out more", " the strategy ", " addendum", " faq",
    " get involved",
    " our vision", " vision and", " vision ", " foreword", " introduction ", " contents ",
    " appendi", " conclusion", " glossary", " summary ", " acknowledg", " about this",
    " frequently asked", " have your say", " feedback", " next steps",
  ]
}

/// Phrases with points below nought; the lowest of those that stand in a text counts.
struct WeighedPhrases: Sendable, ExpressibleByArrayLiteral {
  private let phrases: PhraseList
  private let points: [Double]

  init(arrayLiteral elements: (String, Double)...) {
    phrases = PhraseList(elements.map(\.0))
    points = elements.map(\.1)
  }

  func lowest(in text: PhraseText) -> Double {
    var result = 0.0
    phrases.matches(in: text) { number in
      result = min(result, points[number])
      return true
    }
    return result
  }
}
