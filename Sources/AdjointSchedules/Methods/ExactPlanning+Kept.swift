/// Chains with unequal forward steps that need no table over intervals, or for which none fits.
extension ExactPlanning {
  /// A plan and its cost without the backward steps.
  private typealias Found = (makespan: Int128, plan: any SchedulePlan)

  /// Returns the optimum if it is known without a table: on one level that holds all states worth storing, and whenever
  /// keeping states meets a lower bound.
  ///
  /// - Precondition: The backward steps cost nothing.
  static func keptOptimum(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule? {
    if problem.forwardTotal >= Int128(Int.max) { throw .overflow(quantity: .makespan) }
    if levels.count == 1, let (index, level) = levels.first {
      if level.writeCost > 0 && costs.count > KeptStates.maximumLength { return nil }
      let kept = try KeptStates(forwardCosts: costs, price: Int128(level.writeCost))
      if kept.starts.count > level.slots ?? .max { return nil }
      let plan = KeptStatesPlan(starts: kept.starts, levels: kept.starts.map { _ in index })
      let makespan = try cost(of: plan, kept, problem).asMakespan()
      return Schedule(problem: problem, planner: planner, makespan: makespan, plan: plan)
    }
    guard let found = try kept(problem, costs, levels), found.makespan == keptBound(problem, costs, levels) else {
      return nil
    }
    return Schedule(problem: problem, planner: planner, makespan: try found.makespan.asMakespan(), plan: found.plan)
  }

  /// Returns the best schedule found without a table over all intervals, with a lower bound.
  ///
  /// It compares the result of tables over nested grids, states kept from the forward run on, and the best schedule for
  /// equal steps of the same average cost, which is also valid here.
  static func withoutTable(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel], because reason: PlanningError
  ) throws(PlanningError) -> Schedule {
    var best = try kept(problem, costs, levels)
    if let other = try asIfEqual(problem, planner, costs), other.makespan < best?.makespan ?? .max {
      best = other
    }
    var bound: Int128?
    var width: Int?
    let search = MultiResolutionSearch(problem, costs)
    let searched = try search.best(levels) { cost throws(PlanningError) in
      let known = try boundWithoutTable(problem, costs, levels, below: min(cost, best?.makespan ?? .max))
      bound = known
      return known
    }
    if let found = searched?.found, found.cost <= best?.makespan ?? .max {
      best = (found.cost, found.tree)
      width = found.width
    }
    guard let best else { throw reason }
    let known =
      if let bound { bound } else {
        try boundWithoutTable(problem, costs, levels, below: best.makespan)
      }
    return Schedule(
      problem: problem, planner: planner, makespan: try best.makespan.asMakespan(),
      lowerBound: Int(clamping: known),
      caveat: .noIntervals(because: reason, parts: width), plan: best.plan)
  }

  /// Returns a lower bound on the makespan of a chain with unequal steps, in a fraction of a second for any chain.
  static func boundOfUnequalSteps(_ problem: Problem) throws(PlanningError) -> Int {
    let free = problem.withFreeBackwardSteps()
    guard case .each(let costs) = free.chain.forwardCost else { return Int(clamping: problem.backwardTotal) }
    let levels = relevantLevels(of: free)
    if levels.isEmpty { throw .noSlot(length: costs.count) }
    if costs.count <= maximumShortLength, let optimum = try optimum(of: free) {
      return Int(clamping: Int128(optimum) + problem.backwardTotal)
    }
    let bound = try boundWithoutTable(free, costs, levels, below: 8 * free.forwardTotal)
    return Int(clamping: bound + problem.backwardTotal)
  }

  /// The longest chain whose optimum is computed for a bound.
  private static let maximumShortLength = 300

  /// Returns the best bound that needs no table over intervals.
  private static func boundWithoutTable(
    _ problem: Problem, _ costs: [Int], _ levels: [IndexedLevel], below makespan: Int128
  ) throws(PlanningError) -> Int128 {
    let layers = LayerCakeBound(costs, levels: levels, makespan: makespan)
    return max(
      keptBound(problem, costs, levels), Int128(try equalStepsBound(problem, costs)),
      Int128(try layers.best()))
  }

