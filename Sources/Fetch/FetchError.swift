#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why the fetch stage, or its store of snapshots, could not do something on this machine.
///
/// What a publisher's server answered is never an error but a ``FetchOutcome``.
public struct FetchError: Error, Sendable, Hashable {
  /// What went wrong, without prose.
  public enum Cause: Sendable, Hashable {
    case noSuchFile
    case notAFile
    case notPermitted
    case noSpace
    /// A system call failed: its name and `errno`.
    case systemCall(String, Int32)
    /// The bytes on disk are not those that were kept.
    case damaged(expected: String, found: String)
    /// The manifest names bytes that are not there, or not in full.
    case noLongerHeld
    case changedWhileRead
    case invalidSourceID
    case invalidName
    case noMemory
    /// A C library could not be set up: its name and what it said.
    case library(String, String)
  }

  /// The file, folder or source concerned.
  public let subject: String
  public let cause: Cause

  public init(_ subject: String, _ cause: Cause) {
    self.subject = subject
    self.cause = cause
  }

  /// The error of a system call that has just failed on `path`, from `errno`.
  static func system(_ call: String, _ path: String, _ code: Int32 = errno) -> FetchError {
    switch code {
    case ENOENT: FetchError(path, .noSuchFile)
    case EACCES, EPERM, EROFS: FetchError(path, .notPermitted)
    case ENOSPC, EDQUOT, EFBIG: FetchError(path, .noSpace)
    case ENOMEM: FetchError(path, .noMemory)
    default: FetchError(path, .systemCall(call, code))
    }
  }

  /// Whether the same call may well succeed later without anybody doing anything.
  public var isTemporary: Bool {
    switch cause {
    case .changedWhileRead, .noMemory: true
    default: false
    }
  }
}

extension FetchError: CustomStringConvertible {
  /// One sentence or two: what happened to what, what still holds, and what to do.
  public var description: String { "\(subject): \(words)" }

  private var words: String {
    switch cause {
    case .noSuchFile:
      "there is no such file. Nothing was taken in; check the path."
    case .notAFile:
      "this is not a regular file. Nothing was taken in; give the file itself."
    case .notPermitted:
      "permission denied. Nothing was changed; check the owner and mode of the folder."
    case .noSpace:
      "no space left to write it. What was held before is untouched; make room and run again."
    case .systemCall(let name, let code):
      "\(name) failed (\(String(cString: strerror(code)))). What was held before is untouched; "
        + "check the disk and run again."
    case .damaged(let expected, let found):
      "the bytes on disk have SHA-256 \(found.prefix(12))…, not \(expected.prefix(12))…. "
        + "The file is not used; fetch the source again."
    case .noLongerHeld:
      "the bytes that were kept are not there in full. Nothing else is touched; fetch the source "
        + "again."
    case .changedWhileRead:
      "the file changed while it was being read. Nothing was taken in; run again."
    case .invalidSourceID:
      "a source id is lower-case letters, digits, hyphens and underscores. Correct it."
    case .invalidName:
      "a name is 1 to 200 printable characters. Correct it."
    case .noMemory:
      "out of memory. Nothing was changed; run again with more."
    case .library(let name, let said):
      "\(name) could not be used: \(said). Nothing was fetched; check that it is installed."
    }
  }
}
