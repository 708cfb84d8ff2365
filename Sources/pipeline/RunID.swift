/// Names this run of the program in its log and its records.
enum RunID {
  /// Eight hexadecimal digits by chance.
  static let current: String = {
    let number = UInt32.random(in: .min ... .max)
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }()
}
