/// Addresses as pages write them, resolved against the page’s own address.
enum HTMLLink {
  /// The full address of a link, or nil when it is not http, https or mailto.
  ///
  /// An address that begins with `www.` lost its scheme and is taken as a host. White space and
  /// control characters inside a scheme do not hide it.
  static func resolve(_ href: String, against base: String) -> String? {
    let address = String(
      String.UnicodeScalarView(href.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
    guard !address.isEmpty, !address.contains("\\") else { return nil }
    if let scheme = scheme(of: address) {
      let isPlain = !(address.contains("@") && scheme != "mailto")
      return ["http", "https", "mailto"].contains(scheme) && isPlain ? address : nil
    }
    guard let origin = origin(of: base) else { return nil }
    if address.hasPrefix("//") { return (scheme(of: base) ?? "https") + ":" + address }
    if address.hasPrefix("/") { return origin + normalised(address) }
    if address.lowercased().hasPrefix("www.") {
      return (scheme(of: base) ?? "https") + "://" + address
    }
    if address.hasPrefix("#") { return withoutFragment(base) + address }
    if address.hasPrefix("?") {
      return String(withoutFragment(base).prefix { $0 != "?" }) + address
    }
    return origin + normalised(directory(of: base) + address)
  }

  /// The scheme in lower case: letters, digits and `+-.` up to a colon.
  static func scheme(of address: String) -> String? {
    guard let colon = address.firstIndex(of: ":") else { return nil }
    let name = address[..<colon]
    let isScheme =
      name.first?.isLetter == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return isScheme ? name.lowercased() : nil
  }

  private static func origin(of base: String) -> String? {
    guard let range = base.firstPlace(of: "://") else { return nil }
    let host = base[range.upperBound...].prefix { !"/?#".contains($0) }
    return String(base[..<host.endIndex])
  }

  private static func withoutFragment(_ base: String) -> String {
    String(base.prefix { $0 != "#" })
  }

  private static func directory(of base: String) -> String {
    let path = BoardPageClassifier.path(base)
    guard let slash = path.lastIndex(of: "/") else { return "/" }
    return String(path[...slash])
  }

  /// Takes out `.` and `..` from the path, and leaves the query as it is.
  private static func normalised(_ address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    var kept: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        if kept.count > 1 { kept.removeLast() }
      } else if part != "." {
        kept.append(part)
      }
    }
    return kept.joined(separator: "/") + address.dropFirst(path.count)
  }
}
