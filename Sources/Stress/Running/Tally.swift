/// The results of a run so far.
struct Tally: Sendable {
  var cases = 0
  var families: [String: Int] = [:]
  /// The comparisons made by each check.
  var comparisons: [String: Int] = [:]
  /// How long each family's cases and each check took, added up over the threads.
  var familyTimes: [String: Duration] = [:]
  var checkTimes: [String: Duration] = [:]
  /// The slowest case, and its milliseconds.
  var slowest: (seed: UInt64, milliseconds: Int) = (0, 0)

  mutating func add(_ other: Tally) {
    cases += other.cases
    families.merge(other.families, uniquingKeysWith: +)
    comparisons.merge(other.comparisons, uniquingKeysWith: +)
    familyTimes.merge(other.familyTimes, uniquingKeysWith: +)
    checkTimes.merge(other.checkTimes, uniquingKeysWith: +)
    if other.slowest.milliseconds > slowest.milliseconds { slowest = other.slowest }
  }

  var slowestCase: String { "slowest case \(slowest.seed), \(slowest.milliseconds) ms" }

  /// The tally as readable lines; the counts depend only on the cases.
  var lines: [String] {
    ["cases by family, and seconds:"] + Self.list(families, familyTimes) + ["comparisons by check, and seconds:"]
      + Self.list(comparisons, checkTimes) + [slowestCase]
  }

  private static func list(_ counts: [String: Int], _ times: [String: Duration]) -> [String] {
    func field(_ number: Int, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - "\(number)".count)) + "\(number)"
    }
    return Set(counts.keys).union(times.keys).sorted().map { name in
      let seconds = Int((times[name] ?? .zero) / .seconds(1))
      return "  \(field(counts[name] ?? 0, 10))  \(field(seconds, 6)) s  \(name)"
    }
  }
}
