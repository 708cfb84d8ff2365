import Foundation
import Support
import Testing

@testable import Transform

struct WaitingFileTests {
  private let folder = TemporaryFolder()

  @Test func `bytes come back from where they were put`() {
    let file = WaitingFile(in: folder.path)
    let places = [[1, 2, 3] as [UInt8], [4, 5]].map { $0.withUnsafeBytes { file.append($0) } }
    #expect(places == [0, 3])
    var bytes: [UInt8] = [0, 0]
    bytes.withUnsafeMutableBytes { file.read($0, at: 3) }
    #expect(bytes == [4, 5])
  }

  @Test func `a folder that takes no file is told at once`() {
    let file = WaitingFile(in: folder.path + "/none")
    #expect([1 as UInt8].withUnsafeBytes { file.append($0) } == nil)
  }

  #if os(Linux)
    @Test func `bytes that do not come back end the process as a mapped file would`() async {
      await #expect(processExitsWith: .signal(SIGBUS)) {
        let folder = TemporaryFolder()
        let file = WaitingFile(in: folder.path)
        var bytes: [UInt8] = [1]
        _ = bytes.withUnsafeBytes { file.append($0) }
        for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
          let path = "/proc/self/fd/" + descriptor
          let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
          if target?.hasPrefix(folder.path) == true { truncate(path, 0) }
        }
        bytes.withUnsafeMutableBytes { file.read($0, at: 0) }
      }
    }
  #endif
}
