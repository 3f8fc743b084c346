/// Overlapped schedules of equal steps, at any length, from schedules whose transfers block.
extension OverlapPlanning {
  /// The most operations to time of the schedule for transfers that block, and of each other: about a second of work.
  private static let mostStagedOperations = 1 << 19
  private static let mostStagedOperationsOfOther = 1 << 17
  /// The shares of the transfers' costs for which blocking schedules are tried, of ``stagedParts``; the rest is that of
  /// the computing. Where transfers are hidden by steps they cost less than they take.
  private static let stagedShares = [1, 2, 3, 4, 5, 6, 8, 10, 12]
  private static let stagedParts = 16

  /// The most slots of the overlapped levels together where timing more would take too many operations.
  private static let mostStagedSlots = 256

  /// Returns the best schedule found by ``StagedPlan``, nil if there is none, and whether that of the best schedule for
  /// transfers that block was timed.
  static func staged(
    _ problem: Problem, _ machine: OverlapMachine, maxRuns: Int?
  ) throws(PlanningError) -> (best: (makespan: Int, plan: any SchedulePlan)?, isBlockingTimed: Bool) {
    if machine.slots == 0 { return (nil, false) }
    // More slots than steps are of no use.
    var problem = problem.with(problem.levels[0].counting(slots: machine.slots), atLevel: 0)
    var best: (makespan: Int, plan: any SchedulePlan)?
    func consider(_ blocking: Problem?, limit: Int) throws(PlanningError) -> Bool {
      guard let blocking else { return false }
      return try PlanningError.orNil { () throws(PlanningError) -> Bool? in
        var options = PlannerOptions()
        options.maxRuns = maxRuns
        let schedule = try engine(.hrevolve).schedule(for: blocking, options: options)
        guard let base = schedule.plan as? any SegmentPlan, let found = try staged(base, machine, limit) else {
          return nil
        }
        if found.makespan < best?.makespan ?? .max { best = found }
        return true
      } ?? false
    }
    let most = PlanningEffort.share(of: mostStagedOperations)
    let isTimed = try consider(problem.withBlockingTransfers(without: 1), limit: most)
    if !isTimed, let fewer = problem.withOverlappedSlots(atMost: mostStagedSlots) {
      problem = fewer
      _ = try consider(problem.withBlockingTransfers(without: 1), limit: most)
    }
    let limit = PlanningEffort.share(of: mostStagedOperationsOfOther)
    for share in stagedShares {
      let mixed = problem.mixed(share: share, of: stagedParts)
      _ = try PlanningEffort.current(inParts: PlanningEffort.mostParts).limiting { () throws(PlanningError) in
        try consider(
          mixed.flatMap { $0.with($0.levels[0].counting(slots: machine.slots - 1), atLevel: 0) }, limit: limit)
      }
    }
    return (best, isTimed)
  }

  private static func staged(
    _ base: some SegmentPlan, _ machine: OverlapMachine, _ limit: Int
  ) throws(PlanningError) -> (makespan: Int, plan: any SchedulePlan)? {
    guard let plan = try StagedPlan(base, machine, limit: limit) else { return nil }
    return (try plan.makespan.asMakespan(), plan)
  }
}

extension Problem {
  /// The same problem with this many slots on its overlapped levels, the first levels keeping most; nil if there are no more.
  fileprivate func withOverlappedSlots(atMost most: Int) -> Problem? {
    var (rest, result) = (most, self)
    for (index, level) in levels.enumerated() where level.isOverlapped {
      let slots = min(rest, level.slots ?? .max)
      result = result.with(level.counting(slots: slots), atLevel: index)
      rest -= slots
    }
    let isLess = zip(levels, result.levels).contains { $0.slots != $1.slots }
    return isLess ? result : nil
  }
}
