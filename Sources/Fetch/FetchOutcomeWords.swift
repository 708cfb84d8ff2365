// Every sentence about what a publisher's server did, in one place.
extension FetchOutcome {
  /// What happened, in one sentence.
  public var sentence: String {
    switch self {
    case .fresh: "New bytes were received and kept."
    case .unchanged: "Nothing has changed since the last fetch."
    case .blocked(let status): "The server refuses us (status \(status))."
    case .challenge: "The server asks for proof of being human, which a program cannot give."
    case .gone(let status): "There is nothing at this address any more (status \(status))."
    case .rejected(let status): "The server does not accept the request (status \(status))."
    case .wrongType(let expected, let found, let start):
      "Expected \(expected.mediaType), got \(found) that starts “\(start)”."
    case .empty: "The answer was empty."
    case .headerOnly: "The table has a heading line and no rows."
    case .columnsMissing(let names):
      "The table lacks the columns \(names.map { "“\($0)”" }.joined(separator: ", "))."
    case .wrongSubject(let asked, let found):
      "The table is not of \(asked) but of \(escaped(found, limit: 40))."
    case .truncated: "The answer stops before its end."
    case .tooLarge(let limit): "The answer is larger than the limit of \(limit) bytes."
    case .tlsError(let said): "No secure connection could be made (\(said))."
    case .robotsDenied: "The site’s robots.txt asks programs not to fetch this."
    case .redirectRefused(let address, let reason):
      "The redirect to “\(escaped(address, limit: 80))” was refused: \(reason.words)."
    case .addressRefused(let address):
      "The connection to \(address) was refused: it is not an address of the public internet."
    case .badEncoding(let reason): "The compressed answer cannot be used: \(reason.words)."
    case .protocolError(let said): "The server does not answer by the rules of HTTP (\(said))."
    case .temporary(let reason): reason.sentence
    case .notKept(let error): error.description
    case .notOffered: "The publisher lists no data of it for the kinds of area asked for."
    case .withdrawn: "The publisher has taken it back; the copy held is no longer used."
    case .reachable(let status): "It is there (status \(status))."
    case .cancelled: "The fetch was stopped before this was complete."
    }
  }
}

extension FetchOutcome.Redirect {
  var words: String {
    switch self {
    case .otherHost: "the host is not among those allowed for this source"
    case .insecure: "it leads from https to http"
    case .otherScheme: "only https is allowed"
    case .tooMany: "there were more than \(RedirectRules.maxRedirects) in a row"
    case .loop: "it leads back to where it came from"
    }
  }
}

extension FetchOutcome.Encoding {
  var words: String {
    switch self {
    case .notGzip: "it is not gzip, or is damaged"
    case .cutShort: "the gzip stream stops before its end"
    case .badChecksum: "its checksum is wrong"
    case .secondMember: "more follows after the end of the gzip stream"
    case .unknown(let name): "the encoding “\(escaped(name, limit: 40))” was not asked for"
    }
  }
}

extension FetchOutcome.Temporary {
  var sentence: String {
    switch self {
    case .nameNotResolved: "The host’s name could not be looked up."
    case .noConnection: "The host could not be reached."
    case .timedOut: "The server did not answer in time."
    case .cutShort: "The connection was cut before the answer was complete."
    case .status(let status): "The server is in trouble or busy (status \(status))."
    case .robotsUnreachable: "The site’s robots.txt could not be read, so nothing was asked."
    case .hostGivenUp: "It was not tried, as the host kept failing."
    case .runDeadline: "The time for the whole run was used up."
    }
  }
}

/// Text from outside made safe for one line of a log: at most `limit` characters of it, with
/// everything that is not printable ASCII escaped.
func escaped(_ text: String, limit: Int) -> String {
  escaped(Array(text.utf8.prefix(limit)))
}

func escaped(_ bytes: some Sequence<UInt8>) -> String {
  bytes.reduce(into: "") { text, byte in
    switch byte {
    case UInt8(ascii: "\n"): text += "\\n"
    case UInt8(ascii: "\r"): text += "\\r"
    case UInt8(ascii: "\t"): text += "\\t"
    case 32...126: text.unicodeScalars.append(Unicode.Scalar(byte))
    default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
}
