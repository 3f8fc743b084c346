/// The best solution found for the recurrence of equal steps with tapes: by prices for any length, else by a table over
/// lengths, else in closed form.
struct UniformTapeSolution {
  /// The cost of its schedule beyond the cost common to all schedules.
  private(set) var surplus: Int
  /// A lower bound on the surplus of the recurrence's schedules.
  private(set) var lowerBound: Int
  private(set) var plan: any SchedulePlan

  /// The most distinct amounts of room.
  static let maximumRooms = 1 << 16
  /// If states take no room, they are planned as if they took a unit divided by this.
  private static let partsForStates = 64

  var isExact: Bool { surplus == lowerBound }

  /// - Parameter bytes: The bytes of states, tapes and running steps, if known.
  init(
    _ chain: UniformTapeChain, bytes: UniformTapeBytes?
  ) throws(PlanningError) {
    if chain.forwardCost == 0, let free = FreeStepsDecisions(chain) {
      let bound = chain.readCost == chain.tapeReadCost ? free.surplus : 0
      let plan = FreeStepsPlan(decisions: free, bytes: bytes)
      self.init(free.surplus, bound, plan)
      // The fewest reads may be of more forward steps than can be counted.
      if (try? plan.statistics(length: chain.length, levelCount: 1)) == nil,
        let large = LargeUniformTapes.best(chain, bytes)
      {
        self.init(large.surplus, min(bound, large.surplus), large.plan)
      }
      return
    }
    // Where the closed forms cost more than 64 bits hold, another plan may cost less.
    let large = LargeUniformTapes.best(chain, bytes) ?? (.max, MixedPlan(level: 0, slots: 2, length: 2))
    self.init(large.surplus, min(large.surplus, LargeUniformTapes.lowerBound(chain)), large.plan)
    if chain.forwardCost > 0 && !isExact {
      if let rooms = UniformTapeRooms(chain, limit: Self.maximumRooms) {
        try improve(chain, rooms, bytes)
      } else {
        try improve(onCoarserUnits: chain, bytes)
      }
    }
    if surplus == .max { throw .overflow(quantity: .makespan) }
  }

  private init(_ surplus: Int, _ lowerBound: Int, _ plan: any SchedulePlan) {
    (self.surplus, self.lowerBound, self.plan) = (surplus, lowerBound, plan)
  }

  private mutating func take(_ surplus: Int, _ plan: @autoclosure () -> any SchedulePlan) {
    if surplus < self.surplus { (self.surplus, self.plan) = (surplus, plan()) }
  }

  private mutating func improve(
    _ chain: UniformTapeChain, _ rooms: UniformTapeRooms, _ bytes: UniformTapeBytes?
  ) throws(PlanningError) {
    var isTabulated = false
    if chain.blocksFollow {
      try price(withHeavierStates: chain, rooms, bytes)
    } else {
      isTabulated = try price(chain, rooms, bytes)
    }
    if isTabulated || isExact { return }
    let table = try PlanningError.orNil { () throws(PlanningError) in
      try UniformTapeTable(chain, rooms)
    }
    guard let table, let exact = table.surplus else { return }
    take(exact, UniformTapePlan(decisions: table, level: 0, bytes: bytes))
    lowerBound = surplus
  }

  /// Plans by prices; returns whether the optimum was found.
  private mutating func price(
    _ chain: UniformTapeChain, _ rooms: UniformTapeRooms, _ bytes: UniformTapeBytes?
  ) throws(PlanningError) -> Bool {
    let result = try PlanningError.orNil { () throws(PlanningError) in
      var search = try WindowSearch<UniformTapeLosses>(PricedTapes(chain: chain, rooms: rooms))
      return (found: try search.run(), lowerBound: search.lowerBound)
    }
    guard let result else { return false }
    if let found = result.found { take(found.cost, UniformTapePlan(decisions: found.plan, level: 0, bytes: bytes)) }
    lowerBound = min(surplus, max(lowerBound, result.lowerBound))
    return isExact
  }

  /// Plans as if states took a fraction of a unit; the bound is that of states that take nothing.
  private mutating func price(
    withHeavierStates chain: UniformTapeChain, _ rooms: UniformTapeRooms, _ bytes: UniformTapeBytes?
  ) throws(PlanningError) {
    let hull = try PlanningError.orNil { () throws(PlanningError) in
      var work = PriceWork()
      return try PriceHull(platform: PricedTapes(chain: chain, rooms: rooms), work: &work)
    }
    if let hull { lowerBound = min(surplus, max(lowerBound, hull.lowerBound)) }
    var heavier = chain
    heavier.stateUnits = 1
    let (room, overflow) = chain.room.multipliedReportingOverflow(by: Self.partsForStates)
    if overflow { return }
    heavier.room = room
    heavier.tapeUnits = chain.tapeUnits * Self.partsForStates
    guard let heavierRooms = UniformTapeRooms(heavier, limit: Self.maximumRooms) else { return }
    let bound = lowerBound
    _ = try price(heavier, heavierRooms, bytes)
    // A bound for larger states is not one for these.
    lowerBound = min(surplus, bound)
  }

  /// Plans with sizes rounded up to coarser units; the bound is that of sizes rounded down.
  private mutating func improve(
    onCoarserUnits chain: UniformTapeChain, _ bytes: UniformTapeBytes?
  ) throws(PlanningError) {
    let unit = chain.room / (Self.maximumRooms / 2) + 1
    func rounded(up: Bool) -> (chain: UniformTapeChain, rooms: UniformTapeRooms)? {
      var coarse = chain
      coarse.stateUnits = (chain.stateUnits + (up ? unit - 1 : 0)) / unit
      coarse.tapeUnits = max(1, (chain.tapeUnits + (up ? unit - 1 : 0)) / unit)
      coarse.room = chain.room / unit
      return UniformTapeRooms(coarse, limit: Self.maximumRooms).flatMap { $0.amounts.isEmpty ? nil : (coarse, $0) }
    }
    var bound = lowerBound
    if chain.tapeUnits >= unit, let below = rounded(up: false) {
      let hull = try PlanningError.orNil { () throws(PlanningError) in
        var work = PriceWork()
        return try PriceHull(
          platform: PricedTapes(chain: below.chain, rooms: below.rooms), work: &work)
      }
      bound = max(bound, hull?.lowerBound ?? 0)
    }
    if let above = rounded(up: true),
      above.chain.room >= above.chain.tapeUnits + min(above.chain.stateUnits, above.chain.tapeUnits)
    {
      _ = try price(above.chain, above.rooms, bytes)
    }
    lowerBound = min(surplus, bound)
  }
}
