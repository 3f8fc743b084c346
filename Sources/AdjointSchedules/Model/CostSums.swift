/// The cost of any run of steps in O(1): prefix sums of the costs, or a product if all are equal.
///
/// - Complexity: O(steps) time and memory to create if the steps differ, since each sum is stored; otherwise O(1).
package struct CostSums: Sendable {
  private enum Form {
    case uniform(Int)
    /// Entry i is the cost of steps 0 ... i - 1, or nil once it no longer fits 64 bits.
    case sums([Int?])
  }

  private let form: Form

  package init(_ cost: StepCost) {
    switch cost {
    case .uniform(let cost):
      form = .uniform(cost)
    case .each(let costs):
      var sums: [Int?] = [0]
      sums.reserveCapacity(costs.count + 1)
      for cost in costs {
        let before = sums[sums.count - 1]
        let sum = before?.addingReportingOverflow(cost)
        sums.append(sum.flatMap { $0.overflow ? nil : $0.partialValue })
      }
      form = .sums(sums)
    }
  }

  /// Returns the cost of steps `start` ... `end` - 1, or nil if it does not fit 64 bits.
  package func sum(from start: Int, to end: Int) -> Int? {
    switch form {
    case .uniform(let cost):
      let (product, overflow) = (end - start).multipliedReportingOverflow(by: cost)
      return overflow ? nil : product
    case .sums(let sums):
      guard let high = sums[end], let low = sums[start] else { return nil }
      return high - low
    }
  }
}
