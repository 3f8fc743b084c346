/// The states that a search has reached and not yet left, cheapest first: a binary heap.
///
/// The searches of this folder share no code with the library, so they do not use its queue either.
struct Frontier<State: Hashable, Cost: Comparable> {
  private var least: [State: Cost] = [:]
  private var heap: [(state: State, cost: Cost)] = []

  /// Adds a state, unless it was reached at this cost or less.
  mutating func reach(_ state: State, _ cost: Cost) {
    if let known = least[state], known <= cost { return }
    least[state] = cost
    heap.append((state, cost))
    var child = heap.count - 1
    while child > 0, heap[(child - 1) / 2].cost > heap[child].cost {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Removes and returns the cheapest state; nil if none is left. No state returns twice.
  mutating func next() -> (state: State, cost: Cost)? {
    while let first = pop() {
      if least[first.state] == first.cost { return first }
    }
    return nil
  }

  private mutating func pop() -> (state: State, cost: Cost)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      if left >= heap.count { return first }
      let child = right < heap.count && heap[right].cost < heap[left].cost ? right : left
      if heap[child].cost >= heap[parent].cost { return first }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
