import ArgumentParser
import Brief
import Fetch
import Load
import Transform

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process tells its caller, in the words of `sysexits.h`.
enum ExitStatus: Int32 {
  case ok = 0
  case usage = 64
  case dataError = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case systemError = 71
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case `protocol` = 76
  case noPermission = 77
  case configuration = 78
}

extension ExitStatus {
  /// Whether an error is one of the stages' own, which carry their sentence with them.
  static func knows(_ error: any Error) -> Bool {
    error is FetchError || error is TransformError || error is LoadError
      || error is ConfigurationError || error is BriefError || error is InputError
  }

  init(_ error: any Error) {
    self =
      switch error {
      case is ConfigurationError: .configuration
      case let error as FetchError: Self.status(of: error.cause)
      case let error as TransformError: Self.status(of: error.cause)
      case let error as LoadError: Self.status(of: error.cause)
      case let error as InputError: error.status
      case is BriefError: .usage
      default: .software
      }
  }

  private static func status(of cause: FetchError.Cause) -> ExitStatus {
    switch cause {
    case .noSuchFile, .notAFile, .damaged: .noInput
    case .notPermitted: .noPermission
    case .noSpace, .systemCall: .inputOutput
    case .changedWhileRead: .dataError
    case .invalidSourceID, .invalidName: .usage
    case .noMemory, .library: .systemError
    }
  }

  private static func status(of cause: TransformError.Cause) -> ExitStatus {
    switch cause {
    case .unknownArea, .ambiguousArea: .usage
    case .unreadable: .noInput
    default: .dataError
    }
  }

  private static func status(of cause: LoadError.Cause) -> ExitStatus {
    switch cause {
    case .sqlite(let code, _): [10, 13].contains(code & 0xFF) ? .inputOutput : .dataError
    case .newerVersion: .configuration
    case .failedCheck: .software
    case .nothingPublished: .noInput
    case .notOurFolder: .cannotCreate
    case .locked: .temporary
    case .system(let code, _):
      switch code {
      case EACCES, EPERM: .noPermission
      case EROFS, ENOENT, ENOTDIR: .cannotCreate
      default: .inputOutput
      }
    }
  }
}

/// Ends the command with a status other than 0 after what there is to say has been said.
extension ExitStatus {
  func exitUnlessOK() throws {
    if self != .ok { throw ExitCode(rawValue) }
  }
}

extension ExitStatus {
  /// The status of the worst outcome; ``ok`` when every request went well.
  static func worst(of reports: [FetchReport]) -> ExitStatus {
    let statuses = reports.map { ExitStatus($0.outcome) }
    return statuses.max { $0.severity < $1.severity } ?? .ok
  }

  private init(_ outcome: FetchOutcome) {
    self =
      switch outcome {
      case .fresh, .unchanged: .ok
      case .blocked, .gone, .rejected, .robotsDenied, .challenge: .unavailable
      case .wrongType, .empty, .headerOnly, .truncated: .dataError
      case .tooLarge, .tlsError, .redirectRefused, .addressRefused, .badEncoding, .protocolError:
        .protocol
      case .temporary, .cancelled: .temporary
      case .notKept(let error): ExitStatus(error)
      }
  }

  /// What can only be mended by a person ranks above what passes by itself.
  private var severity: Int {
    switch self {
    case .ok: 0
    case .temporary: 1
    case .unavailable: 2
    case .dataError: 3
    case .protocol: 4
    default: 5
    }
  }
}
