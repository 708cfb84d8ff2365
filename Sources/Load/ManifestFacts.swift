internal import Fetch
internal import Transform

extension ReleaseManifest {
  /// Takes in what is known before the database is written.
  mutating func describe(_ run: LoadRun, _ records: Records, after baseline: Baseline?) {
    self.run.previous = baseline?.release.name
    self.run.started = run.started
    self.run.command = run.command
    self.run.program = run.program
    self.run.libraries = run.libraries.merging(["sqlite": Database.libraryVersion]) { $1 }
    self.run.configurationSha256 = run.configurationSha256
    self.run.inputsSha256 = run.inputsSha256
    accepted = run.accepted
    refused = records.failures.map(\.description)
    withheld = records.withheld.isEmpty ? nil : records.withheld.map(Withheld.init)
    let rejects = Dictionary(grouping: records.rejects, by: \.snapshot)
    snapshots = records.files.enumerated().map { number, file in
      Snapshot(file, rejects[number] ?? [], run.fetches[file.snapshot.sha256])
    }
  }
}

extension ReleaseManifest.Withheld {
  init(_ item: WithheldSnapshot) {
    self.init(
      source: item.snapshot.sourceID, name: item.snapshot.name, sha256: item.snapshot.sha256,
      lastConfirmed: item.confirmedAt, ageDays: item.ageDays, maximumAgeDays: item.maximumAgeDays)
  }
}

extension ReleaseManifest.Snapshot {
  init(_ file: FileTally, _ rejects: [Reject], _ fetch: ManifestEntry?) {
    self.init(
      fetch: fetch, source: file.snapshot.sourceID, name: file.snapshot.name,
      sha256: file.snapshot.sha256, rowsIn: file.rowsIn, loaded: file.loaded,
      duplicates: file.duplicates, superseded: file.superseded, rejected: file.rejected,
      rejects: Dictionary(grouping: rejects, by: \.reason.rawValue).mapValues {
        ReleaseManifest.RejectedRows(count: $0.count, firstLines: $0.prefix(5).map(\.line))
      })
  }
}
