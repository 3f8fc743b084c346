/// The results of a run so far.
struct Tally: Sendable {
  var cases = 0
  var families: [String: Int] = [:]
  /// The comparisons made by each check.
  var comparisons: [String: Int] = [:]
  /// The slowest case, and its milliseconds.
  var slowest: (seed: UInt64, milliseconds: Int) = (0, 0)

  mutating func add(_ other: Tally) {
    cases += other.cases
    families.merge(other.families, uniquingKeysWith: +)
    comparisons.merge(other.comparisons, uniquingKeysWith: +)
    if other.slowest.milliseconds > slowest.milliseconds { slowest = other.slowest }
  }

  var slowestCase: String { "slowest case \(slowest.seed), \(slowest.milliseconds) ms" }

  /// The tally as readable lines; all except the last depend only on the cases.
  var lines: [String] {
    func list(_ counts: [String: Int]) -> [String] {
      counts.sorted { $0.key < $1.key }.map {
        "  \(String(repeating: " ", count: max(0, 10 - "\($0.value)".count)))\($0.value)  \($0.key)"
      }
    }
    return ["cases by family:"] + list(families) + ["comparisons by check:"] + list(comparisons)
      + [slowestCase]
  }
}
