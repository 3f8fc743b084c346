extension ExactPlanning {
  /// With more levels than this, only the orders by write cost, read cost and their sum are tried: 4! = 24.
  private static let maximumPermutedLevels = 4

  /// Returns the best schedule found if no exact table fits, not proven optimal.
  ///
  /// It compares the vector recurrence with as many slots of each level as its table allows, and the level recurrence
  /// with all slots in every order of the levels. Each order also gives a lower bound: reducing every level's costs to
  /// the least of those that follow makes the platform hierarchical, and no schedule costs more there than on the true
  /// one.
  static func bestFound(
    _ problem: Problem, _ planner: Planner, _ chain: UniformChain, _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    var best: (makespan: Int, plan: any SegmentPlan)?
    if let few = try fewSlotsTable(problem, chain), let makespan = try? SaturatingCost.makespan(few.optimum) {
      best = (makespan, few)
    }
    var bound = 0
    for order in orders(of: levels) {
      // An order whose best schedule does not fit 64 bits is not a candidate.
      if let result = try? chain.byPrices(order), result.makespan < best?.makespan ?? .max {
        best = (result.makespan, result.plan)
      }
      if let result = try? chain.byPrices(relaxed(order)) { bound = max(bound, result.lowerBound) }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return Schedule(
      problem: problem, planner: planner, makespan: best.makespan, lowerBound: bound,
      caveat: .slotTable(entries: SlotVectorTable.maximumEntries), plan: best.plan)
  }

  /// The entries of the table with fewer slots: less than a second of work, since it is one attempt among several.
  private static let maximumFewSlotsEntries = 400_000

  /// Returns the exact table of the platform with fewer slots, removing slots from the largest levels until it fits.
  private static func fewSlotsTable(_ problem: Problem, _ chain: UniformChain) throws(PlanningError) -> SlotVectorTable?
  {
    var most = problem.levels.map { $0.isUnlimited(forLength: chain.length) ? 0 : $0.slots ?? 0 }.max() ?? 0
    while most > 0 {
      let levels = problem.levels.map { level in
        Level(
          name: level.name, slots: level.slots.map { min($0, most) }, writeCost: level.writeCost,
          readCost: level.readCost)
      }
      if let table = try SlotVectorTable(
        length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, levels: levels,
        maximumEntries: maximumFewSlotsEntries)
      {
        return table
      }
      // Thousands of slots are far from fitting; the last few are removed one by one.
      most = most > 64 ? most / 2 : most - 1
    }
    return nil
  }

  /// Returns the levels with costs reduced to the least of those that follow, which makes any order hierarchical.
  static func relaxed(_ order: [IndexedLevel]) -> [IndexedLevel] {
    var relaxed: [IndexedLevel] = []
    var (write, read) = (Int.max, Int.max)
    for (index, level) in order.reversed() {
      (write, read) = (min(write, level.writeCost), min(read, level.readCost))
      relaxed.append((index, Level(name: level.name, slots: level.slots, writeCost: write, readCost: read)))
    }
    return relaxed.reversed()
  }

  static func orders(of levels: [IndexedLevel]) -> [[IndexedLevel]] {
    if levels.count > maximumPermutedLevels { return levels.ordersByCost }
    var orders: [[IndexedLevel]] = [[]]
    for level in levels {
      orders = orders.flatMap { order in
        (0...order.count).map { place in
          var longer = order
          longer.insert(level, at: place)
          return longer
        }
      }
    }
    return orders
  }
}
