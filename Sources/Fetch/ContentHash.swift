import CCrypto

/// SHA-256 of bytes that arrive in pieces, by the system's libcrypto.
public final class ContentHash {
  private let context: OpaquePointer

  /// - Throws: ``FetchError`` when libcrypto refuses (no memory, or SHA-256 switched off).
  public init() throws {
    guard let context = EVP_MD_CTX_new() else { throw FetchError("SHA-256", .noMemory) }
    self.context = context
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      throw FetchError("SHA-256", .library("libcrypto", "it offers no SHA-256"))
    }
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes behind those so far.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The lower-case hexadecimal hash of everything so far; the hash cannot be added to afterwards.
  public func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    _ = EVP_DigestFinal_ex(context, &digest, &count)
    return hexadecimal(digest.prefix(Int(count)))
  }
}

private func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  let characters = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: characters, as: UTF8.self)
}

/// The lower-case hexadecimal SHA-256 of some bytes.
///
/// - Throws: ``FetchError`` when libcrypto refuses.
public func sha256Hex(of bytes: some Sequence<UInt8>) throws -> String {
  let hash = try ContentHash()
  Array(bytes).withUnsafeBytes { hash.update($0) }
  return hash.finish()
}

/// The lower-case hexadecimal SHA-256 of a file and its length in bytes, in constant memory.
///
/// - Throws: ``FetchError`` when the file cannot be read.
public func sha256Hex(ofFile path: String) throws -> (sha256: String, byteCount: Int) {
  let file = try OpenFile(reading: path)
  let hash = try ContentHash()
  let byteCount = try file.forEachPiece { hash.update($0) }
  return (hash.finish(), byteCount)
}

/// The version of libcrypto that is in use.
let cryptoVersion = String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))
