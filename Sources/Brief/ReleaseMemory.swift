/// What was read of a release and is the same for all its areas: read once, by the first who asks.
///
/// Belongs to one thread, as the connection does.
final class ReleaseMemory {
  private var held: [String: Any] = [:]

  /// What `read` gave the first time it was asked for by this name.
  func once<Value>(_ name: String = #function, _ read: () throws -> Value) rethrows -> Value {
    // What is held may itself be nil, which is not the same as nothing held.
    if let known = held[name], let value = known as? Value { return value }
    let value = try read()
    held[name] = value
    return value
  }
}
