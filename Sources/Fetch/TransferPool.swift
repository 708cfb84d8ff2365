import CCurl

/// The transfers under way on one thread, over libcurl's multi interface, which keeps their
/// connections for those that follow.
final class TransferPool {
  private let multi: UnsafeMutableRawPointer
  private var underWay: [UnsafeMutableRawPointer: Transfer] = [:]

  /// - Throws: ``FetchError`` when libcurl cannot be set up.
  init() throws(FetchError) {
    guard librarySetUp == CURLE_OK, let multi = curl_multi_init() else {
      throw FetchError("HTTP", .library("libcurl", "it could not be set up"))
    }
    self.multi = multi
  }

  deinit {
    abandonAll()
    curl_multi_cleanup(multi)
  }

  var count: Int { underWay.count }

  /// Bytes received so far by the transfers under way.
  var bytesOnTheWire: Int { underWay.values.reduce(0) { $0 + $1.body.bytesOnTheWire } }

  func start(_ transfer: Transfer) throws(FetchError) {
    let code = curl_multi_add_handle(multi, transfer.handle)
    guard code == CURLM_OK else {
      throw FetchError("HTTP", .library("libcurl", String(cString: curl_multi_strerror(code))))
    }
    underWay[transfer.handle] = transfer
  }

  /// Moves every transfer on, waiting up to some seconds for something to happen.
  ///
  /// - Returns: the transfers that came to their end.
  func advance(waitingUpTo seconds: Double) -> [Transfer] {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    let finished = takeFinished()
    guard finished.isEmpty else { return finished }
    curl_multi_poll(multi, nil, 0, Int32(max(0, seconds) * 1000), nil)
    curl_multi_perform(multi, &running)
    return takeFinished()
  }

  private func takeFinished() -> [Transfer] {
    var finished: [Transfer] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = underWay.removeValue(forKey: handle)
      else { continue }
      let code = curl_message_result(message)
      curl_multi_remove_handle(multi, handle)
      transfer.finish(code)
      finished.append(transfer)
    }
    return finished
  }

  /// Lets go of every transfer without waiting for anything.
  func abandonAll() {
    for (handle, transfer) in underWay {
      transfer.prepareToAbandon()
      curl_multi_remove_handle(multi, handle)
      transfer.body.discard()
    }
    underWay = [:]
  }
}

/// libcurl is set up once in a process, before its first use.
private let librarySetUp: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

extension WebAddress {
  /// Nil unless it is a well-formed `http:` or `https:` address without user name or password.
  init?(_ text: String) {
    guard let parts = curl_url() else { return nil }
    defer { curl_url_cleanup(parts) }
    let flags = UInt32(CURLU_DISALLOW_USER)
    guard curl_url_set(parts, CURLUPART_URL, text, flags) == CURLUE_OK else { return nil }
    curl_url_set(parts, CURLUPART_FRAGMENT, nil, 0)
    guard let whole = part(parts, CURLUPART_URL), let scheme = part(parts, CURLUPART_SCHEME),
      scheme == "https" || scheme == "http", let host = part(parts, CURLUPART_HOST),
      !host.isEmpty, let path = part(parts, CURLUPART_PATH),
      let port = part(parts, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap(Int.init)
    else { return nil }
    let query = part(parts, CURLUPART_QUERY).map { "?" + $0 } ?? ""
    self.init(
      text: whole, scheme: scheme, host: host.lowercased(), port: port, path: path + query)
  }
}

private func part(_ parts: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
  var text: UnsafeMutablePointer<CChar>?
  guard curl_url_get(parts, part, &text, flags) == CURLUE_OK, let text else { return nil }
  defer { curl_free(text) }
  return String(cString: text)
}

/// The version of libcurl that is in use.
let curlVersion = String(cString: curl_version_in_use())
