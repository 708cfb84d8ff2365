/// How politely and how patiently a client asks; times are seconds.
public struct HTTPClientOptions: Sendable, Hashable {
  /// Names the program and a contact; its first word, up to a slash, is looked for in `robots.txt`.
  public var userAgent: String
  /// How many hosts are asked at the same time; a host is only ever asked one thing at a time.
  public var maxConcurrentHosts = 6
  /// The least time between the starts of two requests to a host; `Crawl-delay` may lengthen it.
  public var paceSeconds = 1.0
  /// Paces of single hosts, by host name in lower case.
  public var paceSecondsOfHost: [String: Double] = [:]
  public var connectTimeoutSeconds = 15.0
  public var maxTries = 4
  /// The wait before the second try; it doubles for each later one, with up to half added at random.
  public var firstRetryDelaySeconds = 2.0
  public var maxRetryAfterSeconds = 600.0
  /// The most time for all requests of one call together.
  public var runDeadlineSeconds = 3600.0
  /// How many tries in a row a host may leave unanswered before the rest are not made.
  public var maxUnansweredTriesOfHost = 20
  /// Addresses that would otherwise be refused, such as `127.0.0.1`: for tests only.
  public var allowedTestAddresses: [String] = []
  /// Whether `http:` is allowed: for tests only.
  public var allowsPlainHTTP = false
  /// The proxy to use; when nil none is, whatever the environment says.
  public var proxy: String?
  /// A file of certificate authorities to trust in place of the system's.
  public var certificateAuthorityFile: String?

  /// - Parameter userAgent: names the program and a contact.
  public init(userAgent: String) {
    self.userAgent = userAgent
  }
}
