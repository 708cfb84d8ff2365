#if Postgres
  import Foundation
  import Support

  /// A PostgreSQL of its own for tests, in a temporary folder, reached by a socket in that folder.
  final class PostgresServer: Sendable {
    private static let folder: String? = {
      let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql"))
      let newest = versions?.max { (Int($0) ?? 0) < (Int($1) ?? 0) }
      return newest.map { "/usr/lib/postgresql/\($0)/bin" }
    }()

    static var isPresent: Bool {
      folder.map { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") } ?? false
    }

    private let home = TemporaryFolder()
    private var data: String { home.path + "/data" }
    /// Where the server is reached.
    var address: String { "postgresql:///postgres?host=\(home.path)&user=tester" }

    struct Failure: Error { let said: String }

    init() throws {
      if geteuidIsRoot { try run("/bin/chown", ["nobody", home.path]) }
      try asPlainUser(
        "initdb",
        ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"])
      try asPlainUser(
        "pg_ctl",
        ["-D", data, "-w", "-t", "120", "-l", home.path + "/log", "-o"]
          + ["-c listen_addresses='' -k \(home.path) -c fsync=off -c max_wal_size=256MB", "start"])
    }

    deinit { try? asPlainUser("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"]) }

    /// The server refuses to run as root.
    private func asPlainUser(_ program: String, _ arguments: [String]) throws {
      let command = [(Self.folder ?? "") + "/" + program] + arguments
      if geteuidIsRoot {
        try run("/usr/sbin/runuser", ["-u", "nobody", "--"] + command)
      } else {
        try run(command[0], arguments)
      }
    }

    /// The server outlives the program that starts it and must not keep its open files, by which
    /// Foundation waits for the program's end.
    private static let withoutOpenFiles = """
      for file in /proc/$$/fd/*; do
        number=${file##*/}
        if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
      done
      exec "$@"
      """

    private func run(_ program: String, _ arguments: [String]) throws {
      let run = try ProgramRun(
        "/bin/bash", ["-c", Self.withoutOpenFiles, "bash", program] + arguments, in: home.path)
      if run.status != 0 { throw Failure(said: run.output + run.complaints) }
    }

    /// What `psql` prints for a statement, without frills.
    func answer(_ sql: String) throws -> String {
      let run = try ProgramRun(
        (Self.folder ?? "") + "/psql",
        [address, "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
      if run.status != 0 { throw Failure(said: run.complaints) }
      return run.output
    }
  }
#endif
