/// Finds the best last segment of a branch for every remaining length.
///
///     G(j) = min over 0 <= i < j of   F(i) + R(j - i)
///
/// R is convex, so that F(i) + R(j - i) + F(i') + R(j' - i') <= F(i') + R(j - i') + F(i) + R(j' - i) for i < i', j <
/// j': the best i does not decrease as j increases, whatever F is. Given the best i of the middle j, the lower half
/// needs only smaller i, the upper half only larger ones.
///
/// - Complexity: O(n log n) for n lengths.
struct SegmentScan {
  /// F along the current line, which is scattered in the table.
  private var before: [Int]
  /// Lengths whose best i is searched in a range: first and last length, first and last i.
  private var waiting: [(low: Int, high: Int, first: Int, last: Int)] = []

  init(longest: Int) {
    before = Array(repeating: 0, count: longest + 1)
  }

  /// Lowers the entries of a line to their values if the next segment belongs to the line's branch.
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
      // If nothing is reachable, all i are equal.
      let isKnown = least < JoinTable.unreachable
      if low < middle { waiting.append((low, middle - 1, first, isKnown ? best : last)) }
      if middle < high { waiting.append((middle + 1, high, isKnown ? best : first, last)) }
    }
  }
}
