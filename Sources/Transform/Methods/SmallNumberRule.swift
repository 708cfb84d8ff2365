/// A rule for counts too small to be shown, written with `$` for the count.
///
/// Example: `($ >0) AND ($ <=5)` marks counts above 0 and at most 5.
/// Grammar: comparisons of `$` with a number (`<`, `<=`, `>`, `>=`, `=`, `<>`), joined by AND
/// and OR, with AND first and brackets round any part; letters in either case, spaces free.
/// Reference: the small-number formula kept with each indicator in the upload service.
public struct SmallNumberRule: Hashable, Sendable {
  /// The formula as given.
  public let formula: String
  private let expression: Expression

  /// Reads a formula; nil when it is not of the grammar, so that nothing is shown unchecked.
  public init?(_ formula: String) {
    var reader = Reader(formula)
    guard let expression = reader.either(), reader.isAtEnd else { return nil }
    self.formula = formula
    self.expression = expression
  }

  /// Whether a count is small by the rule.
  public func isSmall(_ count: Double) -> Bool { expression.holds(count) }

  private indirect enum Expression: Hashable, Sendable {
    case compare(Operator, Double)
    case both(Expression, Expression)
    case either(Expression, Expression)

    func holds(_ count: Double) -> Bool {
      switch self {
      case .compare(let comparison, let limit): comparison.holds(count, limit)
      case .both(let left, let right): left.holds(count) && right.holds(count)
      case .either(let left, let right): left.holds(count) || right.holds(count)
      }
    }
  }

  private enum Operator: String, Hashable, Sendable {
    case atMost = "<="
    case atLeast = ">="
    case unequal = "<>"
    case below = "<"
    case above = ">"
    case equal = "="

    func holds(_ count: Double, _ limit: Double) -> Bool {
      switch self {
      case .atMost: count <= limit
      case .atLeast: count >= limit
      case .unequal: count != limit
      case .below: count < limit
      case .above: count > limit
      case .equal: count == limit
      }
    }
  }

  private struct Reader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
      rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.allSatisfy { $0 == UInt8(ascii: " ") } }

    mutating func either() -> Expression? {
      guard var left = both() else { return nil }
      while take("OR") {
        guard let right = both() else { return nil }
        left = .either(left, right)
      }
      return left
    }

    private mutating func both() -> Expression? {
      guard var left = part() else { return nil }
      while take("AND") {
        guard let right = part() else { return nil }
        left = .both(left, right)
      }
      return left
    }

    private mutating func part() -> Expression? {
      guard take("(") else { return comparison() }
      let inside = either()
      return take(")") ? inside : nil
    }

    private mutating func comparison() -> Expression? {
      guard take("$"), let comparison = comparisonSign(), let limit = number()
      else { return nil }
      return .compare(comparison, limit)
    }

    private mutating func comparisonSign() -> Operator? {
      for sign in ["<=", ">=", "<>", "<", ">", "="] where take(sign) {
        return Operator(rawValue: sign)
      }
      return nil
    }

    private mutating func number() -> Double? {
      skipSpaces()
      let digits = rest.prefix { (48...57).contains($0) || $0 == 46 || $0 == 45 }
      rest = rest[digits.endIndex...]
      return Double(Substring(digits))
    }

    /// Takes a word or sign if it comes next, in either case.
    private mutating func take(_ word: String) -> Bool {
      skipSpaces()
      let next = rest.prefix(word.utf8.count)
      let isNext = next.elementsEqual(word.utf8) { $0 == $1 || ($0 > 96 && $0 - 32 == $1) }
      if isNext { rest = rest[next.endIndex...] }
      return isNext
    }

    private mutating func skipSpaces() {
      rest = rest.drop { $0 == UInt8(ascii: " ") }
    }
  }
}
