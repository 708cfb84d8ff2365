import CCurl

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One request on the wire and its answer: an easy handle of libcurl and what it calls.
///
/// Redirects, retries, content decoding and limits are ours; libcurl gives the raw bytes.
final class Transfer {
  let handle: UnsafeMutableRawPointer
  let address: WebAddress
  let body: ResponseBody
  private var head = ResponseHead()
  private let filter: AddressFilter
  private let said = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var requestHeaders: UnsafeMutablePointer<curl_slist>?
  private var refusedAddress: String?
  private(set) var failure: FetchOutcome?

  /// - Throws: ``FetchError`` when libcurl has no memory.
  init(
    address: WebAddress, method: FetchRequest.Method = .get, validators: [String],
    timeoutSeconds: Double, body: ResponseBody, options: HTTPClientOptions
  ) throws(FetchError) {
    guard let handle = curl_easy_init() else { throw FetchError("libcurl", .noMemory) }
    self.handle = handle
    self.address = address
    self.body = body
    filter = AddressFilter(testAddresses: options.allowedTestAddresses)
    said.initialize(to: 0)
    let range = method == .firstBytes ? ["Range: bytes=0-1023"] : []
    for header in ["Accept-Encoding: gzip"] + range + validators {
      requestHeaders = curl_slist_append(requestHeaders, header) ?? requestHeaders
    }
    setTarget(options)
    if method == .head { curl_set_long(handle, CURLOPT_NOBODY, 1) }
    setLimits(timeoutSeconds: timeoutSeconds, options)
    setCallbacks(filtersAddresses: options.proxy == nil)
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(requestHeaders)
    said.deallocate()
  }

  private func setTarget(_ options: HTTPClientOptions) {
    curl_set_string(handle, CURLOPT_URL, address.text)
    curl_set_string(handle, CURLOPT_USERAGENT, options.userAgent)
    curl_set_list(handle, CURLOPT_HTTPHEADER, requestHeaders)
    curl_set_string(
      handle, CURLOPT_PROTOCOLS_STR, options.allowsPlainHTTP ? "http,https" : "https")
    curl_set_long(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    curl_set_long(handle, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    // An empty proxy also switches off what the environment says.
    curl_set_string(handle, CURLOPT_PROXY, options.proxy ?? "")
    curl_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
    curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
    if let file = options.certificateAuthorityFile {
      curl_set_string(handle, CURLOPT_CAINFO, file)
    }
  }

  private func setLimits(timeoutSeconds: Double, _ options: HTTPClientOptions) {
    let connectMilliseconds = Int(options.connectTimeoutSeconds * 1000)
    curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    curl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, Int(timeoutSeconds * 1000)))
    curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, connectMilliseconds))
    curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 10)
    curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, 60)
    curl_set_long(handle, CURLOPT_BUFFERSIZE, 128 << 10)
  }

  private func setCallbacks(filtersAddresses: Bool) {
    let owner = Unmanaged.passUnretained(self).toOpaque()
    said.initialize(to: 0)
    curl_set_pointer(handle, CURLOPT_ERRORBUFFER, said)
    curl_set_pointer(handle, CURLOPT_PRIVATE, owner)
    curl_on_body(handle, onBody, owner)
    curl_on_header(handle, onHeader, owner)
    // A proxy looks names up itself, and its own address may well be private.
    if filtersAddresses { curl_on_socket(handle, onSocket, owner) }
  }

  /// Makes letting go of the handle not wait for a name that is still being looked up.
  func prepareToAbandon() { curl_set_long(handle, CURLOPT_QUICK_EXIT, 1) }

  var headers: ResponseHeaders { head.headers }
  var status: Int? { head.status }

  /// Where a redirect leads, in full.
  var redirectAddress: String? {
    curl_info_string(handle, CURLINFO_REDIRECT_URL).map { String(cString: $0) }
      ?? headers["location"]
  }

  /// Whether only the end of the connection marked the end of the body.
  var isCloseDelimited: Bool {
    curl_info_long(handle, CURLINFO_HTTP_VERSION) < Int(CURL_HTTP_VERSION_2_0)
      && headers.isCloseDelimited
  }

  // MARK: What libcurl calls

  fileprivate func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    guard head.receive(line), let status = head.status else { return head.complaint == nil }
    return body.begin(status: status, headers: head.headers)
  }

  /// Opens a socket to an address, unless the address is not to be connected to.
  fileprivate func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let bytes = curl_socket_address(address).flatMap { addressBytes(socketAddress: $0) }
    guard let bytes, filter.allows(bytes) else {
      refusedAddress = bytes.map(addressText) ?? "a local socket"
      return -1
    }
    let descriptor = socket(
      address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
  }

  // MARK: What came of it

  /// To be called once, when libcurl is done with the transfer.
  func finish(_ code: CURLcode) {
    if code == CURLE_OK { body.finish() }
    failure = stopFailure ?? (code == CURLE_OK ? nil : failure(of: code))
  }

  private var stopFailure: FetchOutcome? {
    switch body.stop {
    case .tooLarge: .tooLarge(body.maxBytes)
    case .badEncoding(let reason): .badEncoding(reason)
    case .notKept(let error): .notKept(error)
    case .enough, nil: head.complaint.map { .protocolError($0) }
    }
  }

  private func failure(of code: CURLcode) -> FetchOutcome? {
    if case .enough = body.stop { return nil }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return .temporary(.nameNotResolved)
    case CURLE_COULDNT_CONNECT:
      return refusedAddress.map { .addressRefused($0) } ?? .temporary(.noConnection)
    case CURLE_OPERATION_TIMEDOUT: return .temporary(.timedOut)
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return .temporary(.cutShort)
    case CURLE_SSL_CONNECT_ERROR where message.contains("SYSCALL") || message.contains("reset"):
      return .temporary(.cutShort)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS:
      return .tlsError(escaped(message, limit: 80))
    // libcurl's word for a header line beyond its own limit of 100 KB.
    case CURLE_OUT_OF_MEMORY where status != nil && !head.isComplete:
      return .protocolError("more than \(ResponseHeaders.maxBytes) bytes of headers")
    case CURLE_OUT_OF_MEMORY: return .notKept(FetchError(address.host, .noMemory))
    default: return .protocolError(escaped(message, limit: 80))
    }
  }

  private var message: String { String(cString: said) }
}

// libcurl calls these on the thread that runs the pool; the owner outlives its handle.

private func transfer(_ owner: UnsafeMutableRawPointer?) -> Transfer? {
  owner.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private let onBody: curl_bytes_callback = { bytes, size, count, owner in
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(owner)?.body.receive(piece) == true ? piece.count : piece.count &+ 1
}

private let onHeader: curl_bytes_callback = { bytes, size, count, owner in
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(owner)?.receiveHeader(line) == true ? line.count : line.count &+ 1
}

private let onSocket: curl_opensocket_callback = { owner, _, address in
  guard let address else { return -1 }
  return transfer(owner)?.openSocket(address) ?? -1
}
