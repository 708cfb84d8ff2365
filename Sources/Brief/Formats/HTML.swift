/// The view of a briefing for a page of HTML; the template escapes every text.
enum HTML {
  /// `pageOf` gives the address of a page about an indicator, where there is one.
  static func view(
    _ briefing: AreaBriefing, in shell: PageShell, styles: String,
    pageOf: @escaping (IndicatorRow) -> String? = { _ in nil }
  ) throws -> [String: Any] {
    let view = BriefingView(briefing, say: Printable.clean, pageOf: pageOf)
    return view.whole.merging(
      try shell.view(
        title: "\(Printable.clean(briefing.place.name)): local health briefing",
        footline: view.footline, styles: styles, illustrative: briefing.isIllustrative)
    ) { $1 }
  }
}
