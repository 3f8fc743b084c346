/// The maximum over any range of numbers, such as the room that consecutive steps need while they run.
///
/// - Complexity: O(n) time and memory to build, as a binary tree of maxima; O(log n) per query, at most two nodes of
///   each depth. O(1) if all numbers are equal.
package struct RangeMaximum: Sendable {
  /// The tree: its root is at 1, its leaves, the numbers, start at `count`; empty if all numbers are equal.
  private var tree: [Int] = []
  private let count: Int
  private let common: Int

  package init(_ numbers: PerStep) {
    switch numbers {
    case .uniform(let number): (common, count) = (number, 0)
    case .each(let numbers):
      (common, count) = (0, numbers.count)
      tree = Array(repeating: 0, count: count) + numbers
      for node in stride(from: count - 1, to: 0, by: -1) { tree[node] = max(tree[2 * node], tree[2 * node + 1]) }
    }
  }

  /// Returns the greatest of the numbers `start` ... `end` - 1, all at least 0.
  package func maximum(from start: Int, to end: Int) -> Int {
    if tree.isEmpty { return common }
    var (left, right, maximum) = (start + count, end + count, 0)
    while left < right {
      if left & 1 == 1 {
        maximum = max(maximum, tree[left])
        left += 1
      }
      if right & 1 == 1 {
        right -= 1
        maximum = max(maximum, tree[right])
      }
      (left, right) = (left / 2, right / 2)
    }
    return maximum
  }
}
