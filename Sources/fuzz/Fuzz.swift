#if FUZZING
  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// What libFuzzer calls with each input; `FUZZ_TARGET` says which part of the program gets it.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }

  private let chosen: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("FUZZ_TARGET must be csv, html, http, configuration or normaliser")
    }
    return target
  }()
#elseif DEBUG
  /// Without libFuzzer: gives a target the files of a folder, then changed copies of them.
  @main
  enum Fuzz {
    static func main() throws {
      let arguments = CommandLine.arguments
      guard arguments.count == 5, let target = FuzzTarget(rawValue: arguments[1]),
        let count = Int(arguments[3]), let seed = UInt64(arguments[4])
      else {
        print("usage: fuzz csv|html|http|configuration|normaliser FOLDER COUNT SEED")
        return
      }
      try Replay(target, folder: arguments[2]).run(count, seed: seed)
    }
  }
#else
  @main
  enum Fuzz {
    static func main() {
      print("Run scripts/fuzz: it builds this with libFuzzer and feeds it.")
    }
  }
#endif
