/// The intervals of a chain in a ``MultiResolutionTable``: at scale s, those that start and end at multiples of 2^s and
/// span at most W units of 2^s states.
///
/// Intervals are half-open: [i, j) is x_i ... x_{j-1}. The scales are nested: an interval of at most W / 2 units is
/// also one of at most W units at the next finer scale. The last unit of a scale ends with the chain and may be
/// shorter, so there are no states past the chain, and an interval is identified by its first unit and its length in
/// units.
///
/// - Complexity: O(l W) intervals over all scales, since each scale has half the units of the next finer one.
struct DyadicGrid: Sendable {
  /// One scale.
  struct Scale: Sendable {
    /// The units of 2^s states; the last may be shorter.
    let count: Int
    /// The longest interval, in units.
    let longest: Int
    /// The shortest interval, in units, that is not on the next finer scale.
    let shortest: Int
    /// The distance, in entries, between intervals of successive lengths, including padding past the last unit.
    let stride: Int

    /// The lengths from `shortest` to `longest`.
    var ownLengths: Int { max(0, longest - shortest + 1) }
  }

  /// The number of intervals filled together, one per vector lane.
  static let lanes = 16

  /// W, the most units of an interval: a power of two.
  let width: Int
  let stateCount: Int
  let scales: [Scale]

  /// Creates the grid of a chain of `stateCount` states, l + 1.
  ///
  /// - Precondition: `width` is a power of two, at least 4.
  init(stateCount: Int, width: Int) {
    precondition(width >= 4 && width & (width - 1) == 0, "a grid's width is a power of two, at least 4")
    self.width = width
    self.stateCount = stateCount
    var scales: [Scale] = []
    var count = stateCount
    repeat {
      if !scales.isEmpty { count = (count + 1) / 2 }
      let lanes = Self.lanes
      // An odd number of vectors, so that successive lengths do not compete for the same cache lines.
      let vectors = (count + width + lanes - 1) / lanes | 1
      scales.append(
        Scale(
          count: count, longest: min(width, count), shortest: scales.isEmpty ? 2 : width / 2 + 1,
          stride: vectors * lanes))
    } while count > width
    self.scales = scales
  }

  /// An interval, on the finest scale that has it.
  struct Interval: Hashable, Sendable {
    var scale: Int
    /// The first unit, and the number of units.
    var start: Int
    var length: Int
  }

  /// Returns the interval that ends with the chain, on the finest scale that has it.
  ///
  /// - Precondition: The grid has it.
  func suffix(from start: Int) -> Interval {
    var scale = 0
    while scales[scale].count - start >> scale > width { scale += 1 }
    return lowest(Interval(scale: scale, start: start >> scale, length: scales[scale].count - start >> scale))
  }

  /// Returns the index of an interval's choice in its scale's rows.
  ///
  /// - Precondition: The interval is on the finest scale that has it.
  func index(of interval: Interval) -> Int {
    let scale = scales[interval.scale]
    return (interval.length - scale.shortest) * scale.stride + interval.start
  }

  /// Returns the same interval on the finest scale that has it.
  func lowest(_ interval: Interval) -> Interval {
    var interval = interval
    while interval.scale > 0 && interval.length <= width / 2 {
      interval.scale -= 1
      interval.start *= 2
      interval.length = min(2 * interval.length, scales[interval.scale].count - interval.start)
    }
    return interval
  }

  /// The first state of a unit, or the number of states after the last unit.
  func state(ofUnit unit: Int, scale: Int) -> Int { min(unit << scale, stateCount) }
}
