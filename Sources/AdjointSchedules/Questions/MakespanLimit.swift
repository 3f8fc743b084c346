/// The most that a schedule may cost, as stated by a user.
public enum MakespanLimit: Hashable, Sendable {
  /// A cost in the unit of the problem's costs.
  case cost(DecimalCost)
  /// A multiple of the chain's cost if every state is kept for free.
  case timesStoreAll(DecimalCost)

  /// Returns the largest makespan within the limit, in the problem's units.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if the cost of the steps alone exceeds 64 bits.
  /// - Complexity: O(1), or O(l) for a multiple if steps have their own costs, which are added up.
  public func makespan(for problem: Problem) throws(PlanningError) -> Int {
    switch self {
    case .cost(let cost):
      return Self.floor(cost, times: Self.power(problem.fractionDigits))
    case .timesStoreAll(let factor):
      return Self.floor(factor, times: Int128(try problem.storeAllMakespan()))
    }
  }

  /// Returns `cost` x `factor`, rounded down, at most the largest makespan.
  private static func floor(_ cost: DecimalCost, times factor: Int128) -> Int {
    // Both factors fit 64 bits.
    Int(clamping: Int128(cost.significand) * factor / power(cost.fractionDigits))
  }

  private static func power(_ digits: Int) -> Int128 {
    (0..<digits).reduce(1) { product, _ in product * 10 }
  }
}
