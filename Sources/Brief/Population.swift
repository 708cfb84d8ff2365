/// The sex and age a figure is about, in words.
struct Population {
  let sex: String
  let age: String

  /// "males, aged 18 and over"; nil for everybody.
  var words: String? { words(beside: "") }

  /// The words that a name does not say already.
  func words(beside name: String) -> String? {
    let parts = [sexWord, ageWords(beside: name.lowercased())].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// "males aged 18 and over", "everybody".
  var phrase: String {
    [sexWord ?? "everybody", ageWords(beside: "")].compactMap(\.self).joined(separator: " ")
  }

  private var sexWord: String? {
    switch sex {
    case "Persons", "Not applicable", "Unspecified", "": nil
    case "Male": "males"
    case "Female": "females"
    default: sex
    }
  }

  private func ageWords(beside name: String) -> String? {
    if ["All ages", "Not applicable", "Unspecified", ""].contains(age) { return nil }
    let bare = age.replacing(" yrs", with: "").replacing("-", with: " to ")
    let said = bare.hasSuffix("+") ? "aged \(bare.dropLast()) and over" : "aged \(bare)"
    let forms = [said, bare, age.replacing(" yrs", with: "")].map { $0.lowercased() }
    if forms.contains(where: { name.contains($0) }) { return nil }
    if bare.hasPrefix("<") {
      let under = "under \(bare.dropFirst())"
      return name.contains(under) ? nil : under
    }
    return bare.first?.isNumber == true ? said : age
  }
}
