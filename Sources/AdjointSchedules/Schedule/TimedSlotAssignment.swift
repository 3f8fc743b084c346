/// Numbers the slots of a machine with overlapped levels: a slot is taken until the last transfer that uses it has ended.
///
/// What is stored gets the slot that became free last before it comes, or else the lowest that was never used. These are the
/// slots that ``Timeline`` counts, so the numbers of a level stay below its peak.
///
/// - Complexity: O(1) expected per operation where slots become free in the order of time; at most O(slots of the level).
struct TimedSlotAssignment {
  private struct Level {
    var places: [StoredItem: (slot: Int, lastUse: Int)] = [:]
    /// The slots that are or become free, in the order of time.
    var freed: [(time: Int, slot: Int)] = []
    /// The lowest slot never used.
    var next = 0

    mutating func fill(with item: StoredItem, from start: Int, until end: Int) -> Int {
      let slot: Int
      if let index = freed.lastIndex(where: { $0.time <= start }) {
        slot = freed.remove(at: index).slot
      } else {
        slot = next
        next += 1
      }
      places[item] = (slot, end)
      return slot
    }

    mutating func use(_ item: StoredItem, until end: Int) -> Int? {
      guard let place = places[item] else { return nil }
      places[item] = (place.slot, max(place.lastUse, end))
      return place.slot
    }

    mutating func remove(_ item: StoredItem) -> Int? {
      guard let (slot, lastUse) = places.removeValue(forKey: item) else { return nil }
      freed.insert((lastUse, slot), at: (freed.lastIndex { $0.time <= lastUse } ?? -1) + 1)
      return slot
    }
  }

  private let problem: Problem
  private var machine: ReplayMachine
  private var levels: [Level]

  init(problem: Problem) {
    self.problem = problem
    machine = ReplayMachine(problem: problem)
    levels = Array(repeating: Level(), count: problem.levels.count)
    for (level, item) in problem.initialItems { _ = levels[level].fill(with: item, from: 0, until: 0) }
  }

  /// Returns the slot that the schedule's next operation fills, reads or frees; nil if it touches none.
  ///
  /// - Precondition: The operations so far, with this one, break no rule.
  mutating func slot(of operation: Operation) -> SlotAssignment.Slot? {
    guard (try? machine.execute(operation)) != nil, let span = machine.lastSpan,
      let (use, item, named) = problem.slotUse(of: operation),
      let level = named ?? levels.firstIndex(where: { $0.places[item] != nil })
    else { return nil }
    let number: Int?
    switch use {
    case .fills:
      number = levels[level].fill(with: item, from: span.start, until: span.end)
      if let source = operation.source { _ = levels[source.level].use(source.item, until: span.end) }
      if let left = operation.levelLeft { _ = levels[left].remove(item) }
    case .reads: number = levels[level].use(item, until: span.end)
    case .frees:
      if case .backward = operation { _ = levels[level].use(item, until: span.end) }
      number = levels[level].remove(item)
    }
    return number.map { SlotAssignment.Slot(level: level, number: $0) }
  }
}
