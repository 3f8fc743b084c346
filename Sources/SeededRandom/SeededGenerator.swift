/// A generator of pseudo-random numbers that is the same on every machine (SplitMix64).
///
/// G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// Returns the seed of case `number` of a run: far from its neighbours', and independent of the thread.
  package static func seed(ofCase number: Int, in seed: UInt64) -> UInt64 {
    mixed(mixed(seed) &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SeededGenerator {
  package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in one of `count` cases.
  package mutating func one(in count: Int) -> Bool { int(1...count) == 1 }

  /// Returns one of the elements.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  /// Returns a number in 0 ... `most` with an evenly distributed logarithm, so small numbers are as likely as large
  /// ones.
  package mutating func logarithmic(_ most: Int) -> Int {
    let bits = int(0...(Int.bitWidth - 1 - most.leadingZeroBitCount + 1))
    return min(most, bits == 0 ? 0 : int(0...(bits >= 63 ? .max : (1 << bits) - 1)))
  }
}

extension SeededGenerator {
  /// Returns a time until the next of events that come at random, `mean` apart on average, rounded down: the same on every
  /// machine, since only integers are compared.
  ///
  /// J. von Neumann, Various techniques used in connection with random digits, Applied Mathematics Series 12, 1951: a run of
  /// numbers that decrease from x has an odd length with probability e^-x; each run of even length adds one mean.
  package mutating func exponential(mean: Int) -> Int128 {
    var whole: Int128 = 0
    while true {
      let first = next()
      var (last, length) = (first, 1)
      while case let number = next(), number < last { (last, length) = (number, length + 1) }
      if length % 2 == 1 {
        return whole * Int128(mean) + Int128((UInt128(first) * UInt128(mean)) >> 64)
      }
      whole += 1
    }
  }
}
