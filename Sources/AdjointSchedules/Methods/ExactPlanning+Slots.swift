/// Levels in bytes planned as levels of slots: as fine as any chain in slots, where a table of bytes is coarse.
extension ExactPlanning {
  /// Returns the best schedule found with slots of one size, the largest state's or less; nil if there is none.
  ///
  /// With slots of the largest size everything fits. With smaller ones a state that does not fit where it is planned goes to
  /// another level, and the schedule costs what its operations do. Levels that share a capacity get fixed parts of it. Where
  /// sizes differ, states kept from the forward run on are compared too.
  ///
  /// Ties: the larger slots.
  ///
  /// - Precondition: The backward steps cost nothing.
  static func inSlots(_ problem: Problem, _ planner: Planner, _ bound: Int) throws(PlanningError) -> Schedule? {
    let platforms = SlotPlatforms(problem)
    let sizes = platforms.sizes
    // One of several plans, with the same work together.
    let effort = PlanningEffort.current(inParts: sizes.count)
    defer { if effort.wasLimited { PlanningEffort.meet() } }
    return try effort.limiting { () throws(PlanningError) -> Schedule? in
      var best: Schedule?
      var tried: Set<[Int?]> = []
      for size in sizes {
        let slots = try platforms.division(ofSize: size)
        guard tried.insert(slots).inserted,
          let schedule = try PlanningError.orNil({ () throws(PlanningError) in
            try inSlots(slots, ofSize: size, problem, planner, platforms, bound)
          })
        else { continue }
        best = best?.cheaper(schedule) ?? schedule
      }
      if !platforms.isExact, let kept = try keptBySize(problem, planner, platforms, bound) {
        best = best?.cheaper(kept) ?? kept
      }
      return best
    }
  }

  /// Returns the best schedule found that keeps states from the forward run on, with their own sizes and costs.
  private static func keptBySize(
    _ problem: Problem, _ planner: Planner, _ platforms: SlotPlatforms, _ bound: Int
  ) throws(PlanningError) -> Schedule? {
    guard let kept = try KeptSizes(problem)?.best() else { return nil }
    let plan = SpillingPlan(problem: problem, plan: kept)
    guard let makespan = try plan.makespan() else { return nil }
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound, caveat: .placesStay,
      resolution: platforms.exactUnits, plan: plan)
  }

  private static func inSlots(
    _ slots: [Int?], ofSize size: Int, _ problem: Problem, _ planner: Planner, _ platforms: SlotPlatforms, _ bound: Int
  ) throws(PlanningError) -> Schedule? {
    let schedule = try best(for: platforms.problem(slots: slots), planner: planner)
    let isLargest = size == platforms.sizes.first
    let caveat: Caveat = isLargest ? (platforms.isShared ? .fixedParts : .roomOfLargest) : .slotsOfMean
    let resolution: [Int?] =
      isLargest ? problem.levels.map { $0.countsBytes ? max(1, size) : nil } : platforms.exactUnits
    if platforms.isExact {
      return schedule.rebased(on: problem, lowerBound: bound, caveat: caveat, resolution: resolution)
    }
    let plan = SpillingPlan(problem: problem, plan: schedule.plan)
    guard let makespan = try plan.makespan() else { return nil }
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound, caveat: caveat, resolution: resolution,
      plan: plan)
  }

  /// Returns the best schedule in slots for states of one size on levels that share a capacity, if the chain is too long for
  /// lists of its states; nil otherwise.
  static func longAndEqual(_ problem: Problem, _ planner: Planner) throws(PlanningError) -> Schedule? {
    guard problem.chain.length > longestListed, problem.chain.stateSize?.common != nil else { return nil }
    let platforms = SlotPlatforms(problem)
    guard platforms.isExact else { return nil }
    let largest = platforms.mostSlots
    if largest.allSatisfy({ $0 == 0 }) { throw .noSlot(length: problem.chain.length) }
    let bound = try optimum(of: platforms.problem(slots: largest)) ?? 0
    guard let schedule = try inSlots(problem, planner, max(bound, Int(clamping: problem.forwardTotal))) else {
      throw .overflow(quantity: .makespan)
    }
    return schedule
  }

  /// The longest chain whose states are listed although all are alike.
  private static let longestListed = 1_000_000
}

extension Schedule {
  /// Returns the schedule that costs less; this one if both cost the same.
  func cheaper(_ other: Schedule) -> Schedule { other.makespanUnits < makespanUnits ? other : self }
}
