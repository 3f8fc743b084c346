/// A binary heap that returns the element of least priority first.
///
/// - Complexity: O(log n) to push or pop, since an element moves along one path of the heap.
struct PriorityQueue<Element, Priority: Comparable> {
  private var heap: [(element: Element, priority: Priority)] = []

  mutating func push(_ element: Element, priority: Priority) {
    heap.append((element, priority))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].priority <= heap[child].priority { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  mutating func pop() -> (element: Element, priority: Priority)? {
    guard let least = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return least }
    heap[0] = last
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count && heap[child + 1].priority < heap[child].priority { child += 1 }
      if heap[parent].priority <= heap[child].priority { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return least
  }
}
