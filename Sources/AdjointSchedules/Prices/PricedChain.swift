/// Chains whose makespan at every number of steps N is priced: what ``PriceHull`` has to know of them.
///
/// f(N) is the least makespan of N steps, and V(lambda) = max over N >= 1 of lambda N - f(N).
protocol PricedChain: Sendable {
  /// The wanted N.
  var steps: Int { get }
  /// f(1)
  var leastCost: Int { get }
  /// What every step but the first costs at least.
  var turnCost: Int { get }
  /// What one run more costs a step; greater than 0.
  var forwardCost: Int { get }
  /// What one more block costs beside itself, where any number of them may follow each other; nil where that is not so.
  var blockCost: Int128? { get }

  /// Returns V and the numbers of steps that attain it, or nil when the price is so high that longer chains earn ever more;
  /// and how many cells that took.
  ///
  /// - Parameter done: The cells of the prices before.
  func earnings(
    at price: Price, done: Int
  ) throws(PlanningError) -> (cell: PriceDual.Cell?, count: Int)

  /// Returns what one more block earns, where any number of them may follow each other, and how many cells that took.
  func blockEarnings(
    at price: Price, done: Int
  ) throws(PlanningError) -> (cell: PriceDual.Cell?, count: Int)
}

extension PricedPlatform: PricedChain {
  var leastCost: Int { backwardCost }

  var blockCost: Int128? {
    tiers.last.flatMap { $0.isUnlimited ? Int128($0.writeCost) + Int128($0.readCost) : nil }
  }

  func earnings(
    at price: Price, done: Int
  ) throws(PlanningError) -> (cell: PriceDual.Cell?, count: Int) {
    var dual = PriceDual(platform: self, price: price, done: done)
    try dual.requireRoom()
    let cell = try dual.root()
    return (cell, dual.cellCount)
  }

  func blockEarnings(
    at price: Price, done: Int
  ) throws(PlanningError) -> (cell: PriceDual.Cell?, count: Int) {
    var dual = PriceDual(platform: self, price: price, done: done)
    try dual.requireRoom()
    let cell = try dual.block()
    return (cell, dual.cellCount)
  }
}
