#if Postgres
  internal import CPostgres

  /// A connection to a PostgreSQL server.
  final class PostgresConnection {
    private let handle: OpaquePointer
    private let subject = "PostgreSQL"

    /// Connects to a server. What the address does not say is taken from the environment, the service
    /// file and the password file.
    ///
    /// - Parameter address: a `postgresql://` URL or the words of a connection.
    /// - Throws: ``ExportError`` when nobody answers there or the server turns us away.
    init(_ address: String) throws {
      guard let opened = PQconnectdb(address) else {
        throw ExportError(.noServer("out of memory"), subject: subject)
      }
      guard PQstatus(opened) == CONNECTION_OK else {
        defer { PQfinish(opened) }
        throw ExportError(.noServer(Self.oneLine(PQerrorMessage(opened))), subject: subject)
      }
      handle = opened
      PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    /// Runs a statement, or several.
    func execute(_ sql: String) throws { try finish(PQexec(handle, sql)) }

    /// The first column of the first row of a query.
    func text(_ sql: String) throws -> String? {
      let result = PQexec(handle, sql)
      defer { PQclear(result) }
      guard PQresultStatus(result) == PGRES_TUPLES_OK else { throw refusal() }
      guard PQntuples(result) > 0, PQgetisnull(result, 0, 0) == 0 else { return nil }
      return PQgetvalue(result, 0, 0).map { String(cString: $0) }
    }

    /// Sends rows to a table by `COPY … FROM STDIN`.
    func copy(_ statement: String, _ body: (inout ByteSink) throws -> Void) throws {
      let start = PQexec(handle, statement)
      defer { PQclear(start) }
      guard PQresultStatus(start) == PGRES_COPY_IN else { throw refusal() }
      do {
        var sink = ByteSink { bytes in try self.send(bytes) }
        try body(&sink)
        try sink.flush()
      } catch {
        PQputCopyEnd(handle, "the export failed")
        while let result = PQgetResult(handle) { PQclear(result) }
        throw error
      }
      guard PQputCopyEnd(handle, nil) == 1 else { throw refusal() }
      while let result = PQgetResult(handle) { try finish(result) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) throws {
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty
      else { return }
      guard PQputCopyData(handle, start, Int32(bytes.count)) == 1 else { throw refusal() }
    }

    private func finish(_ result: OpaquePointer?) throws {
      defer { PQclear(result) }
      let status = PQresultStatus(result)
      guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw refusal() }
    }

    private func refusal() -> ExportError {
      ExportError(.refusedByServer(Self.oneLine(PQerrorMessage(handle))), subject: subject)
    }

    private static func oneLine(_ message: UnsafeMutablePointer<CChar>?) -> String {
      let text = message.map { String(cString: $0) } ?? ""
      return text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == "\t" || $0 == " " } }
        .joined(separator: "; ")
    }
  }
#endif
