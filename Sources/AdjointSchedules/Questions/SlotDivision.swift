/// The best division of slots among chains that run at the same time, over (chain, slots assigned).
///
/// With D(c, s) the least objective of the first c chains with s slots in total,
///
///     D(c + 1, s) = min over the slots a that chain c can use, a <= s, of  D(c, s - a) combined with its makespan(a)
///
/// where combining is addition or the maximum. To minimise the maximum, a second pass then minimises the sum among all
/// divisions with that maximum: the same recurrence without makespans above the maximum.
///
/// Beyond the limits of the table, ``LargeSlotDivision`` takes its place.
///
/// Ties: the last chain gets as few slots as possible, then the one before it, and so on.
enum SlotDivision {
  /// The most pairs (slots assigned, share of a chain) to consider: a few seconds of work.
  static let workLimit = 1 << 33

  /// Returns the slots of each chain, and a bound on the objective if the division is not proven best.
  ///
  /// - Precondition: There is a slot for every chain that needs one.
  static func best(of problem: ShareProblem) throws(PlanningError) -> (shares: [Int], lowerBound: Int?) {
    let useful = problem.chains.reduce(Int128(0)) { $0 + Int128($1.usefulSlots) }
    guard let slots = problem.slots, Int128(slots) < useful else { return (problem.chains.map(\.usefulSlots), nil) }
    guard try isTabulated(problem.chains, slots) else {
      let large = try LargeSlotDivision(problem, slots: slots)
      return (large.shares, large.lowerBound)
    }
    return (try tabulated(problem, slots), nil)
  }

  /// Returns the best division, by the table.
  static func tabulated(_ problem: ShareProblem, _ slots: Int) throws(PlanningError) -> [Int] {
    let passes: Int128 = problem.objective == .sum ? 1 : 2
    PlanningProgress.begin(.shares, count: passes * pairs(problem.chains, slots))
    let costs = makespans(of: problem.chains, slots: slots)
    if problem.objective == .sum { return try division(of: costs, slots: slots, combine: sum).shares }
    let maximum = try division(of: costs, slots: slots) { max($0, $1) }.value
    let bounded = costs.map { row in row.map { $0 <= maximum ? $0 : unreachable } }
    return try division(of: bounded, slots: slots, combine: sum).shares
  }

  private static let givenBetweenReports = 64

  /// Marks a makespan that does not fit 64 bits, or too few slots; no sum reaches it.
  private static let unreachable = UInt64.max

  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? unreachable : sum
  }

  /// Returns whether a table is within its limits.
  private static func isTabulated(_ chains: [ShareProblem.Member], _ slots: Int) throws(PlanningError) -> Bool {
    let bytes = Int128(chains.count + 1) * (Int128(slots) + 1) * 8
    if pairs(chains, slots) > Int128(workLimit) { return false }
    return try PlanningMemory.allows(bytes, limit: PlanningMemory.current.uniformLimit)
  }

  /// Returns the number of pairs in one pass.
  private static func pairs(_ chains: [ShareProblem.Member], _ slots: Int) -> Int128 {
    let shares = chains.reduce(Int128(0)) { $0 + Int128(min($1.usefulSlots, slots)) + 1 }
    // Up to 10^18 of each: the product fits 128 bits.
    return shares * (Int128(slots) + 1)
  }

  /// Returns the makespan of each chain with 0, 1, ... slots, up to the number it can use.
  private static func makespans(of chains: [ShareProblem.Member], slots: Int) -> [[UInt64]] {
    chains.map { chain in
      (0...min(chain.usefulSlots, slots)).map { share in
        guard share >= chain.neededSlots, let makespan = try? chain.makespan(slots: share) else { return unreachable }
        return UInt64(makespan)
      }
    }
  }

  private static func division(
    of costs: [[UInt64]], slots: Int, combine: (UInt64, UInt64) -> UInt64
  ) throws(PlanningError) -> (value: UInt64, shares: [Int]) {
    var tables: [[UInt64]] = [Array(repeating: 0, count: slots + 1)]
    for (number, row) in costs.enumerated() {
      let unit = ProgressUnit.chainSlots(chain: number + 1, count: costs.count)
      let before = tables[tables.count - 1]
      tables.append(
        try (0...slots).map { given throws(PlanningError) in
          if given % givenBetweenReports == 0 {
            try PlanningProgress.report(unit, done: given, total: slots)
          }
          var least = unreachable
          for share in 0..<min(row.count, given + 1) {
            least = min(least, combine(before[given - share], row[share]))
          }
          return least
        })
    }
    let value = tables[costs.count][slots]
    if value == unreachable { throw .overflow(quantity: .makespanSum) }
    var shares = Array(repeating: 0, count: costs.count)
    var given = slots
    for (index, row) in costs.enumerated().reversed() {
      let wanted = tables[index + 1][given]
      let share = row.indices.first { $0 <= given && combine(tables[index][given - $0], row[$0]) == wanted }
      shares[index] = share ?? 0
      given -= shares[index]
    }
    return (value, shares)
  }
}
