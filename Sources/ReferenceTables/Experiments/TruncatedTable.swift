import AdjointSchedules

/// H-Revolve's recurrence with the inner minimum ended at j = n - 1, as the published library computes it.
///
/// Its other trait, uf and ub swapped, does not show here, where both are 1. A makespan only, by a plain scan: it is here
/// to show what the missing candidate costs.
struct TruncatedTable {
  private static let unreachable = Int.max / 4
  private let optimum: [Int]

  /// Tabulates chains of up to `length` steps with uf = ub = 1, the levels fastest first, all with a bound.
  init(_ levels: [Level], length: Int) {
    var low = [1] + Array(repeating: Self.unreachable, count: length)
    for (index, level) in levels.enumerated() {
      let below = low
      // The fastest level begins with one slot, from which every step runs anew.
      let alone = index > 0 ? below : (0...length).map { n in n + 1 + n * (n + 1) / 2 + n * level.readCost }
      var right = below
      for slot in 0..<(level.slots ?? 0) {
        var stored = alone
        if index > 0 || slot > 0 {
          for n in stride(from: 2, through: length, by: 1) {
            for j in 1...(n - 1) {
              stored[n] = min(stored[n], j + right[n - j] + level.readCost + stored[j - 1])
            }
          }
        }
        right = zip(below, stored).map { min($0, level.writeCost + $1) }
      }
      low = right
    }
    optimum = low
  }

  /// Returns the makespan of a chain, or nil when the recurrence finds none.
  func makespan(_ length: Int) -> Int? {
    optimum[length] < Self.unreachable ? optimum[length] : nil
  }
}
