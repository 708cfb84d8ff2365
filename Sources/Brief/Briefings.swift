import Load

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Briefer {
  /// With connections of its own.
  init(at path: String, after earlierPath: String?) throws {
    self.init(try Database(readOnly: path), after: try earlierPath.flatMap(Self.unlessDamaged))
  }

  /// An earlier release that is damaged is done without.
  ///
  /// - Throws: `LoadError` when the machine failed.
  private static func unlessDamaged(_ path: String) throws -> Database? {
    do {
      return try Database(readOnly: path)
    } catch let error as LoadError {
      if error.isOfTheMachine { throw error }
      return nil
    }
  }
}

/// Writes the briefings of several areas on as many threads as there are cores.
///
/// - Parameters:
///   - codes: The areas' codes.
///   - path: The release's database.
///   - earlierPath: The database of the release that changes are counted from, where it is kept.
///   - options: What else was asked for.
///   - writer: Makes the pages.
///   - folder: Where the files go.
///   - formats: What is written of each area.
/// - Returns: The files, in the order of the areas and of the formats.
/// - Throws: ``BriefError``, `LoadError` or the file system's error; the first of any thread.
public func writeBriefings(
  of codes: [String], from path: String, after earlierPath: String?, _ options: BriefingOptions,
  with writer: BriefingWriter, into folder: URL, as formats: [BriefingFormat]
) throws -> [URL] {
  let threadsPerArea = Crew.size / max(1, codes.count)
  return try Crew.map(
    codes.count, with: { (try Briefer(at: path, after: earlierPath), PDFPrinter()) }
  ) { tools, number in
    try writer.write(
      tools.0.brief(codes[number], options), into: folder, as: formats, printer: tools.1,
      threads: threadsPerArea)
  }.flatMap(\.self)
}
