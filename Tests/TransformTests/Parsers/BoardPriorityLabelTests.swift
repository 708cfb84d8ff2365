import Testing

@testable import Transform

@Suite struct BoardPriorityLabelTests {
  @Test(
    arguments: [
      ("Priority one: Start well", "priority", 1, "Start well"),
      ("Strategic theme 2 – Live well", "theme", 2, "Live well"),
      ("Outcome (iii) Age well", "outcome", 3, "Age well"),
      ("PRIORITY 4", "priority", 4, ""),
      ("Priority: Smoking", "priority", nil, "Smoking"),
      ("Goal 5. Homes", "goal", 5, "Homes"),
    ] as [(String, String, Int?, String)])
  func `a label is taken off and its number kept`(
    text: String, noun: String, number: Int?, rest: String
  ) {
    let label = BoardPriorityLabel(text)
    #expect(label.noun == noun)
    #expect(label.number == number)
    #expect(label.rest == rest)
  }

  @Test(
    arguments: [
      ("1. Work", 1, "Work"), ("(2) Food", 2, "Food"), ("iv) Housing", 4, "Housing"),
      ("3 Green space", 3, "Green space"), ("•  Sleep", nil, "Sleep"), ("– Air", nil, "Air"),
    ] as [(String, Int?, String)])
  func `numbers and bullets are taken off`(text: String, number: Int?, rest: String) {
    let label = BoardPriorityLabel(text)
    #expect(label.number == number)
    #expect(label.rest == rest)
  }

  @Test(arguments: [
    "Priorities for carers", "Area of high need", "20 minute neighbourhoods", "In good health",
    "I feel safe", "Be active",
  ])
  func `what is not a label stays`(text: String) {
    #expect(BoardPriorityLabel(text).rest == text)
  }

  @Test func `an explanation is what most entries have after a mark`() {
    let texts = ["Food: eat well", "Work: good jobs", "Homes: warm and dry"]
    let items = BoardPriorityItems.read(texts.map(entry))
    #expect(items.map(\.text) == ["Food", "Work", "Homes"])
    #expect(items.map(\.gloss) == ["eat well", "good jobs", "warm and dry"])
  }

  @Test func `a mark in one entry is part of its wording`() {
    let items = BoardPriorityItems.read(
      ["Cost of living: food and heat", "Mental health; and", "Housing."].map(entry))
    #expect(items.map(\.text) == ["Cost of living: food and heat", "Mental health", "Housing"])
  }

  @Test func `the announced number settles where a sentence is cut`() {
    let tail = "children and young people, mental health and old age"
    #expect(
      BoardPriorityProseFinder.parts(of: tail, count: 3)
        == ["children and young people", "mental health", "old age"])
  }

  @Test func `numbers announce lists, not years, times or dates`() {
    #expect(BoardPriorityCount.announced(in: "It has five key priorities for ten years") == 5)
    #expect(BoardPriorityCount.announced(in: "There are four.") == 4)
    #expect(BoardPriorityCount.announced(in: "It meets four times a year on 6 June") == nil)
    #expect(BoardPriorityCount.announced(in: "The strategy has one main priority") == 1)
    #expect(BoardPriorityCount.announced(in: "Choose one of the priorities") == nil)
  }

  private func entry(_ text: String) -> BoardPriorityEntry {
    BoardPriorityEntry(parts: [BoardPriorityEntry.Part(text)], block: 0)
  }
}
