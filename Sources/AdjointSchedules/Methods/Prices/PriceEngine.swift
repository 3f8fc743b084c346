/// H-Revolve planned by prices: the exact optimum of a uniform chain of any length, without a table over lengths.
///
/// A price for each backward step gives a point of the convex hull of all makespans and a bound for the wanted length
/// (``PriceHull``); the rest is found by keeping, for every state, all numbers of steps whose loss at the price is
/// within a window (``LossTables``). The window grows until it contains the wanted length. A single level has a closed
/// form (``OneLevelShape``).
///
/// - Complexity: independent of the length except through the repetitions T: about 20 evaluations of a table of slots x
///   T entries, then, for each window, as many sums of functions with few pieces. See docs/planning-by-prices.md.
enum PriceEngine {
  /// A plan and what is known about it.
  struct Result: Sendable {
    var plan: any SegmentPlan
    var makespan: Int
    /// A lower bound on the makespan.
    var lowerBound: Int
    var work: PriceWork

    var isExact: Bool { makespan == lowerBound }
  }

  /// Work limits, as counts, so that the same problem gives the same answer on every machine.
  struct Effort: Sendable {
    /// The pairs and pieces for exact windows.
    var exactPairs = 16_000_000
    /// The pairs and pieces for windows with thinned functions.
    var thinnedPairs = 4_000_000
    /// The pieces kept in a thinned function.
    var thinnedPieces = 64

    /// The limits for the current call.
    static var standard: Effort {
      var effort = Effort()
      effort.exactPairs = PlanningEffort.share(of: effort.exactPairs)
      effort.thinnedPairs = PlanningEffort.share(of: effort.thinnedPairs)
      return effort
    }
  }

  /// The peak memory: half of the limit, since parts are rebuilt while the old ones still exist, and at most 512 MiB.
  static var memoryLimit: Int { min(PlanningMemory.current.uniformLimit / 2, 512 << 20) }

  /// Plans a uniform chain on a hierarchical platform.
  ///
  /// If the states do not fit in memory, fewer slots are planned, with the bound of all slots.
  ///
  /// - Parameter levels: The levels, fastest first, with their indices in the problem; neither write nor read costs
  ///   decrease from one to the next.
  /// - Throws: ``PlanningError/noSlot(length:)`` if no level has a slot; ``PlanningError/overflow(quantity:)`` if the
  ///   makespan does not fit 64 bits.
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

  /// No better schedule is sought with fewer slots where the closed forms are within this fraction of the bound.
  private static let negligible = 1_000_000

  /// Plans a platform of several tiers.
  static func plan(_ platform: PricedPlatform, effort: Effort) throws(PlanningError) -> Result {
    var work = PriceWork()
    let hull: PriceHull
    do throws(PlanningError) {
      hull = try PriceHull(platform: platform, work: &work)
    } catch {
      switch error {
      case .tableTooLarge, .tooMuchWork:
        guard let result = try withoutPrices(platform) else { throw error }
        return result
      default: throw error
      }
    }
    let bytes = Int128(hull.cellCount) * 2 * Int128(MemoryLayout<LossTables.Cell>.stride)
    var search = WindowSearch<LossTables>(
      platform, hull, effort: effort, work: work, isTooLarge: bytes > Int128(memoryLimit))
    let found = try search.run().map {
      Result(plan: $0.plan, makespan: $0.cost, lowerBound: search.lowerBound, work: search.work)
    }
    if let found, found.isExact { return found }
    var results = [found, closedForm(platform)].compactMap { $0 }
    let least = results.map(\.makespan).min() ?? .max
    if search.isTooLarge && least - search.lowerBound > search.lowerBound / negligible {
      // Tables take memory in proportion to the slots, and a little more with fewer of them.
      let share = bytes > Int128(memoryLimit) ? Double(memoryLimit) / Double(bytes) : 1
      results += [try fewerSlots(platform, share: min(0.5, 0.9 * share), effort: effort)].compactMap { $0 }
    }
    guard var best = results.min(by: { $0.makespan < $1.makespan }) else { throw .overflow(quantity: .makespan) }
    (best.lowerBound, best.work) = (search.lowerBound, search.work)
    return best
  }

  /// Returns the best schedule with a share of the largest tier's slots, or half of those and so on, until the tables fit.
  private static func fewerSlots(
    _ platform: PricedPlatform, share: Double, effort: Effort
  ) throws(PlanningError) -> Result? {
    let most = platform.tiers.filter { !$0.isUnlimited }.map(\.slots).max() ?? 1
    if most <= 1 { return nil }
    do throws(PlanningError) {
      return try plan(platform.with(slotsPerTier: max(1, Int(Double(most) * share))), effort: effort)
    } catch {
      if case .notEnoughMemory = error { throw error }
      return nil
    }
  }

  /// Returns the levels without those that no optimal schedule uses: writing and reading one state there costs more
  /// than reversing the whole chain on the fastest level alone.
  ///
  /// The earnings of such a level would exceed 64 bits, although the optimum, which never uses it, fits.
  static func affordable(_ levels: [IndexedLevel], length: Int, forwardCost: Int) -> [IndexedLevel] {
    guard let fastest = levels.first(where: { $0.level.slots != 0 })?.level else { return levels }
    let slots = fastest.writeCost == 0 ? fastest.slots ?? length : 1
    let steps = BinomialPlan.forwardSteps(length: length, slots: slots)
    let (forward, overflow) = steps.multipliedReportingOverflow(by: Int128(forwardCost))
    if overflow || forward > Int128(Int.max) { return levels }
    let limit = forward + Int128(fastest.writeCost) + Int128(length) * Int128(fastest.readCost)
    return levels.filter { Int128($0.level.writeCost) + Int128($0.level.readCost) <= limit }
  }
}

/// The work done to plan a chain: machine-independent counts, for tests and reports.
struct PriceWork: Hashable, Sendable {
  /// The number of evaluations of the dual, and their cells.
  var dualEvaluations = 0
  var dualCells = 0
  /// The number of windows with loss functions.
  var windows = 0
  /// The number of sums of loss functions, the pieces of the results, and the pairs of pieces visited.
  var sums = 0
  var pieces = 0
  var pairs = 0
  /// The number of distinct segments for which a split was looked up.
  var openedSegments = 0

  mutating func add(_ dual: some PricedDual) {
    dualEvaluations += 1
    dualCells += dual.cells.count
  }

  mutating func add(_ window: LossCalculator) {
    windows += 1
    sums += window.sums
    pieces += window.pieces
    pairs += window.pairs
  }
}
