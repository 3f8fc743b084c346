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

/// Random numbers that a seed determines on every machine (S. Vigna's SplitMix64, doi:10.1145/2660193.2660195).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Returns base to the power of the exponent, rounded to a whole number.
func power(_ base: Double, _ exponent: Double) -> Int { Int(pow(base, exponent).rounded()) }
