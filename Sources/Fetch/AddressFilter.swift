#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Decides on the address a socket is about to be connected to, whatever name or spelling led
/// there, so that no redirect or name can reach into the machine or its network.
///
/// Source: the special-purpose address registries of IANA (RFC 6890).
struct AddressFilter {
  private let allowed: Set<[UInt8]>

  /// - Parameter testAddresses: addresses that are allowed although they are not public.
  init(testAddresses: [String] = []) {
    allowed = Set(testAddresses.compactMap(addressBytes))
  }

  /// Whether a connection may be made to an address of 4 or 16 bytes.
  func allows(_ address: [UInt8]) -> Bool {
    let bytes = withoutMapping(address)
    if allowed.contains(bytes) { return true }
    return switch bytes.count {
    case 4: isPublicVersion4(bytes)
    case 16: isPublicVersion6(bytes)
    default: false
    }
  }

  private func isPublicVersion4(_ bytes: [UInt8]) -> Bool {
    !Self.reservedVersion4.contains { matches(bytes, $0.bytes, bits: $0.bits) }
  }

  /// Only 2000::/3 is public, without its reserved parts; 64:ff9b::/96 stands for version 4.
  private func isPublicVersion6(_ bytes: [UInt8]) -> Bool {
    if matches(bytes, [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96) {
      return isPublicVersion4(Array(bytes.suffix(4)))
    }
    return matches(bytes, [0x20], bits: 3)
      && !Self.reservedVersion6.contains { matches(bytes, $0.bytes, bits: $0.bits) }
  }

  private static let reservedVersion4: [(bytes: [UInt8], bits: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private static let reservedVersion6: [(bytes: [UInt8], bits: Int)] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0d, 0xb8], 32), ([0x20, 0x02], 16),
    ([0x3f, 0xff, 0x00], 20),
  ]
}

/// Whether the first `bits` bits of an address are those of a prefix.
private func matches(_ address: [UInt8], _ prefix: [UInt8], bits: Int) -> Bool {
  let whole = bits / 8
  guard address.prefix(whole) == prefix.prefix(whole) else { return false }
  guard bits % 8 > 0 else { return true }
  let mask = UInt8(truncatingIfNeeded: 0xff00 >> (bits % 8))
  return address[whole] & mask == prefix[whole] & mask
}

/// An address of version 4 that is written as one of version 6 (::ffff:0:0/96) is what it stands for.
private func withoutMapping(_ address: [UInt8]) -> [UInt8] {
  let mapping: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
  return address.count == 16 && address.starts(with: mapping) ? Array(address.suffix(4)) : address
}

/// The 4 or 16 bytes of an address in its usual spelling; nil for anything else.
func addressBytes(_ text: String) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: 16)
  if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
  if inet_pton(AF_INET6, text, &bytes) == 1 { return withoutMapping(bytes) }
  return nil
}

/// The usual spelling of an address of 4 or 16 bytes.
func addressText(_ bytes: [UInt8]) -> String {
  var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
  let family = bytes.count == 4 ? AF_INET : AF_INET6
  guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The address in a `sockaddr`; nil for families other than IP.
func addressBytes(socketAddress: UnsafeRawPointer) -> [UInt8]? {
  switch Int32(socketAddress.loadUnaligned(as: sockaddr.self).sa_family) {
  case AF_INET:
    withUnsafeBytes(of: socketAddress.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
  case AF_INET6:
    withUnsafeBytes(of: socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
  default: nil
  }
}
