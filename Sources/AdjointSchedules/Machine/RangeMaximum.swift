/// The greatest of any run of numbers, such as what consecutive steps need while they run.
///
/// - Complexity: O(n) time and memory to make, as a binary tree of maxima; O(log n) a question, two nodes of each depth
///   at most. A common number takes O(1).
package struct RangeMaximum: Sendable {
  /// The tree, its root at 1 and its leaves, the numbers, from `count` on; empty where one number is common.
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
