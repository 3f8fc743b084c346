/// H-Revolve without a table over the length.
enum PriceEngine {
  struct Result: Sendable {
    var makespan: Int
    var lowerBound: Int
    var isExact: Bool
    var work: PriceWork
  }

  static func value(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [(index: Int, level: Level)], verbose: Bool = false
  ) throws(PlanningError) -> Result {
    let platform = try PricedPlatform(
      length: length, forwardCost: forwardCost, backwardCost: backwardCost, levels: levels)
    var work = PriceWork()
    if platform.tiers.isEmpty {
      guard let m = platform.base.makespan(steps: platform.steps) else { throw .overflow(quantity: "makespan") }
      return Result(makespan: m, lowerBound: m, isExact: true, work: work)
    }
    let hull = try PriceHull(platform: platform, work: &work)
    var lowerBound = hull.lowerBound
    let scale = Int128(hull.price.denominator)
    let line = Int128(hull.price.numerator) * Int128(platform.steps) - hull.value
    let first = Int128(lowerBound) * scale - line
    if verbose { print("price \(hull.price.numerator)/\(hull.price.denominator) edge \(hull.least)..\(hull.most) step \(hull.step) bound \(hull.lowerBound) dual \(work.dualEvaluations) cells \(work.dualCells)") }
    var pieceLimit: Int?
    var margin: Int128 = 0
    var isTrying = true
    var window: Int128 = 0
    while window < Int128(1) << 60 {
      let before = work
      let tables = LossTables(
        platform: platform, hull: hull, window: Int(window), pieceLimit: pieceLimit,
        pairLimit: pieceLimit == nil ? 20_000_000 : 1_000_000_000, work: &work)
      if verbose { print("  window \(window) = \(Double(window)/Double(scale)) period \(tables.period) root pieces \(tables.top[0].loss.pieces.count) sums \(work.sums-before.sums) pieces \(work.pieces-before.pieces) pairs \(work.pairs - before.pairs) thinned \(tables.isThinned) exhausted \(tables.isExhausted) loss \(String(describing: tables.rootLoss))") }
      if tables.isExhausted {
        pieceLimit = 48
        isTrying = false
        continue
      }
      if let loss = tables.rootLoss {
        let makespan = (line + Int128(loss)) / scale
        guard let makespan = Int(exactly: makespan) else { throw .overflow(quantity: "makespan") }
        let exact = !tables.isThinned
        return Result(makespan: makespan, lowerBound: exact ? makespan : lowerBound, isExact: exact, work: work)
      }
      if isTrying && window >= first { lowerBound += Int(margin) + 1 - (lowerBound - hull.lowerBound) }
      if window == 0 && first > 0 { window = first } else { margin = margin == 0 ? 1 : 2 * margin; window = first + margin * scale }
    }
    throw .overflow(quantity: "loss")
  }
}
