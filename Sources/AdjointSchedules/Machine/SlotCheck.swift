/// Follows the slots that a schedule states beside its operations, and finds the first that cannot be.
///
/// A file may number the slots of a level in any way, and may state some slots only: whatever is stated has to be a slot
/// of the level, free when it is filled, and that of the state or tape when it is read or freed. With overlapped levels a
/// slot is free when the last transfer that uses it has ended.
///
/// - Complexity: O(1) expected per operation; memory in the number of stated slots in use.
package struct SlotCheck {
  private struct Level {
    var places: [StoredItem: Int] = [:]
    var items: [Int: StoredItem] = [:]
    /// Until when each is used, and what was in a slot until when; only with overlapped levels.
    var lastUses: [StoredItem: Int] = [:]
    var leaving: [Int: (item: StoredItem, until: Int)] = [:]

    mutating func use(_ item: StoredItem, until end: Int?) {
      guard let end, places[item] != nil else { return }
      lastUses[item] = max(lastUses[item] ?? end, end)
    }

    mutating func remove(_ item: StoredItem) -> Int? {
      guard let slot = places.removeValue(forKey: item) else { return nil }
      items[slot] = nil
      leaving[slot] = lastUses.removeValue(forKey: item).map { (item, $0) }
      return slot
    }
  }

  private let problem: Problem
  private var levels: [Level]

  package init(problem: Problem) {
    self.problem = problem
    levels = Array(repeating: Level(), count: problem.levels.count)
    for (level, item) in problem.initialItems {
      let slot = levels[level].places.count
      levels[level].places[item] = slot
      levels[level].items[slot] = item
    }
  }

  /// Checks what is stated beside an operation that the machine has executed.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - statedLevel: The level that a backward step states; other operations name theirs.
  ///   - slot: The slot that is stated.
  ///   - span: When the operation starts and ends, with overlapped levels.
  package mutating func execute(
    _ operation: Operation, statedLevel: Int?, slot: Int?, span: (start: Int, end: Int)? = nil
  ) throws(Rule) {
    guard let (use, item, named) = problem.slotUse(of: operation) else {
      if slot != nil || statedLevel != nil { throw .noSlot }
      return
    }
    let known = named ?? levels.firstIndex { $0.places[item] != nil }
    if let statedLevel {
      guard levels.indices.contains(statedLevel) else { throw .levelRange(levels: levels.count) }
      // Where it is unknown, no slot has been stated for what is freed.
      if let known, known != statedLevel { throw .otherLevel(level: known) }
    }
    guard let level = known ?? statedLevel else {
      if slot != nil { throw .noSlot }
      return
    }
    if let source = operation.source { levels[source.level].use(source.item, until: span?.end) }
    if let left = operation.levelLeft { _ = levels[left].remove(item) }
    switch use {
    case .fills:
      if let slot { try fill(slot, of: level, with: item, at: span?.start) }
      levels[level].use(item, until: span?.end)
    case .reads:
      levels[level].use(item, until: span?.end)
      try check(slot, level, levels[level].places[item])
    case .frees:
      if case .backward = operation { levels[level].use(item, until: span?.end) }
      try check(slot, level, levels[level].remove(item))
    }
  }

  private mutating func fill(_ slot: Int, of level: Int, with item: StoredItem, at start: Int?) throws(Rule) {
    if let slots = problem.levels[level].slots, slot >= slots { throw .slotRange(level: level, slots: slots) }
    if let other = levels[level].items[slot] {
      let place = problem.place(of: other.number)
      throw .slotTaken(level: level, slot: slot, by: place, isTape: other.isTape)
    }
    if let start, let left = levels[level].leaving[slot], left.until > start {
      let place = problem.place(of: left.item.number)
      throw .slotInUse(level: level, slot: slot, by: place, isTape: left.item.isTape)
    }
    levels[level].places[item] = slot
    levels[level].items[slot] = item
    levels[level].leaving[slot] = nil
  }

  private func check(_ stated: Int?, _ level: Int, _ held: Int?) throws(Rule) {
    if let stated, stated != held { throw .otherSlot(level: level, slot: held) }
  }
}
