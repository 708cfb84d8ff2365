#if DEBUG && !FUZZING
  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif
  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Gives a target what is in a folder, then copies of it that were changed at random.
  ///
  /// Each input is left in `FOLDER-last` of the working folder before it is tried, so that it can be
  /// looked at after a trap. The same seed gives the same copies.
  struct Replay {
    private let target: FuzzTarget
    private let inputs: [(name: String, bytes: [UInt8])]
    /// The longest that one input took: seconds of the processor, and which it was.
    private var slowest = (seconds: 0.0, name: "")

    /// A program that is not optimised takes some times as long for the same input.
    #if DEBUG
      private static let mostSeconds = 5.0
    #else
      private static let mostSeconds = 1.0
    #endif

    init(_ target: FuzzTarget, folder: String) throws {
      self.target = target
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      inputs = try names.map { name in
        (name, [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
      }
    }

    consuming func run(_ count: Int, seed: UInt64) throws {
      // What is made once is not counted to the first input.
      target.take([])
      for input in inputs { try take(input.bytes, named: input.name) }
      var mutation = Mutation(seed: seed)
      for number in 0..<max(0, inputs.isEmpty ? 0 : count) {
        let bytes = mutation.changed(inputs.map(\.bytes))
        try take(bytes, named: "copy \(number) of seed \(seed)")
      }
      print("\(inputs.count) files and \(count) copies; slowest: \(slowest)")
      if slowest.seconds > Self.mostSeconds { exit(1) }
    }

    private mutating func take(_ bytes: [UInt8], named name: String) throws {
      try Data(bytes).write(to: URL(filePath: "\(target.rawValue)-last"))
      let start = Self.processorSeconds
      target.take(bytes)
      let seconds = Self.processorSeconds - start
      if seconds > slowest.seconds { slowest = (seconds, name) }
    }

    private static var processorSeconds: Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }

  /// Changes of the kind that a broken line, a hurried publisher or somebody hostile makes.
  struct Mutation: RandomNumberGenerator {
    private var state: UInt64
    private static let pieces: [[UInt8]] =
      [
        "\"", "\"\"", ",", "\r", "\r\n", "\n", "\0", "\u{FEFF}", "<", "</", "<!--", "&#x110000;",
        ":",
        "- ", "&a ", "*a", "[", "{", "99999999999999999999", "-0", "1e400", "NaN", " - ", "/", "%",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x1F, 0x8B, 8]]

    init(seed: UInt64) { state = seed }

    /// Steele, Lea and Flood's SplitMix64.
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }

    mutating func changed(_ inputs: [[UInt8]]) -> [UInt8] {
      var bytes = inputs.randomElement(using: &self) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &self) {
        change(&bytes, inputs)
      }
      return Array(bytes.prefix(1 << 16))
    }

    private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
      let place = Int.random(in: 0...bytes.count, using: &self)
      let end = min(bytes.count, place + Int.random(in: 1...64, using: &self))
      switch Int.random(in: 0..<6, using: &self) {
      case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self) ?? [], at: place)
      case 3:
        let times = Int.random(in: 1...200, using: &self)
        bytes.insert(
          contentsOf: [[UInt8]](repeating: Array(bytes[place..<end]), count: times).joined(),
          at: place)
      case 4: bytes.removeSubrange(place...)
      default:
        let other = inputs.randomElement(using: &self) ?? []
        let start = Int.random(in: 0...other.count, using: &self)
        bytes.replaceSubrange(place..., with: other[start...])
      }
    }
  }
#endif
