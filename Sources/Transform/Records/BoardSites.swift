public import Fetch

/// Where each board's strategy is looked for: the pages named in `council_sites.csv`, or else the
/// front page of the council's site, which also stands in when none of them answers.
///
/// - Throws: `ConfigurationError`.
public func configuredBoardAddresses(_ folder: ConfigurationFolder) throws -> [BoardAddresses] {
  let table = try ConfigurationTable(
    "council_sites.csv", in: folder,
    columns: ["area_code", "base_address", "strategy_addresses"])
  return try table.map { row in
    let named = (row["strategy_addresses"] ?? "").split(separator: "|").map(String.init)
    return BoardAddresses(
      areaCode: try row.text("area_code"),
      addresses: named.isEmpty ? [try row.text("base_address")] : named,
      frontPage: try row.text("base_address"))
  }
}
