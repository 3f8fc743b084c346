import Glibc

/// Returns the median: the middle one, or the mean of the middle two.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Returns the exponent of the power law through the points: the slope of the least-squares line through their
/// logarithms. Nil for fewer than two points.
func fittedExponent(_ points: [(x: Double, y: Double)]) -> Double? {
  guard points.count >= 2 else { return nil }
  let logs = points.map { (x: log($0.x), y: log($0.y)) }
  let count = Double(logs.count)
  let (meanX, meanY) = (logs.map(\.x).reduce(0, +) / count, logs.map(\.y).reduce(0, +) / count)
  let covariance = logs.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
  return covariance / logs.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
}

/// Returns base to the power of the exponent, rounded to a whole number.
func power(_ base: Double, _ exponent: Double) -> Int { Int(pow(base, exponent).rounded()) }
