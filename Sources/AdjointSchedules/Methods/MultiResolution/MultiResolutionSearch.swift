/// The best schedule of a chain found by ``MultiResolutionTable``s of doubling fineness.
///
/// The first table decides between the orders of the levels. Then W doubles until the schedule costs no more than a bound, or
/// the next table would exceed the effort or the memory.
struct MultiResolutionSearch {
  /// A schedule that was found.
  struct Found {
    var cost: Int128
    var tree: SegmentTree
    /// W of the table that found it.
    var width: Int
  }

  let costs: [Int]
  let problem: Problem
  private let sums: CostSums

  /// The coarsest grid, and the one to start with if memory and effort allow it.
  private static let widths = (least: 8, first: 16)
  /// The total number of sums to compare: about five seconds of work.
  static let standardWork = 6_000_000_000
  /// The sums per step to compare for any chain, a quarter of a minute of work for 10^6 steps; fewer with other plans.
  private static let workPerStep = (alone: 12_000, least: 4_000)

  init(_ problem: Problem, _ costs: [Int]) {
    (self.problem, self.costs) = (problem, costs)
    sums = CostSums(.each(costs))
  }

  /// Returns the best schedule, or nil if not even the coarsest table is within the limits.
  ///
  /// - Parameters:
  ///   - levels: The levels that matter.
  ///   - bound: Returns a lower bound on the cost of schedules, given the cost of one; called once.
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)``, ``PlanningError/cancelled``.
  func best(
    _ levels: [IndexedLevel], bound: (Int128) throws(PlanningError) -> Int128
  ) throws(PlanningError) -> (found: Found, bound: Int128)? {
    if costs.count > SegmentTree.maximumLength { return nil }
    var best: Found?
    var order: [IndexedLevel] = []
    var last = 0
    var spent = 0
    let perStep = max(
      PlanningEffort.share(of: Self.workPerStep.alone), PlanningEffort.alone(Self.workPerStep.least))
    let all = perStep.multipliedReportingOverflow(by: costs.count)
    let most = max(PlanningEffort.share(of: Self.standardWork), all.overflow ? .max : all.partialValue)
    // The share of the time that the last table took.
    var time = 0.0
    for candidate in levels.ordersByCost {
      let began = PlanningEffort.elapsed
      var result = try find(candidate, width: Self.widths.first, workLimit: most - spent)
      if result == nil && best == nil {
        PlanningEffort.meet()
        let coarse = Self.workPerStep.least.multipliedReportingOverflow(by: costs.count)
        let limit = coarse.overflow ? .max : max(most - spent, coarse.partialValue)
        result = try find(candidate, width: Self.widths.least, workLimit: limit)
      }
      guard let (found, work) = result else { continue }
      spent += work
      if found.cost < best?.cost ?? .max {
        (best, order, last, time) = (found, candidate, work, PlanningEffort.elapsed - began)
      }
    }
    guard var best else { return nil }
    let least = try bound(best.cost)
    var width = best.width
    while best.cost > least && width < costs.count + 1 && width < MultiResolutionTable.maximumWidth {
      width *= 2
      // Four times the sums, nearly.
      let expected = last.multipliedReportingOverflow(by: 4)
      if expected.overflow || expected.partialValue > most - spent {
        PlanningEffort.meet()
        break
      }
      // The rest of the time is better spent on parts than on a table that is not completed.
      if !PlanningEffort.leavesTime(after: 4 * time) {
        PlanningEffort.meet()
        break
      }
      let began = PlanningEffort.elapsed
      let next = try unlessTimeIsOver { () throws(PlanningError) in
        try find(order, width: width, workLimit: .max)
      }
      guard let (found, work) = next else { break }
      spent += work
      (last, time) = (work, PlanningEffort.elapsed - began)
      if found.cost < best.cost { best = found }
    }
    if best.cost > least {
      var refinement = SegmentRefinement(costs: costs, levels: problem.levels, order: order)
      // A gap of more than two per cent is worth most of a minute.
      refinement.isThorough = (best.cost - least) * 50 > least
      if let tree = try PlanningError.orNil({ () throws(PlanningError) in try refinement.refined(best.tree) }) {
        best = Found(cost: tree.cost(sums, on: problem.levels), tree: tree, width: best.width)
      }
    }
    return (best, least)
  }

  /// Returns what a table finds; nil if the time is over before.
  private func unlessTimeIsOver<Value>(
    _ make: () throws(PlanningError) -> Value?
  ) throws(PlanningError) -> Value? {
    do throws(PlanningError) {
      return try make()
    } catch {
      if error != .timeOver { throw error }
      PlanningEffort.meet()
      return nil
    }
  }

  /// Returns a table's result and the sums it compared; nil if it hit a limit.
  private func find(
    _ order: [IndexedLevel], width: Int, workLimit: Int
  ) throws(PlanningError) -> (Found, work: Int)? {
    try PlanningError.orNil { () throws(PlanningError) in
      // The decisions are recorded while the table exists.
      let tree = Int128(4 * (costs.count + 1)) * Int128(MemoryLayout<SegmentTree.Node>.stride)
      let limit = PlanningMemory.current.limit - Int(clamping: tree)
      if limit <= 0 { return nil }
      let table = try MultiResolutionTable(
        forwardCosts: costs, levels: order, width: width, workLimit: workLimit, memoryLimit: limit)
      let recorded = try table.tree()
      return (Found(cost: recorded.cost(sums, on: problem.levels), tree: recorded, width: width), table.work)
    }
  }
}
