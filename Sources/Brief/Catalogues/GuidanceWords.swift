/// What every list of guidance says of a document besides its title.
extension Guidance {
  /// Publisher, year and format, as far as they are known.
  var imprint: String {
    [publisher, year, format].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Its status, with what is known of an address that leads nowhere; nil for a document that is
  /// there.
  var statusInWords: String? {
    let words = [Self.words(status), addressInWords].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  private var addressInWords: String? {
    let day = linkChecked.map { " on \($0.inWords)" } ?? ""
    return switch linkState {
    case "gone": "nothing was found at its address\(day)"
    case "moved": "its address had moved\(day)"
    default: nil
    }
  }

  private static func words(_ status: String) -> String? {
    switch status {
    case "live": nil
    case "unverified": "address not verified"
    case "registration": "asks for registration"
    default: status.replacing("_", with: " ")
    }
  }
}
