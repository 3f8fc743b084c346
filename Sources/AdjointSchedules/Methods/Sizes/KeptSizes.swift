/// The states to keep from the forward run on, on levels of limited room; each other one is made again from the kept one before
/// it when its backward step is due.
///
/// A price on the bytes decides: the states that cost least at it are a shortest path over the chain, as for ``KeptStates``, and
/// the least price at which they find room is looked for. Those that gain most by the byte are on the cheaper levels.
///
/// - Complexity: O(l G K) time for each of some dozen prices, with gaps of at most G steps; O(l) memory.
struct KeptSizes {
  private let problem: Problem
  private let sums: [Int128]
  /// The levels, the cheapest first.
  private let levels: [Int]
  /// The room of each pool.
  private let capacities: [Int]
  /// By state, what it takes and costs where most are kept.
  private let sizes: [Int]
  private let writes: [Int]
  private let reads: [Int]

  /// The longest gap between kept states: making again costs its square.
  private static let longestGap = 32
  /// The longest chain: some seconds.
  static let maximumLength = 1_000_000
  /// Prices are multiples of 1 / 2^shift.
  private static let shift: Int128 = 40
  private static let bisections = 24

  /// - Returns: Nil if the chain is too long, or no level has room.
  init?(_ problem: Problem) {
    let length = problem.chain.length
    guard length > 0, length <= Self.maximumLength, problem.forwardTotal < Int128(Int.max / 4) else { return nil }
    self.problem = problem
    var sums: [Int128] = [0]
    for step in 0..<length { sums.append(sums[step] + Int128(problem.chain.forwardCost[step])) }
    self.sums = sums
    let chain = problem.chain
    var capacities = problem.levels.map { $0.capacity ?? $0.slots ?? .max }
    let reserved = ((chain.forwardTemporary?.given ?? []) + (chain.backwardTemporary?.given ?? [])).max() ?? 0
    if reserved > 0 { capacities[problem.pool(of: 0)] -= reserved }
    self.capacities = capacities
    let middle = length / 2
    func access(_ level: Int) -> Int128 {
      Int128(problem.writeCost(level: level, state: middle)) + Int128(problem.readCost(level: level, state: middle))
    }
    levels = problem.levels.indices.filter { capacities[problem.pool(of: $0)] > 0 }
      .sorted { (access($0), $0) < (access($1), $1) }
    guard
      let most = levels.max(by: {
        capacities[problem.pool(of: $0)] / max(1, problem.storedSize(level: $0, state: middle))
          < capacities[problem.pool(of: $1)] / max(1, problem.storedSize(level: $1, state: middle))
      })
    else { return nil }
    sizes = (0..<length).map { Self.room(problem, most, $0) }
    writes = (0..<length).map { problem.writeCost(level: most, state: $0) }
    reads = (0..<length).map { problem.readCost(level: most, state: $0) }
  }

  private static func room(_ problem: Problem, _ level: Int, _ state: Int) -> Int {
    if problem.levels[problem.pool(of: level)].capacity != nil { return problem.storedSize(level: level, state: state) }
    return problem.levels[level].slots == nil ? 0 : 1
  }

  /// Returns the plan of the least price at which the kept states find room; nil if there is none.
  func best() throws(PlanningError) -> KeptStatesPlan? {
    if let all = try placed(starts(price: 0)) { return all }
    let length = Int128(sizes.count)
    var high = max(
      1, ((sums[sums.count - 1] / length) << Self.shift) / max(1, sizes.reduce(0) { $0 + Int128($1) } / length))
    var low: Int128 = 0
    var best: KeptStatesPlan?
    for _ in 0..<Self.bisections {
      best = try placed(starts(price: high))
      if best != nil { break }
      (low, high) = (high, 2 * high)
    }
    if best == nil { return nil }
    for _ in 0..<Self.bisections where high - low > 1 {
      let middle = low + (high - low) / 2
      if let plan = try placed(starts(price: middle)) { (best, high) = (plan, middle) } else { low = middle }
    }
    return best
  }

  /// Returns the states that cost least at a price of a byte, x_0 first.
  private func starts(price: Int128) throws(PlanningError) -> [Int] {
    let length = sizes.count
    var least = [Int128](repeating: 0, count: length + 1)
    var next = [Int](repeating: length, count: length)
    for start in stride(from: length - 1, through: 0, by: -1) {
      if start % 65_536 == 0 { try PlanningProgress.report(.keptStates, done: length - start, total: length) }
      let read = Int128(reads[start])
      // What making x_start ... x_end again costs, and reading the first for each.
      var again: Int128 = 0
      var best = Int128.max
      for end in start + 1...min(length, start + Self.longestGap) {
        again += read + sums[end - 1] - sums[start]
        if again + least[end] < best { (best, next[start]) = (again + least[end], end) }
      }
      least[start] = best + Int128(writes[start]) + (price * Int128(sizes[start])) >> Self.shift
    }
    var starts: [Int] = []
    var start = 0
    while start < length {
      starts.append(start)
      start = next[start]
    }
    return starts
  }

  /// Returns the plan that keeps these states, those with the most reads by the byte on the cheapest levels; nil if they do not
  /// all find room.
  private func placed(_ starts: [Int]) -> KeptStatesPlan? {
    let ends = Array(starts.dropFirst()) + [sizes.count]
    let order = starts.indices.sorted { a, b in
      // Reads by the byte, compared without division.
      let (left, right) = (
        Int128(ends[a] - starts[a]) * Int128(sizes[starts[b]]), Int128(ends[b] - starts[b]) * Int128(sizes[starts[a]])
      )
      return (right, a) < (left, b)
    }
    var free = capacities
    var places = Array(repeating: 0, count: starts.count)
    for number in order {
      let state = starts[number]
      guard let level = levels.first(where: { Self.room(problem, $0, state) <= free[problem.pool(of: $0)] }) else {
        return nil
      }
      free[problem.pool(of: level)] -= Self.room(problem, level, state)
      places[number] = level
    }
    return KeptStatesPlan(starts: starts, levels: places)
  }
}
