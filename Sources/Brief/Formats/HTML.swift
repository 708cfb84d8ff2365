/// The view of a briefing for a page of HTML; the template escapes every text.
enum HTML {
  static func view(_ briefing: AreaBriefing, styles: String) -> [String: Any] {
    var view = BriefingView(briefing, say: Printable.clean).whole
    // A style sheet that tried to close its element would end there.
    view["styles"] = styles.replacing("</", with: "<\\/")
    return view
  }
}
