/// The intervals x_i ... x_j of a chain, 0 <= i <= j <= l, numbered so that those with the same end are adjacent.
///
/// Interval (i, j) has the number j (j + 1) / 2 + i. A split of (i, j) at k needs all (k, j), a run of numbers.
struct IntervalSpace: Sendable {
  /// The number of intervals.
  let count: Int

  /// - Precondition: `length` is at most ``maximumLength``.
  init(length: Int) {
    precondition(length <= Self.maximumLength, "a table over intervals takes chains of at most 32 767 steps")
    count = Int(Self.count(length))
  }

  /// Returns how many intervals a chain of any length has.
  static func count(_ length: Int) -> Int128 { (Int128(length) + 1) * (Int128(length) + 2) / 2 }

  /// The longest chain: an advance has 15 bits. Half a billion intervals exceed any memory limit anyway.
  static let maximumLength = (1 << 15) - 1

  /// Returns what to add to i to get the number of (i, `end`).
  static func column(_ end: Int) -> Int { end * (end + 1) / 2 }

  /// Returns what to add to j to get the number of (`start`, j) if those with the same start are adjacent instead.
  static func row(_ start: Int, length: Int) -> Int { start * length - start * (start - 1) / 2 }
}

/// The choices of a level recurrence for one level and one amount of free room, by interval.
struct IntervalChoices: Sendable {
  /// The advance k - i of P(i, j, m), 0 for "as low(i, j)"; with `storeBit` when O(i, j, m) stores x_i.
  var choices: [UInt16]

  static let storeBit: UInt16 = 1 << 15

  func advance(_ interval: Int) -> Int { Int(choices[interval] & ~Self.storeBit) }
  func stores(_ interval: Int) -> Bool { choices[interval] & Self.storeBit != 0 }
}
