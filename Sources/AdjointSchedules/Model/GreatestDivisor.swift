/// Returns the greatest common divisor of two numbers >= 0, that of 0 and another being the other.
///
/// - Complexity: O(log of the smaller) divisions, by Euclid.
func greatestDivisor<Value: BinaryInteger>(_ a: Value, _ b: Value) -> Value {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
