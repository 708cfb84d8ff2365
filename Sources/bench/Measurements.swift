#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Times and peaks of memory by size of file and command.
struct Measurements {
  private struct Key: Hashable {
    let megabytes: Int
    let command: String
  }

  private var seconds: [Key: [Double]] = [:]
  private var kilobytes: [Key: [Double]] = [:]
  /// In the order in which they were first measured.
  private var commands: [String] = []

  /// Takes in one file of hyperfine; a result's parameter `size` is in megabytes.
  mutating func add(_ json: Data) throws {
    for result in try JSONDecoder().decode(HyperfineFile.self, from: json).results {
      let key = Key(megabytes: Int(result.parameters?["size"] ?? "") ?? 0, command: result.command)
      if !commands.contains(result.command) { commands.append(result.command) }
      seconds[key, default: []] += result.times
    }
  }

  /// Takes in lines of a command, a size in megabytes and a peak in kilobytes, set apart by tabs.
  mutating func addMemory(_ lines: String) {
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count == 3, let size = Int(parts[1]), let peak = Double(parts[2]) else {
        continue
      }
      kilobytes[Key(megabytes: size, command: parts[0]), default: []].append(peak)
    }
  }

  /// Medians as a Markdown table, with the ratio to one of the commands.
  func table(baseline: String) -> String {
    let head = [
      "| file | command | median, s | fastest, s | ratio to `\(baseline)` | peak memory, MB |",
      "|---|---|---:|---:|---:|---:|",
    ]
    let sizes = Set(seconds.keys.map(\.megabytes)).sorted()
    return (head + sizes.flatMap { rows(of: $0, baseline) }).joined(separator: "\n")
  }

  private func rows(of megabytes: Int, _ baseline: String) -> [String] {
    let base = seconds[Key(megabytes: megabytes, command: baseline)].flatMap(median)
    return commands.compactMap { command in
      let key = Key(megabytes: megabytes, command: command)
      guard let times = seconds[key], let time = median(times), let best = times.min() else {
        return nil
      }
      let ratio = base.map { fixed(time / $0, places: 2) } ?? "–"
      let peak = kilobytes[key].flatMap(median).map { fixed($0 * 1024 / 1e6, places: 0) } ?? "–"
      let cells = [
        "\(megabytes) MB", "`\(command)`", fixed(time, places: 2), fixed(best, places: 2), ratio,
        peak,
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
  }

  private func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private func fixed(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard places > 0 else { return "\(scaled)" }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}

/// What `hyperfine --export-json` writes, as far as it is needed.
private struct HyperfineFile: Decodable {
  struct Result: Decodable {
    let command: String
    let times: [Double]
    let parameters: [String: String]?
  }

  let results: [Result]
}
