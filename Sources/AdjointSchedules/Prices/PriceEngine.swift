/// H-Revolve planned by prices: the exact optimum of a uniform chain of any length, without a table over lengths.
///
/// A price for each backward step gives a point of the convex hull of all makespans and a bound for the wanted length
/// (``PriceHull``); what is then missing to the optimum is found by keeping, for every state, all numbers of steps that
/// lose no more than a window against the price (``LossTables``). The window grows until the wanted length is in it. A
/// single level has a closed form (``OneLevelShape``).
///
/// - Complexity: independent of the length but for the repetitions T that it needs: some 20 evaluations of a table of
///   slots x T entries, then for each window as many sums of functions with few pieces. See docs/planning-by-prices.md.
enum PriceEngine {
  /// A schedule's plan and what is known about it.
  struct Result: Sendable {
    var plan: any SegmentPlan
    var makespan: Int
    /// No schedule has a lesser makespan than this.
    var lowerBound: Int
    var work: PriceWork

    var isExact: Bool { makespan == lowerBound }
  }

  /// The most that may be spent, in counts, so that the same problem gives the same answer on every machine.
  struct Effort: Sendable {
    /// The pairs and pieces for windows in which nothing is left out.
    var exactPairs = 16_000_000
    /// The pairs and pieces for windows in which functions are thinned.
    var thinnedPairs = 4_000_000
    /// The pieces that a thinned function keeps.
    var thinnedPieces = 64

    /// What holds for the call at hand.
    static var standard: Effort {
      var effort = Effort()
      effort.exactPairs = PlanningEffort.share(of: effort.exactPairs)
      effort.thinnedPairs = PlanningEffort.share(of: effort.thinnedPairs)
      return effort
    }
  }

  /// The most bytes of what is alive at once: half of what is allowed, since parts of it are made anew while the old
  /// are at hand, and at most 512 MiB.
  static var memoryLimit: Int { min(PlanningMemory.current.uniformLimit / 2, 512 << 20) }

  /// Plans a uniform chain on a hierarchical platform.
  ///
  /// Where the states do not fit the memory, the best that fewer slots allow is planned, with the bound of all.
  ///
  /// - Parameter levels: The levels fastest first, with their indices in the problem; neither write nor read costs
  ///   fall from one to the next.
  /// - Throws: ``PlanningError/noSlot(length:)`` when no level has a slot; ``PlanningError/overflow(quantity:)`` when
  ///   the makespan does not fit 64 bits.
  static func plan(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [IndexedLevel], effort: Effort = .standard
  ) throws(PlanningError) -> Result {
    if length > 0 && levels.allSatisfy({ $0.level.slots == 0 }) { throw .noSlot(length: length) }
    if length == 0 || forwardCost == 0 {
      return try trivial(length: length, backwardCost: backwardCost, levels: levels)
    }
    let platform = try PricedPlatform(
      length: length, forwardCost: forwardCost, backwardCost: backwardCost,
      levels: affordable(levels, length: length, forwardCost: forwardCost))
    if let result = try singleTier(platform) { return result }
    return try plan(platform, effort: effort)
  }

  /// Plans a platform of several tiers.
  static func plan(_ platform: PricedPlatform, effort: Effort) throws(PlanningError) -> Result {
    var work = PriceWork()
    let hull: PriceHull
    do throws(PlanningError) {
      hull = try PriceHull(platform: platform, work: &work)
    } catch {
      switch error {
      case .tableTooLarge, .tooMuchWork:
        guard let result = try byTiers(platform) else { throw error }
        return result
      default: throw error
      }
    }
    var search = WindowSearch(platform: platform, hull: hull, effort: effort, work: work)
    return try search.run()
  }

  /// Returns the levels without those that no best schedule uses: to write and to read one state there costs more than
  /// the fastest level alone takes for the whole chain.
  ///
  /// What such a level earns is priced beyond 64 bits, though the optimum, which never goes there, fits them.
  private static func affordable(_ levels: [IndexedLevel], length: Int, forwardCost: Int) -> [IndexedLevel] {
    guard let fastest = levels.first(where: { $0.level.slots != 0 })?.level else { return levels }
    let slots = fastest.writeCost == 0 ? fastest.slots ?? length : 1
    let steps = BinomialPlan.forwardSteps(length: length, slots: slots)
    let (forward, overflow) = steps.multipliedReportingOverflow(by: Int128(forwardCost))
    if overflow || forward > Int128(Int.max) { return levels }
    let limit = forward + Int128(fastest.writeCost) + Int128(length) * Int128(fastest.readCost)
    return levels.filter { Int128($0.level.writeCost) + Int128($0.level.readCost) <= limit }
  }
}

/// What the price engine did to plan a chain: counts that do not depend on the machine, for tests and reports.
struct PriceWork: Hashable, Sendable {
  /// Prices at which the dual was evaluated, and the cells that this took.
  var dualEvaluations = 0
  var dualCells = 0
  /// Windows for which loss functions were made.
  var windows = 0
  /// Loss functions summed, the pieces of the results, and the pairs of pieces looked at.
  var sums = 0
  var pieces = 0
  var pairs = 0
  /// Distinct segments of the schedule for which a split was looked up.
  var openedSegments = 0
}
