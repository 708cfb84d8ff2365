/// Reads the publisher's indicator metadata.
///
/// Shape: one row per indicator; some thirty columns of text, many lines long, to which the
/// publisher adds others over the years. Only those that are needed are read.
/// Source: Fingertips API `indicator_metadata/csv`; see docs/sources/fingertips.md.
enum FingertipsMetadata {
  static func looksLikeMetadata(_ names: [String]) -> Bool {
    let keys = Set(names.map(HeaderKey.of))
    return keys.contains("indicatorid") && keys.contains("definition") && !keys.contains("areacode")
  }

  /// - Throws: ``TransformError`` when a needed column is absent.
  static func read(
    _ reader: inout CSVReader, names: [String], snapshot: Int, file: String
  ) throws -> (rowsIn: Int, indicators: [IndicatorMetadata], rejects: [Reject]) {
    var positions = try Positions(names, file: file)
    let id = positions.needed("indicatorid", "Indicator ID")
    let name = positions.needed("indicator", "Indicator", or: "indicatorname")
    guard positions.missing.isEmpty else {
      throw TransformError(.columnsMissing(positions.missing, found: names), in: file)
    }
    reader.expectedFields = names.count
    var (rowsIn, indicators, rejects) = (0, [IndicatorMetadata](), [Reject]())
    func reject(_ line: Int, _ text: String?, _ reason: Reject.Reason) {
      rejects.append(
        Reject(
          snapshot: snapshot, fileName: file, line: line, column: nil, text: text, reason: reason))
    }
    while let row = try reader.next() {
      rowsIn += 1
      switch row {
      case .broken(let fault):
        try reader.checkWhole(after: fault, rows: rowsIn, file: file)
        reject(reader.line, nil, Reject.Reason(fault.cause))
      case .fields(let count) where count < names.count && reader.hasNoLineEnd:
        throw TransformError(.cutShort(line: reader.line), in: file)
      case .fields(let count) where count != names.count:
        reject(reader.line, "\(count), not \(names.count),", .fieldCount)
      case .fields:
        let text = PublishedText.folded(reader.text(id))
        guard let number = Int(text), number > 0 else {
          reject(reader.line, text, .indicatorID)
          continue
        }
        indicators.append(
          IndicatorMetadata(
            id: number, name: PublishedText.folded(reader.text(name)),
            Texts(&reader, positions)))
      }
    }
    return (rowsIn, indicators, rejects)
  }

  /// The texts of one row, by the keys of their columns.
  struct Texts {
    private var byKey: [String: String] = [:]

    init(_ reader: inout CSVReader, _ positions: Positions) {
      for key in Self.keys {
        guard let column = positions.optional(key) else { continue }
        byKey[key] = PublishedText.paragraphs(reader.text(column)).flatMap { $0 == "NA" ? nil : $0 }
      }
    }

    subscript(_ keys: String...) -> String? { keys.lazy.compactMap { byKey[$0] }.first }

    private static let keys = [
      "unit", "valuetype", "yeartype", "polarity", "definition", "datasource", "indicatorsource",
      "methodology", "caveats", "disclosurecontrol",
    ]
  }
}

extension IndicatorMetadata {
  init(id: Int, name: String, _ texts: FingertipsMetadata.Texts) {
    self.init(
      id: id, name: name, unit: texts["unit"], valueType: texts["valuetype"],
      yearType: texts["yeartype"], polarity: texts["polarity"], definition: texts["definition"],
      dataSource: texts["datasource", "indicatorsource"], methodology: texts["methodology"],
      caveats: texts["caveats"], disclosureControl: texts["disclosurecontrol"])
  }
}
