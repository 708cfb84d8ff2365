/// What `scripts/test-full sanitizers` changes for the tests; it sets `SANITIZED`.
public enum Sanitizers {
  #if SANITIZED
    public static let areOn = true
  #else
    public static let areOn = false
  #endif

  /// Why a test of limits on memory is left out: a sanitizer maps terabytes before anything else, and
  /// the program then sets itself no limit.
  public static let noLimitReason = "a sanitizer needs more memory than any limit leaves"

  /// How many times as long as usual what is timed may take: they make code several times as slow.
  public static let slowness = areOn ? 10.0 : 1.0
}
