/// The states on a level, optimised for how schedules use them: last stored, first freed.
///
/// States stored in increasing order form a stack, searched by bisection; the others, and those under a state freed out
/// of order, are in a hashed set.
///
/// - Complexity: Amortised O(1) for the state stored last, O(log n) or expected O(1) otherwise, since a state moves
///   from the stack to the set at most once.
struct StateSet {
  private var stack: [Int] = []
  private var rest: Set<Int> = []

  var count: Int { stack.count + rest.count }

  /// The states in increasing order.
  var sorted: [Int] { rest.isEmpty ? stack : (stack + rest).sorted() }

  func contains(_ state: Int) -> Bool {
    if stack.last == state { return true }
    return stack.sortedIndex(of: state) != nil || (!rest.isEmpty && rest.contains(state))
  }

  /// Adds a state that is not yet contained.
  mutating func insert(_ state: Int) {
    if let last = stack.last, last >= state {
      rest.insert(state)
    } else {
      stack.append(state)
    }
  }

  /// Removes a state and returns true, or returns false if it is not contained.
  mutating func remove(_ state: Int) -> Bool {
    if stack.last == state {
      stack.removeLast()
      return true
    }
    if let index = stack.sortedIndex(of: state) {
      rest.formUnion(stack[(index + 1)...])
      stack.removeSubrange(index...)
      return true
    }
    return !rest.isEmpty && rest.remove(state) != nil
  }
}

extension [Int] {
  /// Returns the index of `element` in a sorted array, or nil.
  fileprivate func sortedIndex(of element: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element ? low : nil
  }
}
