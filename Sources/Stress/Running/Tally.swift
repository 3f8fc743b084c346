/// What a run has come to so far.
struct Tally: Sendable {
  var cases = 0
  var families: [String: Int] = [:]
  /// The comparisons that each check has made.
  var comparisons: [String: Int] = [:]
  /// The case that took longest, and its milliseconds.
  var slowest: (seed: UInt64, milliseconds: Int) = (0, 0)

  mutating func add(_ other: Tally) {
    cases += other.cases
    families.merge(other.families, uniquingKeysWith: +)
    comparisons.merge(other.comparisons, uniquingKeysWith: +)
    if other.slowest.milliseconds > slowest.milliseconds { slowest = other.slowest }
  }

  var slowestCase: String { "slowest case \(slowest.seed), \(slowest.milliseconds) ms" }

  /// The tally as lines for people, the same for the same cases but for the last.
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
