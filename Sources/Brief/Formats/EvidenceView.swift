extension BriefingView {
  /// What stands behind the page: caveats, terms, sources, files and the line of every figure.
  var evidence: Fields {
    let marks = Dictionary(
      uniqueKeysWithValues: briefing.snapshots.enumerated().map { ($1.id, "F\($0 + 1)") })
    return [
      "caveats": briefing.caveats.map(say),
      "terms": briefing.glossary.map(term),
      "sources": briefing.sources.filter(\.isUsed).map(source),
      "isOpenGovernment": briefing.sources.contains { Self.isOpenGovernment($0.licence) },
      "hasProof": !briefing.rows.isEmpty,
      "files": briefing.snapshots.map { file($0, marks) },
      "proof": briefing.rows.map { proof($0, marks) },
    ]
  }

  private func source(_ source: SourceEntry) -> Fields {
    [
      "name": say(source.name), "publisher": say(source.publisher),
      "licence": say(source.licence), "attribution": maybe(source.attribution),
      "isIllustrative": source.isIllustrative, "retrieved": say(source.retrievedInWords),
    ].merging(link(source.address)) { first, _ in first }
  }

  private static func isOpenGovernment(_ licence: String) -> Bool {
    licence.contains("Open Government Licence") || licence.contains("OGL")
  }

  private func file(_ file: SnapshotEntry, _ marks: [Int: String]) -> Fields {
    [
      "mark": marks[file.id] ?? "", "source": say(file.sourceName), "name": say(file.name),
      "sha256": say(file.sha256), "shortHash": say(String(file.sha256.prefix(12))),
      "retrieved": say(file.retrieved?.inWords ?? "date not recorded"),
      "address": say(file.address),
      "otherAddress": maybe(file.address == "file:\(file.name)" ? nil : file.address),
    ].merging(link(file.address)) { first, _ in first }
  }

  private func proof(_ row: IndicatorRow, _ marks: [Int: String]) -> Fields {
    func place(_ snapshot: Int, _ line: Int) -> String? { marks[snapshot].map { "\($0):\(line)" } }
    func place(_ figure: Figure?) -> String {
      figure.flatMap { place($0.snapshotID, $0.line) } ?? "–"
    }
    let parts = row.differences.flatMap { difference in
      let figures = difference.figures
      return (figures.prefix(1) + figures.suffix(1)).compactMap { place($0.snapshotID, $0.line) }
    }
    return [
      "number": row.number, "label": say(row.label), "id": row.indicator.id,
      "period": say(row.period.label), "formerCode": maybe(row.formerCode?.code),
      "place": place(row.area), "england": place(row.england), "regional": place(row.region),
      "comparedWith": briefing.compared == nil ? [] : [place(row.compared)],
      "parts": parts.isEmpty ? "–" : parts.joined(separator: " "),
    ]
  }
}

extension SourceEntry {
  /// Whether the release has anything of it; the reference geography is no file of its own.
  var isUsed: Bool { fileCount > 0 || id == "areas" }

  /// The days its files were fetched on, or why there are none.
  var retrievedInWords: String {
    guard let first = firstRetrieved, let last = lastRetrieved else {
      return isUsed ? "kept with this program" : "no file fetched for this release"
    }
    return first == last ? last.inWords : "\(first.inWords) to \(last.inWords)"
  }
}
