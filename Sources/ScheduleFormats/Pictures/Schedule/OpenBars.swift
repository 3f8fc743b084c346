/// The start times of the states stored on a level, optimised for how schedules use them: last stored, first freed.
///
/// - Complexity: O(1) for the state stored last, otherwise amortised expected O(1), since an entry moves from the stack
///   to the hash table at most once.
struct OpenBars {
  private var stack: [(state: Int, start: Int)] = []
  private var rest: [Int: Int] = [:]

  var count: Int { stack.count + rest.count }

  mutating func open(_ state: Int, at time: Int) {
    stack.append((state, time))
  }

  /// Ends the storage of a state and returns its start; nil if it is not stored.
  mutating func close(_ state: Int) -> Int? {
    if let last = stack.last, last.state == state {
      stack.removeLast()
      return last.start
    }
    if let start = rest.removeValue(forKey: state) { return start }
    for entry in stack { rest[entry.state] = entry.start }
    stack.removeAll(keepingCapacity: true)
    return rest.removeValue(forKey: state)
  }

  /// Returns the states still stored, in order.
  var all: [(state: Int, start: Int)] {
    (stack + rest.map { ($0.key, $0.value) }).sorted { $0.0 < $1.0 }
  }
}
