/// Memory and a disk: the platform of the Disk-Revolve family.
///
/// The strategies are defined for free memory. If memory has costs, they decide as if it were free, and the makespan
/// counts every access at its true cost.
struct DiskPlatform {
  let chain: UniformChain
  /// The indices of the two levels.
  let memoryLevel: Int
  let diskLevel: Int
  /// m
  let memorySlots: Int
  /// The disk's slots, at most the chain's length.
  let diskSlots: Int
  let writeCost: Int
  let readCost: Int

  /// - Throws: ``PlanningError/unsuited(planner:_:)`` on any other platform.
  init(_ problem: Problem, planner: Planner) throws(PlanningError) {
    try Self.requireTwoLevels(problem, planner)
    let chain = try UniformChain(problem, planner: planner)
    self.init(chain, memory: (0, problem.levels[0]), disk: (1, problem.levels[1]))
    if chain.length > 0 && memorySlots == 0 && diskSlots == 0 { throw .noSlot(length: chain.length) }
  }

  /// Treats any two levels of a platform as memory and disk.
  init(_ chain: UniformChain, memory: IndexedLevel, disk: IndexedLevel) {
    self.chain = chain
    (memoryLevel, diskLevel) = (memory.index, disk.index)
    memorySlots = min(memory.level.slots ?? chain.length, chain.length)
    diskSlots = min(disk.level.slots ?? chain.length, chain.length)
    (writeCost, readCost) = (disk.level.writeCost, disk.level.readCost)
  }

  /// - Throws: ``PlanningError/unsuited(planner:_:)`` unless there are two levels.
  static func requireTwoLevels(_ problem: Problem, _ planner: Planner) throws(PlanningError) {
    guard problem.levels.count == 2 else {
      throw .unsuited(planner: planner, .memoryAndDisk)
    }
  }

  /// The places for the states of periodic planners.
  var places: SlotPlaces { SlotPlaces([(level: diskLevel, slots: diskSlots)]) }

  /// Checks that the disk has a slot for every `period`-th state.
  func require(period: Int, planner: Planner) throws(PlanningError) {
    let needed = (chain.length + period - 1) / period
    if needed > diskSlots { throw .tooFewSlots(planner: planner, needed: needed, available: diskSlots) }
  }

  /// Returns Revolve's plan in memory if it costs no more than `plan`: the limit of ever longer periods.
  func memoryAlone(_ problem: Problem, against plan: some SchedulePlan) throws(PlanningError) -> BinomialPlan? {
    if memorySlots == 0 || chain.length == 0 { return nil }
    let alone = BinomialPlan(level: memoryLevel, slots: memorySlots, length: chain.length)
    let makespan = { (plan: any SchedulePlan) in
      // A total that does not fit 64 bits is never less.
      try? problem.makespan(of: plan.statistics(length: problem.chain.length, levelCount: problem.levels.count))
    }
    guard let least = makespan(alone) else { return nil }
    return least <= makespan(plan) ?? .max ? alone : nil
  }

  /// The shortest period for which the disk has enough slots.
  var leastPeriod: Int {
    diskSlots == 0 ? max(1, chain.length) : max(1, (chain.length + diskSlots - 1) / diskSlots)
  }
}
