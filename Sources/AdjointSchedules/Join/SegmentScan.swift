/// Looks for the best last segment of a branch at every remaining length of it.
///
///     G(j) = min over 0 <= i < j of   F(i) + R(j - i)
///
/// R is convex, so that F(i) + R(j - i) + F(i') + R(j' - i') <= F(i') + R(j - i') + F(i) + R(j' - i) for i < i', j < j':
/// the best i does not fall as j rises, whatever F is. With that of the middle j known, each half of the others has half
/// of the i to look at, or shares one.
///
/// - Complexity: O(n log n) for n lengths.
struct SegmentScan {
  /// F along the line at hand, which in the table lies scattered.
  private var before: [Int]
  /// Lengths whose best i is looked for in a range: first and last length, first and last i.
  private var waiting: [(low: Int, high: Int, first: Int, last: Int)] = []

  init(longest: Int) {
    before = Array(repeating: 0, count: longest + 1)
  }

  /// Lowers the entries of a line to what they are when the next segment is one of the line's branch.
  mutating func lower(
    _ result: inout [Int], _ previous: [Int], _ row: [Int], from start: Int, stride: Int, _ length: Int
  ) {
    var isReachable = false
    for i in 0..<length {
      before[i] = previous[start + i * stride]
      if before[i] < JoinTable.unreachable { isReachable = true }
    }
    if !isReachable { return }
    waiting.append((1, length, 0, length - 1))
    while let (low, high, first, last) = waiting.popLast() {
      let middle = low + (high - low) / 2
      var (least, best) = (JoinTable.unreachable, first)
      for i in first...min(last, middle - 1) {
        let value = before[i] &+ row[middle &- i]
        if value < least { (least, best) = (value, i) }
      }
      let entry = start + middle * stride
      if least < result[entry] { result[entry] = least }
      // Where nothing is reachable, no i is better than another.
      let isKnown = least < JoinTable.unreachable
      if low < middle { waiting.append((low, middle - 1, first, isKnown ? best : last)) }
      if middle < high { waiting.append((middle + 1, high, isKnown ? best : first, last)) }
    }
  }
}
