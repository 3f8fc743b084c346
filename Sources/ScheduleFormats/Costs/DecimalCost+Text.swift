import AdjointSchedules

extension DecimalCost {
  /// Creates the cost that a text states: digits, perhaps a point and digits, perhaps an exponent.
  ///
  /// The value is exact: `2.50`, `2.5` and `25e-1` are the same cost.
  ///
  ///     let cost = try DecimalCost("0.25")
  ///     print(cost)  // 0.25
  ///
  /// - Parameter text: The decimal number, without blanks around it.
  /// - Throws: `CostTextError` when it is not a decimal number >= 0, has more than nine digits after the point, or does not
  ///   fit 64 bits.
  public init(_ text: String) throws(CostTextError) {
    self = try CostText.parse(text)
  }
}
