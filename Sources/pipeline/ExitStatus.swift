import ArgumentParser
import Brief
import Fetch
import Load
import Transform

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
  /// Whether the argument parser itself has the words for an error: wrong use, a request for help,
  /// or a status about which all has been said.
  static func isToldByParser(_ error: any Error) -> Bool {
    error is ExitCode || Pipeline.exitCode(for: error) != ExitCode.failure
  }

  /// What there is to say about an error.
  static func sentence(of error: any Error) -> String {
    switch error {
    case let error as CocoaError: fileSentence(error)
    case let error as any CustomStringConvertible & Error where isOurs(error): "\(error)"
    case let error where isToldByParser(error): Pipeline.message(for: error)
    default: "an unexpected failure (\(error)). What was published before is unchanged."
    }
  }

  /// Whether an error is one of the stages' own, which carry their sentence with them.
  private static func isOurs(_ error: any Error) -> Bool {
    error is FetchError || error is TransformError || error is LoadError
      || error is ConfigurationError || error is BriefError || error is InputError
      || error is ExportError
  }

  private static func fileSentence(_ error: CocoaError) -> String {
    let reason = (error.underlying as? POSIXError).map {
      String(cString: strerror($0.code.rawValue))
    }
    return "\(error.filePath ?? "a file"): cannot be read or written"
      + " (\(reason ?? "file system error \(error.code.rawValue)"))."
      + " What was published before is unchanged."
  }

  init(_ error: any Error) {
    self =
      switch error {
      case let error as ConfigurationError:
        error.cause == .unreadable ? .noPermission : .configuration
      case let error as FetchError: Self.status(of: error.cause)
      case let error as TransformError: Self.status(of: error.cause)
      case let error as LoadError: Self.status(of: error.cause)
      case let error as InputError: error.status
      case let error as ExportError: Self.status(of: error.cause)
      case let error as BriefError: Self.status(of: error)
      case let error as CocoaError: Self.status(of: error)
      case is ValidationError: .usage
      default: .software
      }
  }

  private static func status(of cause: FetchError.Cause) -> ExitStatus {
    switch cause {
    case .noSuchFile, .notAFile, .damaged, .noLongerHeld: .noInput
    case .notPermitted: .noPermission
    case .noSpace: .inputOutput
    case .changedWhileRead: .dataError
    case .invalidSourceID, .invalidName: .usage
    case .systemCall(_, EMFILE), .systemCall(_, ENFILE), .noMemory, .library: .systemError
    case .systemCall: .inputOutput
    }
  }

  private static func status(of error: CocoaError) -> ExitStatus {
    switch error.code {
    case .fileWriteNoPermission, .fileReadNoPermission: .noPermission
    case .fileWriteVolumeReadOnly: .cannotCreate
    case .fileNoSuchFile, .fileReadNoSuchFile: .noInput
    default: .inputOutput
    }
  }

  private static func status(of error: BriefError) -> ExitStatus {
    switch error {
    case .programMissing: .unavailable
    case .programFailed: .software
    case .unknownTag, .brokenTemplate: .configuration
    case .noSuchArea, .divided, .noSuchTheme, .noSuchFolder: .usage
    case .noAuthorities: .noInput
    case .notASite: .cannotCreate
    }
  }

  private static func status(of cause: TransformError.Cause) -> ExitStatus {
    switch cause {
    case .unknownArea, .ambiguousArea: .usage
    case .unreadable(let errno) where [ENOENT, ENOTDIR, EISDIR].contains(errno): .noInput
    case .unreadable(let errno): status(ofSystemError: errno)
    default: .dataError
    }
  }

  private static func status(of cause: LoadError.Cause) -> ExitStatus {
    switch cause {
    case .sqlite(let code, _):
      switch code & 0xFF {
      case 7: .systemError
      case 8, 14: .cannotCreate
      case 10, 13: .inputOutput
      default: .dataError
      }
    case .newerVersion: .configuration
    case .failedCheck: .software
    case .nothingPublished, .nothingToRollBackTo: .noInput
    case .noSuchRelease: .usage
    case .damaged, .blocked: .dataError
    case .notOurFolder: .cannotCreate
    case .locked: .temporary
    case .noSpace: .inputOutput
    case .system(let code, _): status(ofSystemError: code)
    }
  }

  private static func status(ofSystemError code: Int32) -> ExitStatus {
    switch code {
    case EACCES, EPERM: .noPermission
    case EROFS, ENOENT, ENOTDIR: .cannotCreate
    case ENOMEM, EMFILE, ENFILE, EAGAIN: .systemError
    default: .inputOutput
    }
  }
}

extension ExitStatus {
  private static func status(of cause: ExportError.Cause) -> ExitStatus {
    switch cause {
    case .unknownTable, .oneTableOnly, .notBuiltIn, .notOneQuery, .wrongStatement: .usage
    case .noServer: .unavailable
    case .excel, .notOurSchema, .refusedByServer, .otherContent: .cannotCreate
    case .system(let code, _): status(ofSystemError: code)
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

  /// What an outcome of asking a publisher means for the caller.
  init(_ outcome: FetchOutcome) {
    self =
      switch outcome {
      case .fresh, .unchanged, .withdrawn, .reachable: .ok
      case .blocked, .gone, .rejected, .robotsDenied, .challenge, .notOffered: .unavailable
      case .wrongType, .empty, .headerOnly, .truncated, .columnsMissing, .wrongSubject: .dataError
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
