/// An `http:` or `https:` address, taken apart by the library that will ask it, so that what is
/// checked is what is asked.
struct WebAddress: Sendable, Hashable {
  /// The whole address, normalised, without fragment.
  let text: String
  let scheme: String
  /// In lower case; an IP address of version 6 is in brackets.
  let host: String
  let port: Int
  /// The path and query, as `robots.txt` has them.
  let path: String

  /// Host and port: what is asked one thing at a time.
  var authority: String { "\(host):\(port)" }
  var robotsAddress: String { "\(scheme)://\(host):\(port)/robots.txt" }
}

/// Where a redirect may lead.
enum RedirectRules {
  static let maxRedirects = 5

  /// - Returns: why a redirect is refused; nil when it may be followed.
  static func refusal(
    from: WebAddress, to address: String, request: FetchRequest, visited: Set<String>,
    options: HTTPClientOptions
  ) -> FetchOutcome.Redirect? {
    guard let target = WebAddress(address) else { return .otherScheme }
    if target.scheme == "http" && from.scheme == "https" { return .insecure }
    if target.scheme == "http" && !options.allowsPlainHTTP { return .otherScheme }
    if !isAllowed(target.host, request) { return .otherHost }
    if visited.contains(target.text) { return .loop }
    return visited.count > maxRedirects ? .tooMany : nil
  }

  private static func isAllowed(_ host: String, _ request: FetchRequest) -> Bool {
    if host == WebAddress(request.address)?.host { return true }
    return request.allowedHosts.contains { pattern in
      let pattern = pattern.lowercased()
      if pattern == "*" { return true }
      return pattern.hasPrefix("*.") ? host.hasSuffix(pattern.dropFirst()) : host == pattern
    }
  }
}
