import AdjointSchedules

/// H-Revolve's recurrence with the inner minimum ending at j = n - 1, as in the published library.
///
/// Its other bug, swapping uf and ub, does not show here, where both are 1. It computes only a makespan, by a plain
/// scan, to show the cost of the missing candidate.
struct TruncatedTable {
  private static let unreachable = Int.max / 4
  private let optimum: [Int]

  /// Tabulates chains of up to `length` steps with uf = ub = 1 and bounded levels, fastest first.
  init(_ levels: [Level], length: Int) {
    var low = [1] + Array(repeating: Self.unreachable, count: length)
    for (index, level) in levels.enumerated() {
      let below = low
      // The fastest level starts with one slot, from which every step reruns.
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

  /// Returns the makespan of a chain, or nil if the recurrence finds none.
  func makespan(_ length: Int) -> Int? {
    optimum[length] < Self.unreachable ? optimum[length] : nil
  }
}
