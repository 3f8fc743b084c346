/// The recurrence of ``LevelTable`` with the runs that each step may still have, N.
///
/// The run up to a split at j takes one run of each step of the left part; the steps of the right part have not run yet:
///
///     P(n, m, N) = min( low(n, N), min over 1 <= j <= n of  j uf + O(n-j, m-1, N) + r + P(j-1, m, N-1) )
///     O(n, m, N) = min( low(n, N), w + P(n, m, N) ),   O(n, 0, N) = low(n, N),   P(n, m, 0) = infinity for n > 0
///
/// Ties: as in ``LevelTable``.
///
/// - Complexity: N times that of ``LevelTable``.
struct LimitedRunTable: Sendable {
  /// The table of each number of runs, N at N - 1; their right parts are in the same table, their left parts in the one
  /// before.
  private let tables: [LevelTable]
  /// The best makespan, saturated.
  let optimum: UInt

  /// The most splits that all rows may compare: some ten seconds of work.
  private static var candidateLimit: Int { PlanningEffort.share(of: 10_000_000_000) }

  /// By runs, the costs by length.
  private typealias Layers = [[UInt]]

  /// Tabulates a uniform chain over `levels`, given fastest first, with at most `maxRuns` runs of each step.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, ``PlanningError/tooMuchWork(what:count:limit:)``.
  init(_ chain: UniformChain, maxRuns: Int, levels: [IndexedLevel]) throws(PlanningError) {
    let (length, levels) = (chain.length, levels.usable)
    var budget = TableBudget(length: length, limit: LevelTable.memoryLimit)
    try budget.spend(bytesPerEntry: 8 * (4 * (maxRuns + 1) + 4))
    var none = [UInt](repeating: SaturatingCost.unreachable, count: length + 1)
    none[0] = SaturatingCost.entry(chain.backwardCost)
    var low = Layers(repeating: none, count: maxRuns + 1)
    var tiers = [[LevelTable.Tier]](repeating: [], count: maxRuns)
    var candidates = 0
    let candidateLimit = Self.candidateLimit
    for (index, level) in levels {
      let isUnlimited = level.isUnlimited(forLength: length)
      var rows = [[LevelTable.Row]](repeating: [], count: maxRuns)
      var right = low
      var previous: Layers = []
      for _ in 0..<(isUnlimited ? 1 : min(level.slots ?? 1, length)) {
        try budget.spend(bytesPerEntry: 4 * maxRuns)
        var row: [LevelTable.Row] = []
        var (stored, inBuffer): (Layers, Layers) = ([none], [none])
        for runs in 1...maxRuns {
          let filled = try Self.fill(
            chain, level, low: low[runs], left: stored[runs - 1], right: isUnlimited ? nil : right[runs],
            candidateLimit: candidateLimit - candidates)
          candidates += filled.row.candidates
          row.append(filled.row)
          stored.append(filled.stored)
          inBuffer.append(filled.inBuffer)
        }
        if stored == previous { break }
        for runs in row.indices { rows[runs].append(row[runs]) }
        (right, previous) = (inBuffer, stored)
      }
      low = right
      for runs in rows.indices {
        tiers[runs].append(
          LevelTable.Tier(level: index, isUnlimited: isUnlimited, isRevolve: false, rows: rows[runs]))
      }
    }
    tables = tiers.indices.map { LevelTable(tiers: tiers[$0], optimum: low[$0 + 1]) }
    optimum = low[maxRuns][length]
  }

  /// Returns the row of one level, number of slots and of runs, with P and O.
  ///
  /// - Parameters:
  ///   - left: P with one run less.
  ///   - right: O with one slot less; nil on an unlimited level, where it is the row's own.
  private static func fill(
    _ chain: UniformChain, _ level: Level, low: [UInt], left: [UInt], right: [UInt]?, candidateLimit: Int
  ) throws(PlanningError) -> (row: LevelTable.Row, stored: [UInt], inBuffer: [UInt]) {
    typealias Saturating = SaturatingCost<UInt>
    let count = low.count
    var choices = [UInt32](repeating: 0, count: count)
    var (stored, inBuffer) = (low, low)
    var search = SplitSearch<UInt>(capacity: count)
    if let right { for cost in right { search.appendRight(cost) } } else { search.appendRight(low[0]) }
    let (forward, read) = (Saturating.entry(chain.forwardCost), Saturating.entry(level.readCost))
    for n in 1..<max(count, 1) {
      if n % 1024 == 0 {
        if search.candidates > candidateLimit {
          PlanningEffort.meet()
          throw .tooMuchWork(what: .rowSplits, count: search.candidates, limit: Self.candidateLimit)
        }
        try PlanningProgress.report(.tabulatedLengths, done: n, total: count)
      }
      let travel = Saturating.sum(Saturating.product(Saturating.entry(n), forward), read)
      search.appendLeft(Saturating.sum(travel, left[n - 1]))
      if let (cost, advance) = search.best(n, below: low[n]) {
        choices[n] = UInt32(advance)
        stored[n] = cost
      }
      let written = Saturating.sum(Saturating.entry(level.writeCost), stored[n])
      if written < low[n] { choices[n] |= LevelTable.Row.storeBit }
      inBuffer[n] = min(written, low[n])
      if right == nil { search.appendRight(inBuffer[n]) }
    }
    return (LevelTable.Row(choices: choices, candidates: search.candidates), stored, inBuffer)
  }
}

extension LimitedRunTable: SegmentPlan {
  /// A segment's place in the table, and the runs that its steps may still have.
  struct State: Hashable, Sendable {
    var place: LevelState
    var runs: Int
  }

  var root: State { State(place: tables[tables.count - 1].root, runs: tables.count) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    // Without steps any table does.
    let decision = tables[max(0, state.runs - 1)].decision(for: state.place, length: length)
    let decided = decision.map { State(place: $0, runs: state.runs) }
    guard case .split(let steps, let right, let level, var left) = decided else { return decided }
    left.runs -= 1
    return .split(steps: steps, right: right, level: level, left: left)
  }
}
