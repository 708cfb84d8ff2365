/// The view of a briefing for a Markdown document; every text is escaped on its way in.
enum Markdown {
  static func view(_ briefing: AreaBriefing) -> [String: Any] {
    BriefingView(briefing, say: Printable.markdown).whole
  }
}
