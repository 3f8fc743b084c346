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

  associatedtype Dual: PricedDual

  /// Returns what evaluates V at a price.
  ///
  /// - Parameter done: The cells of previous prices.
  func dual(at price: Price, done: Int) throws(PlanningError) -> Dual
}

/// V of a ``PricedChain`` at one price, state by state.
protocol PricedDual {
  var cells: PricedCells { get }

  /// Returns V and the numbers of steps that attain it, or nil if the price is so high that longer chains always earn
  /// more.
  mutating func root() throws(PlanningError) -> PriceDual.Cell?

  /// Returns the earnings of another block, if any number of them may follow each other.
  mutating func block() throws(PlanningError) -> PriceDual.Cell?
}

/// The number of cells priced, and their limit over all prices.
struct PricedCells {
  /// The most cells: a few minutes of work.
  static let maximum = 1 << 35

  /// The cells of previous prices.
  private let done: Int
  private(set) var count = 0
  private let limit = PlanningEffort.share(of: maximum)
  /// Rows may be so short that a report took as long as a row.
  private static let cellsBetweenReports = 1 << 12
  private var nextReport = 0

  init(done: Int) { self.done = done }

  /// - Throws: ``PlanningError/tooMuchWork(what:count:limit:)`` if there are too many cells.
  mutating func add(_ cells: Int) throws(PlanningError) {
    if count >= nextReport {
      try PlanningProgress.report(.pricedStates, done: done + count, total: nil)
      nextReport = count + Self.cellsBetweenReports
    }
    count += cells
    if done + count > limit {
      PlanningEffort.meet()
      throw .tooMuchWork(what: .pricedStates, count: done + count, limit: limit)
    }
  }
}

extension PricedPlatform: PricedChain {
  var leastCost: Int { backwardCost }

  var blockCost: Int128? {
    tiers.last.flatMap { $0.isUnlimited ? Int128($0.writeCost) + Int128($0.readCost) : nil }
  }

  func dual(at price: Price, done: Int) throws(PlanningError) -> PriceDual {
    try PriceDual(platform: self, price: price, done: done)
  }
}
