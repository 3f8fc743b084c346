import AdjointSchedules

/// The scale on which all costs of a file are integers: units of the finest digit that any of them uses.
struct CostScale {
  let fractionDigits: Int

  init(_ costs: some Sequence<DecimalCost>) {
    fractionDigits = costs.reduce(0) { max($0, $1.fractionDigits) }
  }

  /// Returns the cost of a field in these units.
  func units(_ cost: DecimalCost, _ field: @autoclosure () -> String) throws(ProblemError) -> Int {
    guard let units = cost.units(scale: fractionDigits) else {
      throw ProblemError(
        field: field(),
        reason: "does not fit 64 bits beside costs with \(fractionDigits) decimals; use larger units or fewer decimals")
    }
    return units
  }
}
