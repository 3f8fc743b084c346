/// Two-level binomial checkpointing: every p-th state on disk, Revolve in memory in between.
///
/// The chain runs once and writes x_0, x_p, x_2p ... to disk. Each segment's first state is read once, and the segment is
/// reversed by Revolve with the m slots of memory. With C = w + r the cost per step,
///
///     (C + P(p - 1, m)) / p + uf,
///
/// is least for p = beta(m, t), t the least with uf beta(m + 1, t) >= C: beyond beta(m, t) each further step of a
/// segment costs (t + 1) uf more, which is more than the average there. That is the default period, or the shortest for
/// which the disk has slots. If Revolve in memory alone costs no more, the disk is not used.
///
/// The closed form assumes free memory; if memory costs something, the same period and segments are used, and the
/// makespan counts every access.
///
/// G. C. Pringle, D. C. Jones, S. Goswami, S. H. K. Narayanan, D. Goldberg, Providing the ARCHER community with adjoint
/// modelling tools for high-performance oceanographic and cryospheric computation (2016).
enum TwoLevel {
  /// Returns the schedule with the given period, or the best one.
  ///
  /// - Throws: ``PlanningError`` when the platform is not memory with at least one slot and a disk, when the disk
  ///   has too few slots for the period, or when a total does not fit 64 bits.
  /// - Complexity: O(log l) binomials to plan; O(1) amortised an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let platform = try DiskPlatform(problem, planner: .twoLevel)
    let length = platform.chain.length
    if platform.memorySlots == 0 && length > 0 {
      throw .unsuited(planner: .twoLevel, .memorySlot)
    }
    let period = options.period ?? max(platform.leastPeriod, bestPeriod(platform))
    try platform.require(period: period, planner: .twoLevel)
    let segment = ReadOnceSegmentPlan(
      memory: BinomialPlan(
        level: platform.memoryLevel, slots: platform.memorySlots, length: max(0, min(period - 1, length))))
    let plan = PeriodicPlan(length: length, period: period, places: platform.places, segment: segment)
    if options.period == nil, let alone = try platform.memoryAlone(problem, against: plan) {
      return try .heuristic(problem, .twoLevel, plan: alone, options: options)
    }
    return try .heuristic(problem, .twoLevel, plan: plan, options: options)
  }

  /// Returns the period of least cost per step, at most the chain's length plus one.
  static func bestPeriod(_ platform: DiskPlatform) -> Int {
    let length = platform.chain.length
    let uf = Int128(platform.chain.forwardCost)
    if length == 0 || uf == 0 { return max(1, length) }
    // The least t with beta(m + 1, t) >= C / uf.
    let cost = Int128(platform.writeCost) + Int128(platform.readCost)
    let t = Binomial.repetitions(slots: platform.memorySlots + 1, count: max(1, (cost + uf - 1) / uf))
    return Int(min(Binomial.beta(platform.memorySlots, t), Int128(length) + 1))
  }
}
