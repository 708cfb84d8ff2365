extension Export {
  /// Copies the whole release into a schema of a PostgreSQL database, in one transaction: readers see
  /// what was there before until everything is in.
  ///
  /// - Parameters:
  ///   - address: a `postgresql://` URL or the words of a connection.
  ///   - schema: the schema to fill. It is made when it is not there; tables of an earlier copy are
  ///     replaced; a schema that somebody else made is left alone.
  /// - Returns: how many tables and rows were copied.
  /// - Throws: ``ExportError`` when the server refuses or the build has no PostgreSQL.
  public func copy(
    toPostgres address: String, schema: String
  ) throws -> (tables: Int, rows: Int) {
    #if Postgres
      let copy = try PostgresCopy(
        from: database, description, to: PostgresConnection(address), schema: schema)
      return try copy.run()
    #else
      throw ExportError(.notBuiltIn(trait: "Postgres"), subject: "to PostgreSQL")
    #endif
  }
}

#if Postgres
  /// One copy of a release into a schema.
  private struct PostgresCopy {
    let database: Database
    let description: ExportDescription
    let connection: PostgresConnection
    let schema: String
    let source: PostgresSchema

    init(
      from database: Database, _ description: ExportDescription, to connection: PostgresConnection,
      schema: String
    ) throws {
      self.database = database
      self.description = description
      self.connection = connection
      self.schema = schema
      source = try PostgresSchema(database)
    }

    /// By this a later copy knows the schema as one that it may replace.
    private static let mark = "Local health data for area briefings in England"

    func run() throws -> (tables: Int, rows: Int) {
      try connection.execute("BEGIN")
      do {
        try prepareSchema()
        for table in source.tables { try connection.execute(table.creation) }
        let rows = try source.tables.reduce(0) { try $0 + copy($1) } + copySearch()
        try finishTables()
        try describe()
        try connection.execute("COMMIT")
        try connection.execute("ANALYZE")
        return (source.tables.count + 1, rows)
      } catch {
        try? connection.execute("ROLLBACK")
        throw error
      }
    }

    private func prepareSchema() throws {
      let (name, text) = (PostgresSchema.quoted(schema), PostgresSchema.literal(schema))
      try connection.execute(
        """
        SET LOCAL standard_conforming_strings = on; SET LOCAL client_encoding = 'UTF8';
        SET LOCAL client_min_messages = warning; SET LOCAL synchronous_commit = on
        """)
      let exists = try connection.text("SELECT 1 FROM pg_namespace WHERE nspname = \(text)")
      if exists == nil {
        try connection.execute("CREATE SCHEMA \(name)")
      } else {
        let comment = try connection.text(
          "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = \(text)")
        guard comment?.hasPrefix(Self.mark) == true else {
          throw ExportError(.notOurSchema(schema), subject: "PostgreSQL")
        }
      }
      try connection.execute("SET LOCAL search_path = \(name), pg_catalog")
      try removeEarlier()
    }

    /// Drops what an earlier copy made, by name. Where somebody's own view rests on it, the server
    /// says so and nothing changes.
    private func removeEarlier() throws {
      let views = try names(ofKind: "v")
      if !views.isEmpty { try connection.execute("DROP VIEW \(views)") }
      let tables = try names(ofKind: "r")
      if !tables.isEmpty { try connection.execute("DROP TABLE \(tables)") }
    }

    /// The tables or views that carry this program's comment.
    private func names(ofKind kind: String) throws -> String {
      try connection.text(
        """
        SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ') FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = \(PostgresSchema.literal(schema)) AND c.relkind = '\(kind)'
          AND obj_description(c.oid, 'pg_class') LIKE '%[\(Self.mark)]'
        """) ?? ""
    }

    private func copy(_ table: PostgresSchema.Table) throws -> Int {
      let columns = PostgresSchema.list(table.columns.map(\.name))
      return try copy(
        "SELECT \(columns) FROM \(PostgresSchema.quoted(table.name))", into: table.name)
    }

    private func copy(_ query: String, into table: String) throws -> Int {
      var rows = 0
      try connection.copy("COPY \(PostgresSchema.quoted(table)) FROM STDIN") { sink in
        try database.forEachRow(query) { row in
          try CopyRows().append(row, to: &sink)
          rows += 1
        }
      }
      return rows
    }

    /// Full text is a plain table there, with an index of PostgreSQL's own.
    private func copySearch() throws -> Int {
      try connection.execute(
        """
        CREATE TABLE search (kind text NOT NULL, item_id text NOT NULL, title text, names text,
          body text, PRIMARY KEY (kind, item_id))
        """)
      let rows = try copy("SELECT kind, item_id, title, names, body FROM search", into: "search")
      try connection.execute(
        """
        CREATE INDEX search_text ON search USING gin (to_tsvector('english'::regconfig,
          coalesce(title, '') || ' ' || coalesce(names, '') || ' ' || coalesce(body, '')))
        """)
      return rows
    }

    private func finishTables() throws {
      for statement in source.tables.flatMap(\.foreignKeys) + source.indexes {
        try connection.execute(statement)
      }
      for view in source.views { try connection.execute(view.sql) }
    }

    /// Descriptions of the data dictionary, and whose data it is under which licence.
    private func describe() throws {
      let licences = description.sources.map {
        "\($0.name) (\($0.publisher)): \($0.licence). \($0.attribution)"
      }
      let about =
        [Self.mark + ", release \(description.releaseNumber)."]
        + [description.illustrativeWarning].compactMap(\.self) + licences
      try comment("SCHEMA \(PostgresSchema.quoted(schema))", about.joined(separator: "\n"))
      for table in source.tables {
        try comment("TABLE", table.name, columns: table.columns.map(\.name))
      }
      try comment("TABLE", "search", columns: ["kind", "item_id", "title", "names", "body"])
      for view in source.views {
        let columns = try database.query(
          "SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(view.name)]
        ) { $0.string(0) }
        try comment("VIEW", view.name, columns: columns)
      }
    }

    private func comment(_ kind: String, _ name: String, columns: [String]) throws {
      let quoted = PostgresSchema.quoted(name)
      let words = description.words(of: "", in: name) ?? ""
      try comment("\(kind) \(quoted)", (words.isEmpty ? "" : words + " ") + "[\(Self.mark)]")
      for column in columns {
        if let words = description.words(of: column, in: name) {
          try comment("COLUMN \(quoted).\(PostgresSchema.quoted(column))", words)
        }
      }
    }

    private func comment(_ object: String, _ words: String) throws {
      try connection.execute("COMMENT ON \(object) IS \(PostgresSchema.literal(words))")
    }
  }

  /// The text format of `COPY`: tabs, `\N` for nothing, backslashes for what would be taken for them.
  struct CopyRows: RowFormat {
    @inline(__always)
    func begin(column: Int, in sink: inout ByteSink) {
      if column > 0 { sink.append(UInt8(ascii: "\t")) }
    }

    @inline(__always)
    func append(_ text: UnsafeBufferPointer<UInt8>, to sink: inout ByteSink) {
      for byte in text {
        switch byte {
        case UInt8(ascii: "\\"): sink.append("\\\\")
        case 0x09: sink.append("\\t")
        case 0x0A: sink.append("\\n")
        case 0x0D: sink.append("\\r")
        default: sink.append(byte)
        }
      }
    }

    @inline(__always)
    func appendNull(to sink: inout ByteSink) { sink.append("\\N") }

    @inline(__always)
    func endRow(in sink: inout ByteSink) { sink.append(UInt8(ascii: "\n")) }
  }
#endif
