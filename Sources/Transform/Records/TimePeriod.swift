public struct TimePeriod: Hashable, Sendable {
  public let label: String
  public let sortable: Int
  public let firstDay: String
  public let lastDay: String
  public let spanMonths: Int
  public init?(parsing label: String) {
    guard let y = Int(label.prefix(4)) else { return nil }
    self.label = label
    sortable = y * 10000
    firstDay = "\(y)-01-01"
    lastDay = label.count == 9 ? "\(Int(label.suffix(2))! + 2000)-12-31" : "\(y)-12-31"
    spanMonths = label.count == 9 ? 36 : 12
  }
}
