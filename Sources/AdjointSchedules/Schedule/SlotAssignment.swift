/// Numbers the slots of each level from 0 and gives every stored state and tape the lowest free one.
///
/// So the numbers of a level stay below its peak of slots. With overlapped levels slots are numbered by time
/// (``TimedSlotAssignment``). What a level holds at the start, in a situation or as the first states of the branches of a
/// network, has its slots 0, 1, ...
///
/// - Complexity: O(log n) expected per operation, n being the slots of its level in use at most: the free ones are in a
///   heap. Memory in the number of slots in use.
package struct SlotAssignment {
  /// A slot of a level.
  package struct Slot: Hashable, Sendable {
    package var level: Int
    package var number: Int
  }

  private struct Level {
    var places: [StoredItem: Int] = [:]
    /// The slots that were freed, all below `next`.
    var free = PriorityQueue<Int, Int>()
    /// The lowest slot never used.
    var next = 0

    mutating func fill(with item: StoredItem) -> Int {
      let slot: Int
      if let freed = free.pop() {
        slot = freed.element
      } else {
        slot = next
        next += 1
      }
      places[item] = slot
      return slot
    }

    mutating func remove(_ item: StoredItem) -> Int? {
      guard let slot = places.removeValue(forKey: item) else { return nil }
      free.push(slot, priority: slot)
      return slot
    }
  }

  private let problem: Problem
  private var levels: [Level]
  private var timed: TimedSlotAssignment?

  package init(problem: Problem) {
    self.problem = problem
    timed = problem.isOverlapped ? TimedSlotAssignment(problem: problem) : nil
    levels = Array(repeating: Level(), count: problem.levels.count)
    for (level, item) in problem.initialItems { _ = levels[level].fill(with: item) }
  }

  /// Returns the slot that the schedule's next operation fills, reads or frees; nil if it touches none.
  ///
  /// - Precondition: The operations so far, with this one, break no rule.
  package mutating func slot(of operation: Operation) -> Slot? {
    if timed != nil { return timed?.slot(of: operation) }
    guard let (use, item, named) = problem.slotUse(of: operation),
      let level = named ?? levels.firstIndex(where: { $0.places[item] != nil })
    else { return nil }
    let number: Int?
    switch use {
    case .fills: number = levels[level].fill(with: item)
    case .reads: number = levels[level].places[item]
    case .frees: number = levels[level].remove(item)
    }
    return number.map { Slot(level: level, number: $0) }
  }
}
