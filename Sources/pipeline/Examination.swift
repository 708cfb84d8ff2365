import Fetch
import Load

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

/// The checks of `pipeline doctor`, in the order in which they bear on a run.
struct Examination {
  struct Check {
    let subject: String
    let status: ExitStatus
    let finding: String

    var line: String { "\(status == .ok ? "ok  " : "FAIL") \(subject): \(finding)" }

    static func ok(_ subject: String, _ finding: String) -> Check {
      Check(subject: subject, status: .ok, finding: finding)
    }
  }

  let state: String
  let isOffline: Bool

  func checks(_ configuration: () throws -> ConfigurationFolder) -> [Check] {
    var checks = [libraries, stateFolder, disk]
    do {
      let sources = try Sources(configuration())
      checks.append(.ok("configuration", "\(sources.all.count) sources"))
      checks.append(clock(sources))
      checks.append(release)
      if !isOffline { checks += reachability(sources) }
    } catch {
      checks.append(
        Check(
          subject: "configuration", status: ExitStatus(error),
          finding: ExitStatus.sentence(of: error)))
      checks.append(release)
    }
    return checks
  }

  private var libraries: Check {
    .ok(
      "libraries", Version.libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", "))
  }

  /// A folder that is not there yet needs one above it in which it can be made.
  private var stateFolder: Check {
    var place = URL(filePath: state).absoluteURL
    while access(place.path, F_OK) != 0 && place.path != "/" { place.deleteLastPathComponent() }
    guard access(place.path, W_OK | X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      return Check(
        subject: "state folder", status: errno == EROFS ? .cannotCreate : .noPermission,
        finding: "\(place.path) cannot be written (\(reason)). Give this user access to it, or"
          + " name another folder with --state.")
    }
    let made = access(state, F_OK) == 0 ? "can be written" : "can be made"
    return .ok("state folder", "\(state) \(made)")
  }

  private var disk: Check {
    var facts = statvfs()
    var place = URL(filePath: state).absoluteURL
    while statvfs(place.path, &facts) != 0 && place.path != "/" { place.deleteLastPathComponent() }
    let free = (Int(facts.f_bavail) * Int(facts.f_frsize)) >> 20
    guard free >= 512 else {
      return Check(
        subject: "disk", status: .inputOutput,
        finding: "only \(free) MB free. A run needs about 512 MB for three releases; make room.")
    }
    return .ok("disk", "\(free) MB free")
  }

  /// A clock that is behind what the snapshots say was set back.
  private func clock(_ sources: Sources) -> Check {
    let now = Date().formatted(.iso8601)
    guard access("\(state)/snapshots", F_OK) == 0,
      let store = try? SnapshotStore(stateDirectory: state),
      let newest = sources.all.compactMap({ store.history(sourceID: $0.id).lastTry }).max()
    else { return .ok("clock", now) }
    if newest > now {
      return Check(
        subject: "clock", status: .configuration,
        finding: "it says \(now), but a source was asked at \(newest). Set the clock.")
    }
    return .ok("clock", now)
  }

  private var release: Check {
    do {
      let release = try Release.current(in: state)
      let database = try Database(readOnly: release.databasePath)
      if let problem = try database.damage(.quick).first {
        return Check(
          subject: "database", status: .dataError,
          finding: "\(release.databasePath) is damaged (\(problem))."
            + " Run `pipeline run` to make it anew.")
      }
      return .ok("database", "release \(release.number) is whole")
    } catch let error as LoadError where error.cause == .nothingPublished {
      return .ok("database", "nothing is published yet")
    } catch {
      return Check(
        subject: "database", status: ExitStatus(error), finding: ExitStatus.sentence(of: error))
    }
  }

  private func reachability(_ sources: Sources) -> [Check] {
    do {
      return try reach(sources.all, contact: sources.contact).map { source, outcome in
        outcome.isAnswer
          ? .ok("source \(source.id)", "\(source.address) answers")
          : Check(
            subject: "source \(source.id)", status: .temporary,
            finding: "\(source.address): \(outcome.sentence) Check the network and the address.")
      }
    } catch {
      return [
        Check(
          subject: "sources", status: ExitStatus(error), finding: ExitStatus.sentence(of: error))
      ]
    }
  }
}
