/// The view of a briefing for a Markdown document; every text is escaped on its way in.
enum Markdown {
  static func view(_ briefing: AreaBriefing, in shell: PageShell) -> [String: Any] {
    var view = BriefingView(briefing, say: Printable.markdown, hasCharts: false).whole
    view["introduction"] = shell.house.introduction.map(Printable.markdown)
    view["contact"] = shell.house.contact.map { [Printable.markdown($0)] } ?? []
    view["houseName"] = shell.house.name.map { [Printable.markdown($0)] } ?? []
    return view
  }
}
