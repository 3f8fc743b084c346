extension ExactPlanning {
  /// Returns the best persistent schedule by the table of free room on all levels at once, or else the one that stores
  /// only x_0; nil if no makespan fits 64 bits.
  ///
  /// - Throws: ``PlanningError/noRoomForSteps(level:available:needed:)`` when there is no schedule.
  static func byRoom(
    _ problem: Problem, _ planner: Planner, _ bound: Int
  ) throws(PlanningError) -> (schedule: Schedule, isExact: Bool)? {
    if try !PlanningMemory.allows(RoomDemand.bytes(problem)) { return nil }
    let demand = RoomDemand(problem)
    guard let rebuilding = RebuildingPlan(demand, problem: problem) else { throw tooLittle(problem, demand) }
    if problem.forwardTotal >= Int128(Int.max / 4) { return nil }
    let grid = RoomGrid(demand)
    var found: (surplus: Int, plan: any SchedulePlan)?
    if let grid {
      let chain = demand.chain(on: grid)
      PlanningProgress.begin(.tapeTable, count: RoomGrid.sums(chain, grid.ladder))
      found = try TapePlanning.tabulate(chain, grid.ladder, problem)
    }
    let exactUnit = demand.exactUnits
    if let grid, let found {
      let schedule = Schedule(
        problem: problem, planner: planner, makespan: found.surplus, lowerBound: bound,
        caveat: grid.isExact ? .placesStay : grid.caveat(demand),
        resolution: demand.resolution(problem, grid.isExact ? exactUnit : grid.units), plan: found.plan)
      return (schedule, grid.isExact)
    }
    guard let makespan = try rebuilding.makespan() else { return nil }
    let schedule = Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound, caveat: .noRoomTable,
      resolution: demand.resolution(problem, exactUnit), plan: rebuilding)
    return (schedule, false)
  }

  /// The error if no level can hold x_0 beside the room that steps need: the fastest level is too small.
  private static func tooLittle(_ problem: Problem, _ demand: RoomDemand) -> PlanningError {
    .noRoomForSteps(
      level: problem.levels[0].name, available: demand.pools[0].capacity,
      needed: RebuildingPlan.leastCapacity(ofPool: 0, demand, problem) ?? Int.max - 1)
  }
}