  /// Returns the best plan that keeps states from the forward run on, trying more and more of the levels, in order of
  /// traffic.
  private static func kept(
    _ problem: Problem, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Found? {
    if costs.count > KeptStates.maximumLength { return nil }
    let order = levels.byTraffic
    var best: Found?
    for count in 1...min(order.count, maximumPrefixes) {
      let prefix = order.prefix(count)
      let slots = prefix.reduce(0) { $0 + min($1.level.slots ?? costs.count, costs.count) }
      guard
        let kept = try KeptStates.atMost(slots, forwardCosts: costs, price: Int128(prefix.last?.level.writeCost ?? 0))
      else { continue }
      let plan = KeptStatesPlan(starts: kept.starts, levels: places(of: kept, length: costs.count, prefix))
      let makespan = cost(of: plan, kept, problem)
      if makespan < best?.makespan ?? .max { best = (makespan, plan) }
    }
    return best
  }

  /// The most levels to try one after another.
  private static let maximumPrefixes = 16

  /// Returns the level of each kept state: of the cheapest slots, those cheapest to read hold the states read most
  /// often.
  private static func places(of kept: KeptStates, length: Int, _ levels: ArraySlice<IndexedLevel>) -> [Int] {
    var rest = kept.starts.count
    var taken: [(entry: IndexedLevel, slots: Int)] = []
    for entry in levels where rest > 0 {
      let slots = min(entry.level.slots ?? rest, rest)
      taken.append((entry, slots))
      rest -= slots
    }
    taken.sort { ($0.entry.level.readCost, $0.entry.index) < ($1.entry.level.readCost, $1.entry.index) }
    let ends = kept.starts.dropFirst() + [length]
    let reads = zip(kept.starts, ends).map { $1 - $0 }
    var places = Array(repeating: 0, count: reads.count)
    var numbers = reads.indices.sorted { (reads[$1], $0) < (reads[$0], $1) }[...]
    for (entry, slots) in taken {
      for number in numbers.prefix(slots) { places[number] = entry.index }
      numbers = numbers.dropFirst(slots)
    }
    return places
  }

  private static func cost(of plan: KeptStatesPlan, _ kept: KeptStates, _ problem: Problem) -> Int128 {
    var cost = problem.forwardTotal + kept.rerun
    for (number, level) in plan.levels.enumerated() {
      let end = number + 1 == plan.starts.count ? problem.chain.length : plan.starts[number + 1]
      let costs = problem.levels[level]
      cost += Int128(costs.writeCost) + Int128(end - plan.starts[number]) * Int128(costs.readCost)
    }
    return cost
  }

  /// Returns a lower bound on the makespan of a chain with free backward steps.
  ///
  /// *A state not stored at the turn is recomputed.* Before B_i, either x_i is read, or an earlier state is read and
  /// F_{i-1} is rerun. A state that is read without rerunning F_{i-1} was on some level k at the turn: it was written
  /// there, and is read from there, or read, written and read elsewhere. Each level holds no more states than slots, so
  /// the least cost uses the cheapest slots for the states after the most expensive steps.
  static func keptBound(_ problem: Problem, _ costs: [Int], _ levels: [IndexedLevel]) -> Int128 {
    let read = levels.map(\.level.readCost).min() ?? 0
    let again = levels.map { Int128($0.level.writeCost) + Int128($0.level.readCost) }.min() ?? 0
    let slots = levels.map { entry in
      (
        cost: Int128(entry.level.writeCost) + min(Int128(entry.level.readCost), again),
        count: min(entry.level.slots ?? costs.count, costs.count)
      )
    }.sorted { $0.cost < $1.cost }
    // x_0 cannot be recomputed; x_i is recomputed by F_{i-1}.
    let dearest = costs.dropLast().sorted(by: >)
    var bound = problem.forwardTotal
    var state = 0
    for (cost, count) in slots {
      var left = count
      while left > 0 && state <= dearest.count
        && (state == 0 || cost < Int128(dearest[state - 1]) + Int128(read))
      {
        bound += cost
        state += 1
        left -= 1
      }
    }
    for step in dearest.dropFirst(max(0, state - 1)) { bound += Int128(step) + Int128(read) }
    return bound
  }

  /// The most operations whose costs are added up: a few seconds of work.
  private static let maximumOperations = 10_000_000

  /// Returns the best plan of as many equal steps, and its cost on the true steps; nil if there is none.
  private static func asIfEqual(
    _ problem: Problem, _ planner: Planner, _ costs: [Int]
  ) throws(PlanningError) -> Found? {
    let mean = Int(max(1, problem.forwardTotal / Int128(costs.count)))
    let schedule = try PlanningError.orNil { () throws(PlanningError) in
      try best(for: problem.with(forwardCost: mean), planner: planner)
    }
    guard let schedule,
      let statistics = try? schedule.plan.statistics(length: costs.count, levelCount: problem.levels.count),
      statistics.operations <= maximumOperations
    else { return nil }
    let cost = try problem.cost(of: schedule)
    return (cost, schedule.plan)
  }
}
