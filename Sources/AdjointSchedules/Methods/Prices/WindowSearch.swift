/// The loss functions of every state of a chain at one price, within one window: what ``WindowSearch`` looks in.
protocol WindowedLosses: Sendable {
  associatedtype Chain: PricedChain
  associatedtype Plan: CuttablePlan where Plan.Chain == Chain

  /// - Parameters:
  ///   - limit: The most steps of interest; nil for those of the chain.
  ///   - watch: Receives the pairs and pieces so far, now and then.
  init(
    _ chain: Chain, _ hull: PriceHull, window: Int, limit: Int?, pieceLimit: Int?, pairLimit: Int,
    watch: (@Sendable (Int) -> Void)?, work: inout PriceWork
  ) throws(PlanningError)

  var period: Int { get }
  /// True if pairs or memory ran out before the functions were complete.
  var isExhausted: Bool { get }
  /// True if it was memory.
  var isTooLarge: Bool { get }
  /// The function of the whole chain.
  var root: LossFunction { get }

  /// Returns the plan of `steps` steps, or nil if thinned functions lack a part of it, or if it is too large to count.
  func plan(steps: Int, work: inout PriceWork) -> Plan?
}

/// A plan that may be used for a shorter chain, its last steps left out.
protocol CuttablePlan: Sendable {
  associatedtype Chain: PricedChain

  var isCut: Bool { get set }

  /// Returns the cost of the plan's schedule for the chain, from its totals.
  func cost(of chain: Chain) throws(PlanningError) -> Int
}

/// Widens the window until it contains the wanted number of steps.
///
/// All costs are integers, so the loss of the wanted N is one of first, first + 1, first + 2, ... units of cost, where
/// first is the distance from the hull's edge to the next integer. Each window without N proves that its loss is
/// larger, which raises the lower bound. If the functions of a window become too large, N is searched in thinned
/// functions instead, which contain only existing schedules, but not all.
struct WindowSearch<Losses: WindowedLosses> {
  struct Result: Sendable {
    var plan: Losses.Plan
    var cost: Int
  }

  /// No schedule costs less.
  private(set) var lowerBound: Int
  private(set) var work: PriceWork
  /// True once functions outgrew the memory for them.
  private(set) var isTooLarge: Bool
  private let chain: Losses.Chain
  private let hull: PriceHull
  private let effort: PriceEngine.Effort
  /// The price's denominator: one unit of cost on the scale of losses.
  private let unit: Int128
  /// The cost of N steps on the edge, on the scale of losses.
  private let edge: Int128

  /// - Parameter isTooLarge: Whether the functions are known not to fit.
  init(
    _ chain: Losses.Chain, _ hull: PriceHull, effort: PriceEngine.Effort, work: PriceWork, isTooLarge: Bool = false
  ) {
    (self.chain, self.hull, self.effort, self.work, self.isTooLarge) = (chain, hull, effort, work, isTooLarge)
    lowerBound = hull.lowerBound
    unit = Int128(hull.price.denominator)
    edge = hull.price.numerator * Int128(chain.steps) - hull.value
  }

  /// Prices the chain first.
  init(_ chain: Losses.Chain, effort: PriceEngine.Effort = .standard) throws(PlanningError) {
    var work = PriceWork()
    let hull = try PriceHull(platform: chain, work: &work)
    self.init(chain, hull, effort: effort, work: work)
  }

  /// Returns the best plan found, or nil if there is none beside the bound.
  mutating func run() throws(PlanningError) -> Result? {
    let first = Int128(hull.lowerBound) * unit - edge
    var extra: Int128 = 0
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let losses = try losses(window, pieceLimit: nil, pairs: effort.exactPairs - work.pairs - work.pieces)
      if losses.isExhausted {
        if !isTooLarge { PlanningEffort.meet() }
        break
      }
      if let cost = try cost(losses) {
        lowerBound = cost
        if let plan = losses.plan(steps: chain.steps, work: &work) { return Result(plan: plan, cost: cost) }
        // It has too many segments; a thinned one may have fewer.
        break
      }
      lowerBound = Int(clamping: Int128(hull.lowerBound) + extra + 1)
      extra = extra < 8 ? 2 * extra + 1 : extra + extra / 2
    }
    // The proven bound stands; from here on only schedules are sought.
    let cut = try cutPlan()
    let limit = work.pairs + work.pieces + effort.thinnedPairs
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let losses = try losses(
        window, pieceLimit: effort.thinnedPieces, pairs: limit - work.pairs - work.pieces)
      if losses.isExhausted { break }
      if let cost = try? cost(losses), let plan = losses.plan(steps: chain.steps, work: &work) {
        let result = Result(plan: plan, cost: cost)
        return cut.map { $0.cost < cost ? $0 : result } ?? result
      }
      extra = 2 * extra + 1
    }
    return cut
  }

  private mutating func losses(
    _ window: Int, limit: Int? = nil, pieceLimit: Int?, pairs: Int
  ) throws(PlanningError) -> Losses {
    let spent = work.pairs + work.pieces
    let watch = PlanningProgress.observer.map { observer in
      { (more: Int) in
        observer(PlanningProgress(unit: .lossPieces, done: spent + more, total: spent + pairs))
      } as @Sendable (Int) -> Void
    }
    let losses = try Losses(
      chain, hull, window: window, limit: limit, pieceLimit: pieceLimit, pairLimit: pairs, watch: watch, work: &work)
    if limit == nil { isTooLarge = losses.isTooLarge }
    return losses
  }

  /// Returns the cost of the wanted steps, or nil if they lose more than the window.
  private func cost(_ losses: Losses) throws(PlanningError) -> Int? {
    guard let loss = losses.root.loss(of: chain.steps, period: losses.period) else { return nil }
    return try ((edge + Int128(loss)) / unit).asMakespan()
  }

  /// Returns the schedule of the next longer chain on the edge, without its last steps.
  private mutating func cutPlan() throws(PlanningError) -> Result? {
    let losses = try losses(
      0, limit: hull.most < PriceBound.count ? hull.most : 2 * chain.steps, pieceLimit: effort.thinnedPieces,
      pairs: max(effort.thinnedPairs, 1_000_000))
    guard !losses.isTooLarge, let steps = losses.root.nextFree(chain.steps, period: losses.period),
      var plan = losses.plan(steps: steps, work: &work)
    else { return nil }
    plan.isCut = steps > chain.steps
    let cost = try? plan.cost(of: chain)
    return cost.map { Result(plan: plan, cost: $0) }
  }
}
