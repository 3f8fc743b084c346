/// The intervals of a chain's parts that a ``RoomTable`` tabulates.
///
/// On scale s, intervals begin and end at multiples of 2^s, or at the chain's end, and are at most W units of 2^s long;
/// those of at most W / 2 units belong to the scale below. So long intervals have few splits, and short ones all. If W
/// is at least the number of parts, there is one scale with every interval. Very long chains leave out the finest
/// scales: a block of 2^b parts is never split.
///
/// - Complexity: about 1.5 n W intervals of n blocks, n (n + 1) / 2 where there is one scale.
struct IntervalLadder: Sendable {
  /// An interval [start, end) in units of its scale.
  struct Interval: Hashable, Sendable {
    var scale: Int
    var start: Int
    var end: Int
  }

  private struct Scale: Sendable {
    /// The units of this scale in the chain; the last may be shorter.
    let units: Int
    /// The length of the shortest interval that is not on the scale below.
    let shortest: Int
    /// The number of the first interval with each start, and of the first with each end.
    var byStart: [Int]
    var byEnd: [Int]
  }

  let parts: Int
  /// b: a block has 2^b parts.
  let blockShift: Int
  /// W, a power of two, or `parts` if that is less.
  let width: Int
  /// The number of intervals.
  let count: Int
  private let scales: [Scale]

  var scaleCount: Int { scales.count }

  /// - Precondition: `parts` >= 1, and `width` is a power of two >= 4, or at least `parts`.
  init(parts: Int, width: Int, blockShift: Int = 0) {
    self.parts = parts
    self.blockShift = blockShift
    let blocks = Self.blocks(parts, shift: blockShift)
    self.width = min(width, blocks)
    var scales: [Scale] = []
    var count = 0
    for scale in 0..<Self.scales(blocks, width: width) {
      let units = Self.blocks(blocks, shift: scale)
      let shortest = scale == 0 ? 1 : width / 2 + 1
      var level = Scale(units: units, shortest: shortest, byStart: [], byEnd: [count])
      for start in 0..<units {
        level.byStart.append(count)
        count += max(0, min(width, units - start) - shortest + 1)
      }
      for end in 1...units {
        level.byEnd.append(level.byEnd[end - 1] + max(0, min(width, end) - shortest + 1))
      }
      scales.append(level)
    }
    self.scales = scales
    self.count = count
  }

  private static func scales(_ blocks: Int, width: Int) -> Int {
    var scale = 0
    while Self.blocks(blocks, shift: scale) > width { scale += 1 }
    return scale + 1
  }

  /// Returns the number of blocks of 2^`shift` parts; the last may be shorter.
  static func blocks(_ parts: Int, shift: Int) -> Int { parts == 0 ? 0 : (parts - 1) >> shift + 1 }

  /// The whole chain.
  var whole: Interval { Interval(scale: scales.count - 1, start: 0, end: scales[scales.count - 1].units) }

  func units(_ scale: Int) -> Int { scales[scale].units }
  func shortest(_ scale: Int) -> Int { scales[scale].shortest }
  /// The greatest length of an interval of a scale.
  func longest(_ scale: Int) -> Int { min(width, scales[scale].units) }

  /// Returns the first part of a unit.
  @inline(__always)
  func part(_ unit: Int, _ scale: Int) -> Int { min(unit &<< (scale &+ blockShift), parts) }

  /// Returns the same interval on the finest scale that has it.
  @inline(__always)
  func finest(_ scale: Int, _ start: Int, _ end: Int) -> Interval {
    var interval = Interval(scale: scale, start: start, end: end)
    while interval.scale > 0 && interval.end - interval.start < scales[interval.scale].shortest {
      interval.scale -= 1
      interval.start *= 2
      interval.end = min(2 * interval.end, scales[interval.scale].units)
    }
    return interval
  }

  /// Returns the interval's number; intervals with the same start are adjacent.
  ///
  /// - Precondition: The interval is on its finest scale.
  @inline(__always)
  func number(_ interval: Interval) -> Int {
    scales[interval.scale].byStart[interval.start] &+ interval.end &- interval.start &- scales[interval.scale].shortest
  }

  /// Returns the interval's number; intervals with the same end are adjacent, the latest start last.
  @inline(__always)
  func numberByEnd(_ interval: Interval) -> Int {
    scales[interval.scale].byEnd[interval.end] &- (interval.end &- interval.start &- scales[interval.scale].shortest)
      &- 1
  }

  /// Returns how many intervals a ladder has, and how many splits they have in total.
  static func size(parts: Int, width: Int, blockShift: Int = 0) -> (intervals: Int128, splits: Int128) {
    var (intervals, splits) = (Int128(0), Int128(0))
    let blocks = Self.blocks(parts, shift: blockShift)
    for scale in 0..<scales(blocks, width: width) {
      let units = Int128(Self.blocks(blocks, shift: scale))
      let shortest = scale == 0 ? 1 : Int128(width / 2 + 1)
      let longest = min(Int128(width), units)
      if longest < shortest { continue }
      // There are units - n + 1 intervals of n units, each with n - 1 splits.
      func sum(_ n: Int128) -> (Int128, Int128) {
        let first = n * (n + 1) / 2
        let squares = n * (n + 1) * (2 * n + 1) / 6
        return (n * (units + 1) - first, (units + 2) * first - squares - n * (units + 1))
      }
      let (upper, lower) = (sum(longest), sum(shortest - 1))
      intervals += upper.0 - lower.0
      splits += upper.1 - lower.1
    }
    return (intervals, splits)
  }
}
