import AdjointSchedules

/// The level recurrence as written on paper, in 128 bits, as a plain scan over all splits.
enum PlainLevels {
  /// The most splits to examine.
  static let maximumSplits = 40_000

  /// Returns the optimum of a uniform chain on levels with non-decreasing costs, or nil if the problem is of another
  /// kind or too large for a scan. Without a schedule it is ``Reference/impossible``.
  static func optimum(_ problem: Problem) -> Int128? {
    let chain = problem.chain
    guard chain.tapes == nil, !problem.countsBytes, chain.forwardTemporary == nil, chain.backwardTemporary == nil,
      let uf = chain.forwardCost.common,
      let ub = chain.backwardCost.common
    else { return nil }
    let levels = problem.levels.filter { $0.slots != 0 }.sorted {
      ($0.writeCost, $0.readCost) < ($1.writeCost, $1.readCost)
    }
    for (faster, slower) in zip(levels, levels.dropFirst()) where faster.readCost > slower.readCost { return nil }
    let n = chain.length
    let rows = levels.reduce(Int128(0)) { $0 + Int128(min($1.slots ?? n, n)) }
    guard n <= 1000, Int128(n) * Int128(n) * rows <= 2 * Int128(maximumSplits) else { return nil }
    return optimum(length: n, Int128(uf), Int128(ub), levels)
  }

  private static func optimum(length: Int, _ uf: Int128, _ ub: Int128, _ levels: [Level]) -> Int128 {
    var low = [ub] + Array(repeating: Reference.impossible, count: length)
    for level in levels {
      let (w, r) = (Int128(level.writeCost), Int128(level.readCost))
      var before = low
      // An unlimited level is one with a slot for every step; x_l is never stored.
      for _ in 0..<min(level.slots ?? length, length) {
        var stored = [ub]
        var inBuffer = [ub]
        for n in stride(from: 1, through: length, by: 1) {
          var best = low[n]
          for j in 1...n {
            best = min(best, Reference.sum(Int128(j) * uf, before[n - j], r, stored[j - 1]))
          }
          stored.append(best)
          inBuffer.append(min(low[n], Reference.sum(w, best)))
        }
        before = inBuffer
      }
      low = before
    }
    return low[length]
  }
}

/// Numbers of the plain recurrences.
enum Reference {
  /// Larger than any cost here, but small enough to add a handful of them.
  static let impossible = Int128(1) << 120

  /// Returns the sum, at most `impossible`.
  static func sum(_ numbers: Int128...) -> Int128 { min(impossible, numbers.reduce(0, +)) }
}
