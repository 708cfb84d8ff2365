import Testing

@testable import Fetch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct AddressFilterTests {
  private func allows(_ text: String, _ filter: AddressFilter = AddressFilter()) throws -> Bool {
    filter.allows(try #require(addressBytes(text)))
  }

  @Test(arguments: [
    "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "169.253.0.1", "192.167.0.1",
    "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808",
  ])
  func `public addresses are allowed`(address: String) throws {
    #expect(try allows(address))
  }

  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fc00::1",
    "fd12::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "64:ff9b::7f00:1", "100::1",
    "3fff::1",
  ])
  func `addresses that are not public are refused`(address: String) throws {
    #expect(try !allows(address))
  }

  @Test func `a test address is allowed in each of its spellings and nothing else is`() throws {
    let filter = AddressFilter(testAddresses: ["127.0.0.1", "nonsense"])
    #expect(try allows("127.0.0.1", filter))
    #expect(try allows("::ffff:127.0.0.1", filter))
    #expect(try !allows("127.0.0.2", filter))
    #expect(try !allows("::1", filter))
  }

  @Test func `the address is read from the socket's own structure`() {
    var version4 = sockaddr_in()
    version4.sin_family = sa_family_t(AF_INET)
    version4.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    #expect(
      withUnsafeBytes(of: &version4) { $0.baseAddress.flatMap(addressBytes) } == [127, 0, 0, 1])
    var local = sockaddr_un()
    local.sun_family = sa_family_t(AF_UNIX)
    #expect(withUnsafeBytes(of: &local) { $0.baseAddress.flatMap(addressBytes) } == nil)
    #expect(!AddressFilter().allows([]))
  }

  @Test(arguments: [
    ("https://Example.ORG/a?b#c", "https://example.org/a?b"),
    ("https://example.org:443/", "https://example.org:443/"),
  ])
  func `addresses are normalised`(text: String, expected: String) throws {
    let address = try #require(WebAddress(text))
    #expect(address.text.lowercased() == expected)
    #expect(address.authority == "example.org:443")
  }

  @Test(arguments: [
    "", "example.org", "ftp://example.org/", "file:///etc/passwd", "https://",
    "https://me:secret@example.org/", "https://exa mple.org/", "javascript:alert(1)",
  ])
  func `what is no web address is refused`(text: String) {
    #expect(WebAddress(text) == nil)
  }
}
