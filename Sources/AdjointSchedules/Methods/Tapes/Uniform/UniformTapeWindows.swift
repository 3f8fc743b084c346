/// Opens the window until the wanted number of steps is in it, as ``WindowSearch`` does for chains without tapes.
struct UniformTapeWindows {
  /// The best plan that is found.
  struct Result {
    var plan: UniformTapePricePlan
    /// What it costs beyond what every schedule pays.
    var surplus: Int
    /// No schedule of the recurrence costs less.
    var lowerBound: Int
    var work: PriceWork
  }

  private let priced: PricedTapes
  private let hull: PriceHull
  private let effort: PriceEngine.Effort
  private var work: PriceWork
  private var lowerBound: Int
  /// The price's denominator: one unit of cost on the scale of the losses.
  private let unit: Int128
  /// What the steps would cost on the edge, on the scale of the losses.
  private let edge: Int128

  init(
    _ priced: PricedTapes, effort: PriceEngine.Effort = .standard
  ) throws(PlanningError) {
    var work = PriceWork()
    let hull = try PriceHull(platform: priced, work: &work)
    (self.priced, self.hull, self.effort, self.work) = (priced, hull, effort, work)
    lowerBound = hull.lowerBound
    unit = Int128(hull.price.denominator)
    edge = hull.price.numerator * Int128(priced.steps) - hull.value
  }

  /// Returns the best plan, or nil where there is none beside the bound.
  mutating func run() throws(PlanningError) -> (found: Result?, lowerBound: Int) {
    let first = Int128(hull.lowerBound) * unit - edge
    var extra: Int128 = 0
    var isTooLarge = false
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let losses = try losses(window, pieceLimit: nil, pairs: effort.exactPairs - work.pairs - work.pieces)
      isTooLarge = losses.isTooLarge
      if losses.isExhausted {
        if !isTooLarge { PlanningEffort.meet() }
        break
      }
      if let loss = losses.rootLoss { return (try result(losses, loss: loss), lowerBound) }
      lowerBound = Int(clamping: Int128(hull.lowerBound) + extra + 1)
      extra = extra < 8 ? 2 * extra + 1 : extra + extra / 2
    }
    // What has been proven stands; from here on only schedules are looked for.
    var best = try cutPlan()
    let limit = work.pairs + work.pieces + effort.thinnedPairs
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let left = limit - work.pairs - work.pieces
      let losses = try losses(window, pieceLimit: effort.thinnedPieces, pairs: left)
      if losses.isExhausted { break }
      if let loss = losses.rootLoss, let thinned = try? result(losses, loss: loss) {
        if thinned.surplus < best?.surplus ?? .max { best = thinned }
        break
      }
      extra = 2 * extra + 1
    }
    best?.lowerBound = lowerBound
    best?.work = work
    return (best, lowerBound)
  }

  private mutating func losses(
    _ window: Int, limit: Int? = nil, pieceLimit: Int?, pairs: Int
  ) throws(PlanningError) -> UniformTapeLosses {
    let spent = work.pairs + work.pieces
    let watch = PlanningProgress.observer.map { observer in
      { (more: Int) in
        observer(PlanningProgress(what: "pairs of pieces, at most", done: spent + more, total: spent + pairs))
      } as @Sendable (Int) -> Void
    }
    return try UniformTapeLosses(
      priced, hull, window: window, limit: limit, pieceLimit: pieceLimit, pairLimit: pairs, watch: watch, work: &work)
  }

  private mutating func result(_ losses: UniformTapeLosses, loss: Int) throws(PlanningError) -> Result {
    let surplus = try ((edge + Int128(loss)) / unit).asMakespan()
    guard let plan = UniformTapePlanBuilder.plan(losses, steps: priced.steps, work: &work) else {
      throw .overflow(quantity: .schedule)
    }
    return Result(plan: plan, surplus: surplus, lowerBound: losses.isThinned ? lowerBound : surplus, work: work)
  }

  /// Returns the schedule of the next longer chain on the edge, its last steps left out.
  private mutating func cutPlan() throws(PlanningError) -> Result? {
    if hull.most >= PriceBound.count { return nil }
    let losses = try losses(
      0, limit: hull.most, pieceLimit: effort.thinnedPieces, pairs: max(effort.thinnedPairs, 1_000_000))
    guard !losses.isTooLarge, let steps = losses.loss(losses.root).nextFree(priced.steps, period: losses.period),
      var plan = UniformTapePlanBuilder.plan(losses, steps: steps, work: &work)
    else { return nil }
    plan.isCut = steps > priced.steps
    var summaries = UniformTapeSummaries(plan, bytes: UniformTapeBytes())
    let total = try summaries.summary(of: plan.root, length: priced.steps)
    let surplus = try? priced.chain.surplus(
      forwardSteps: total.forwardSteps, writes: total.writes, stateReads: total.stateReads, tapeReads: total.tapeReads)
    guard let surplus else { return nil }
    return Result(plan: plan, surplus: surplus, lowerBound: lowerBound, work: work)
  }
}
