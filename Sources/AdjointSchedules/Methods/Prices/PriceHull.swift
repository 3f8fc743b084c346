/// The edge of the lower convex hull of f(N), the least makespan of N backward steps, at the wanted N.
///
/// With V(lambda) = max over N of lambda N - f(N), see ``PricedChain``, f(N) >= lambda N - V(lambda) for every N, and the
/// numbers of steps that attain V are points of the hull. Starting with a point on either side of N, the price is the
/// slope between the two, until N lies between points of one price.
///
/// - Complexity: about 10 to 30 evaluations of the dual, independent of N.
struct PriceHull: Sendable {
  let price: Price
  /// V at the price, on the price's scale.
  let value: Int128
  /// The fewest and the most steps that lie on the edge.
  let least: Int
  let most: Int
  /// A divisor of the differences between the numbers of steps that attain the edge; 0 if there is only one.
  let step: Int
  /// The least integer not below the edge at N.
  let lowerBound: Int
  /// The dual's cells at the price.
  let cellCount: Int
}

extension PriceHull {
  /// A point (N, f(N)) of the hull.
  private struct Vertex {
    var steps: Int
    var cost: Int128
  }

  /// Finds the edge at `platform.steps`.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if makespans near there do not fit 64 bits,
  ///   ``PlanningError/tooMuchWork(what:count:limit:)`` if too many states would be priced.
  init(platform: some PricedChain, work: inout PriceWork) throws(PlanningError) {
    let wanted = platform.steps
    var low = Vertex(steps: 1, cost: Int128(platform.leastCost))
    var high: Vertex?
    var bracket = PriceBracket(platform)
    var price = try Self.firstPrice(platform, work: &work)
    while true {
      var dual = try platform.dual(at: price, done: work.dualCells)
      guard let cell = try dual.root() else { throw .overflow(quantity: .makespan) }
      work.add(dual)
      // Every price gives a bound; if one does not fit 64 bits, no makespan does.
      let scale = Int128(price.denominator)
      let bound = price.numerator * Int128(wanted) - cell.value
      guard bound <= Int128(Int.max) * scale else { throw .overflow(quantity: .makespan) }
      if cell.least <= wanted && wanted <= cell.most {
        self.init(
          price: price, value: cell.value, least: cell.least, most: cell.most, step: cell.step,
          lowerBound: Int(bound / scale + (bound % scale > 0 ? 1 : 0)), cellCount: dual.cells.count)
        return
      }
      if cell.most < wanted {
        low = Vertex(steps: cell.most, cost: Self.cost(of: cell.most, cell, at: price))
        bracket.tooLow(price)
      } else {
        bracket.tooHigh(price)
        let isUseful = cell.least < PriceBound.count && cell.value < PriceBound.value
        let cost = isUseful ? Self.cost(of: cell.least, cell, at: price) : PriceBound.value
        if cost < PriceBound.value { high = Vertex(steps: cell.least, cost: cost) }
      }
      // The slope to a far too expensive point may be out of range; then narrow the bracket first.
      let slope = high.flatMap { Price($0.cost - low.cost, Int128($0.steps - low.steps)) }
      guard let next = slope ?? bracket.next else { throw .overflow(quantity: .makespan) }
      price = next
    }
  }

  /// Returns the initial price: low, or the largest possible price if the slowest level is unlimited.
  private static func firstPrice(_ platform: some PricedChain, work: inout PriceWork) throws(PlanningError) -> Price {
    var bracket = PriceBracket(platform)
    var price = bracket.next
    guard let storing = platform.blockCost else {
      guard let price else { throw .overflow(quantity: .makespan) }
      return price
    }
    // Newton's method from above for the price at which another block earns exactly its storage cost, a convex
    // function.
    while let current = price {
      var dual = try platform.dual(at: current, done: work.dualCells)
      let block = try dual.block()
      work.add(dual)
      let wanted = storing * Int128(current.denominator)
      if let block, block.value >= wanted {
        if block.value == wanted { return current }
        bracket.tooHigh(current)
        let isUseful = block.least < PriceBound.count && block.value < PriceBound.value
        let tangent =
          isUseful
          ? Price(storing + Self.cost(of: block.least, block, at: current), Int128(block.least)) : nil
        price = tangent ?? bracket.next
      } else {
        bracket.tooLow(current)
        price = bracket.next
      }
    }
    throw .overflow(quantity: .makespan)
  }

  /// Returns the smallest block with the least cost per step, including storage, on the slowest, unlimited level.
  static func bestBlock(_ platform: PricedPlatform) throws(PlanningError) -> Int? {
    var work = PriceWork()
    var dual = try PriceDual(platform: platform, price: try firstPrice(platform, work: &work))
    return try dual.block()?.least
  }

  private static func cost(of steps: Int, _ cell: PriceDual.Cell, at price: Price) -> Int128 {
    (price.numerator * Int128(steps) - cell.value) / Int128(price.denominator)
  }
}
