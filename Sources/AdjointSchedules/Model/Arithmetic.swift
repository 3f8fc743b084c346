extension UInt {
  /// The integer part of the square root.
  var squareRoot: UInt {
    var root: UInt = 0
    for bit in stride(from: 31, through: 0, by: -1) {
      let candidate = root | 1 << UInt(bit)
      if candidate * candidate <= self { root = candidate }
    }
    return root
  }
}

/// Returns the greatest common divisor of two numbers >= 0; that of 0 and n is n.
///
/// - Complexity: O(log of the smaller) divisions, by Euclid.
func greatestDivisor<Value: BinaryInteger>(_ a: Value, _ b: Value) -> Value {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

extension Int128 {
  /// Returns a 128-bit total as a makespan.
  ///
  /// 2^63 - 1 itself is too large for every planner, because tables use it to mark states without a schedule.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when it does not fit 64 bits.
  func asMakespan() throws(PlanningError) -> Int {
    if self >= Int128(Int.max) { throw .overflow(quantity: .makespan) }
    return Int(self)
  }
}
