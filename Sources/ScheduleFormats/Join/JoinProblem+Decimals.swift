import AdjointSchedules

extension JoinProblem {
  /// Creates a problem from costs as a person states them, in units of the finest digit that either uses.
  ///
  /// - Throws: ``ProblemError`` when a number is out of range, or when a cost does not fit 64 bits in those units.
  public init(
    branches: [Int], handle: Int, forwardCost: DecimalCost, backwardCost: DecimalCost, memory: String = "memory",
    slots: Int?
  ) throws(ProblemError) {
    let scale = CostScale([forwardCost, backwardCost])
    try self.init(
      branches: branches, handle: handle, forwardCost: try scale.units(forwardCost, "join.forwardCost"),
      backwardCost: try scale.units(backwardCost, "join.backwardCost"), memory: memory, slots: slots,
      fractionDigits: scale.fractionDigits)
  }
}
