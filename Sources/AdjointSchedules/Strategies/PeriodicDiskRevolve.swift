/// Periodic-Disk-Revolve: every p-th state on disk, each segment reversed with memory and its own disk state.
///
/// The period does not depend on the length, so the schedule can start before the length is known. A segment of p steps
/// is reversed by the recurrence with a single disk slot, in which the segment's first state may be read several times;
/// with P(n) its makespan, the period minimises the cost per step, (w + r + P(p - 1)) / p + uf. See `DiskPeriod`.
///
/// As l grows the cost per step approaches that of the best periodic schedule; on a given l ``DiskRevolve`` is never
/// slower. Where leaving the disk alone costs no more, as on a chain shorter than the period, Revolve reverses the whole
/// chain in memory.
///
/// Where memory costs something, the period and the segments are those of free memory, and the makespan counts every access.
///
/// With an overlapped disk the states travel while steps run, and of the periods timed the best is used.
///
/// Ties: of equally good periods the shortest; within a segment as `LevelTable` says, or where it is longer than 4096
/// steps `ReadSegmentPlan`.
///
/// G. Aupy, J. Herrmann, Periodicity in optimal hierarchical checkpointing schemes for adjoint computations, Optim.
/// Methods Softw. 32 (2017), doi:10.1080/10556788.2016.1230612.
enum PeriodicDiskRevolve {
  /// Returns the schedule with the given period, or the best one.
  ///
  /// - Throws: ``PlanningError`` when the platform is not memory and a disk, when the disk has too few slots for
  ///   the period, or when a total or the table of a segment is too large.
  /// - Complexity: for periods up to 4096 steps the table of one segment, O(p^2 m) time at most and O(p m) memory; for
  ///   longer ones that of `ReadSegmentPlan`, O(log p) binomials a read of the disk.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    if problem.isOverlapped { return try overlapped(problem, options: options) }
    let platform = try DiskPlatform(problem, planner: .periodicDiskRevolve)
    let plan = try plan(platform, period: options.period)
    if options.period == nil, let alone = try platform.memoryAlone(problem, against: plan) {
      return try .heuristic(problem, .periodicDiskRevolve, plan: alone, options: options)
    }
    return try .heuristic(problem, .periodicDiskRevolve, plan: plan, options: options)
  }

  /// Returns the schedule whose disk states travel while steps run (``OverlapPeriods``).
  private static func overlapped(_ problem: Problem, options: PlannerOptions) throws(PlanningError) -> Schedule {
    try DiskPlatform.requireTwoLevels(problem, .periodicDiskRevolve)
    let machine = OverlapMachine(try UniformChain(problem, planner: .periodicDiskRevolve), levels: problem.levels)
    if problem.chain.backwardCost.common == nil { throw .unsuited(planner: .periodicDiskRevolve, .equalSteps) }
    if machine.slots == 0 && machine.length > 0 { throw .noSlot(length: machine.length) }
    var periods = OverlapPeriods(machine, channel: 0)
    if let period = options.period {
      let needed = machine.length / period
      let available = machine.slower.first?.slots ?? 0
      if needed > available {
        throw .tooFewSlots(planner: .periodicDiskRevolve, needed: needed, available: available)
      }
      guard let plan = periods.plan(period) else {
        throw .tooMuchWork(
          what: .timedOperations, count: OverlapPeriods.mostOperations + 1, limit: OverlapPeriods.mostOperations)
      }
      return try schedule(problem, machine, plan, makespan: plan.makespan.asMakespan(), known: options.lowerBound)
    }
    let best = try periods.best()
    // Memory alone is counted in closed form, so it is there where no period can be timed.
    let alone = BinomialPlan(level: 0, slots: min(machine.slots, machine.length), length: machine.length)
    let fallback = Result { () throws(PlanningError) in
      try problem.makespan(of: alone.statistics(length: machine.length, levelCount: problem.levels.count))
    }
    if let best, (try? Int128(fallback.get())).map({ best.makespan <= $0 }) ?? true {
      return try schedule(problem, machine, best, makespan: best.makespan.asMakespan(), known: options.lowerBound)
    }
    return try schedule(problem, machine, alone, makespan: fallback.get(), known: options.lowerBound)
  }

  private static func schedule(
    _ problem: Problem, _ machine: OverlapMachine, _ plan: some SchedulePlan, makespan: Int, known: Int?
  ) throws(PlanningError) -> Schedule {
    Schedule(
      problem: problem, planner: .periodicDiskRevolve, makespan: makespan,
      lowerBound: max(known ?? 0, machine.lowerBound), caveat: .heuristic(.periodicDiskRevolve, pointless: nil),
      plan: plan)
  }

  /// Returns the plan with the given period, or the best one.
  static func plan(_ platform: DiskPlatform, period wanted: Int?) throws(PlanningError) -> any SegmentPlan {
    let length = platform.chain.length
    let period: Int
    if let wanted {
      period = wanted
    } else {
      period = max(platform.leastPeriod, try DiskPeriod(platform, longest: length + 1).best)
    }
    try platform.require(period: period, planner: .periodicDiskRevolve)
    let longest = max(0, min(period - 1, length))
    if longest > DiskPeriod.tabulatedLength {
      if platform.memorySlots == 0 {
        let segment = SingleSlotPlan(level: platform.diskLevel)
        return PeriodicPlan(length: length, period: period, places: platform.places, segment: segment)
      }
      if let segment = ReadSegmentPlan(platform, length: longest) {
        return PeriodicPlan(length: length, period: period, places: platform.places, segment: segment)
      }
    }
    let segment = try DiskPeriod.segmentTable(platform, length: longest)
    // A segment that costs more than 64 bits has no choices in the table.
    _ = try SaturatingCost.makespan(segment.optimum[longest])
    return PeriodicPlan(length: length, period: period, places: platform.places, segment: segment)
  }
}
