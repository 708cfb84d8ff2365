/// How far a fetch has come.
public struct FetchProgress: Sendable {
  /// Requests that came to their end.
  public let settled: Int
  /// Requests known so far; answers may lead to more.
  public let total: Int
  /// Bytes of bodies received so far, as they came over the wire.
  public let bytesOnTheWire: Int
  /// What has just come to its end; nil when time has passed and no more.
  public let finished: FetchReport?
}
