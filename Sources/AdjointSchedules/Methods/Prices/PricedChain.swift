/// Chains whose makespans are priced for every number of steps N: the requirements of ``PriceHull``.
///
/// f(N) is the least makespan of N steps, and V(lambda) = max over N >= 1 of lambda N - f(N).
protocol PricedChain: Sendable {
  /// The wanted N.
  var steps: Int { get }
  /// f(1)
  var leastCost: Int { get }
  /// The least cost of every step after the first.
  var turnCost: Int { get }
  /// The cost of another run of a step; above 0.
  var forwardCost: Int { get }
  /// The extra cost of another block, if any number of them may follow each other; otherwise nil.
  var blockCost: Int128? { get }

  /// Returns V and the numbers of steps that attain it, or nil if the price is so high that longer chains always earn
  /// more; and the number of cells used.
  ///
  /// - Parameter done: The cells of previous prices.
  func earnings(
    at price: Price, done: Int
  ) throws(PlanningError) -> (cell: PriceDual.Cell?, count: Int)

  /// Returns the earnings of another block, if any number of them may follow each other, and the number of cells used.
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
