extension ReplayMachine {
  mutating func write(_ step: Int, to level: Int) throws(Rule) {
    try checkPlace(level, step)
    if overlaps { try checkBlocking(level) }
    try needBuffer(step)
    if levels[level].states.contains(step) { throw .storedTwice(level: level) }
    let bytes = storedSize(of: step, on: level)
    try needRoom(for: bytes, at: level)
    let cost = terms[level].stateWrite ?? problem.writeCost(level: level, state: step)
    if overlaps { try timeline.write(item(state: step, on: level), for: cost) } else { try pay(cost) }
    levels[level].states.insert(step)
    take(bytes, at: level)
    counts.levels[level].writes += 1
  }

  mutating func read(_ step: Int, from level: Int) throws(Rule) {
    try checkPlace(level, step)
    if overlaps { try checkBlocking(level) }
    guard levels[level].states.contains(step) else { throw .notStored(level: level) }
    if step < first { try checkAdjoint(step) }
    let cost = terms[level].stateRead ?? problem.readCost(level: level, state: step)
    if overlaps { try timeline.read(item(state: step, on: level), for: cost) } else { try pay(cost) }
    buffer = step
    counts.levels[level].reads += 1
  }

  mutating func discard(_ step: Int, from level: Int) throws(Rule) {
    try checkPlace(level, step)
    if step < first, levels[level].states.contains(step) { try checkDiscard(onBranch: step) }
    if !levels[level].states.remove(step) { throw .notStored(level: level) }
    levels[level].bytes -= storedSize(of: step, on: level)
    if overlaps { timeline.discard(item(state: step, on: level)) }
  }

  /// Checks that there is a slot, or room, for something of `bytes` bytes.
  @inline(__always)
  func needRoom(for bytes: Int, at level: Int) throws(Rule) {
    if let (pool, capacity) = terms[level].room {
      let free = capacity - stored(in: pool)
      if bytes > free { throw .bytesFull(level: level, needed: bytes, free: free, capacity: capacity) }
    } else if let slots = terms[level].slots, levels[level].count >= slots {
      throw .slotsFull(level: level, slots: slots)
    }
    if levels[level].bytes.addingReportingOverflow(bytes).overflow {
      throw .overflow(quantity: .storedBytes)
    }
  }

  @inline(__always)
  private func storedSize(of state: Int, on level: Int) -> Int {
    terms[level].stateSize ?? problem.storedSize(level: level, state: state)
  }

  /// The used bytes of a level's capacity, including those of levels that share it.
  @inline(__always)
  private func stored(in pool: Int) -> Int {
    if !sharesCapacity { return levels[pool].bytes }
    return problem.sharers(of: pool).reduce(0) { $0 + levels[$1].bytes }
  }

  /// Checks that a step has the room that it needs on the fastest level while it runs, and counts it.
  ///
  /// - Parameters:
  ///   - tape: The bytes of the tape that the step is about to store.
  ///   - level: Where it stores them; a level that shares the fastest level's capacity leaves it less room, but its bytes
  ///     are not the fastest level's.
  mutating func needTemporary(_ bytes: Int, storing tape: Int = 0, at level: Int = 0) throws(Rule) {
    guard bytes > 0, let (pool, capacity) = terms.first?.room else { return }
    let free = capacity - stored(in: pool) - (problem.pool(of: level) == pool ? tape : 0)
    if bytes > free { throw .temporaryFull(needed: bytes, free: free, capacity: capacity) }
    guard let peak = counts.levels[0].peakBytes else { return }
    counts.levels[0].peakBytes = max(peak, levels[0].bytes + (level == 0 ? tape : 0) + bytes)
  }

  /// Stores what a level holds before the first operation, for which it has room.
  mutating func begin(with item: StoredItem, on level: Int) {
    let place =
      item.isTape ? self.item(tape: item.number, on: level) : self.item(state: item.number, on: level)
    if item.isTape { levels[level].tapes.insert(item.number) } else { levels[level].states.insert(item.number) }
    take(place.bytes, at: level)
    if overlaps { timeline.begin(with: place) }
  }

  /// Counts a stored item on a level.
  mutating func take(_ bytes: Int, at level: Int) {
    levels[level].bytes += bytes
    counts.levels[level].peakSlots = max(counts.levels[level].peakSlots, levels[level].count)
    if let peak = counts.levels[level].peakBytes { counts.levels[level].peakBytes = max(peak, levels[level].bytes) }
  }

  // A call of these checks would copy the machine.
  @inline(__always)
  func checkPlace(_ level: Int, _ step: Int) throws(Rule) {
    try checkLevel(level)
    guard 0 <= step && step <= length else { throw stateRange }
  }

  @inline(__always)
  func checkLevel(_ level: Int) throws(Rule) {
    guard levels.indices.contains(level) else { throw .levelRange(levels: levels.count) }
  }
}

/// The contents of a level during replay.
struct StoredLevel {
  var states = StateSet()
  var tapes = StateSet()
  /// Their total bytes, if the chain has sizes.
  var bytes = 0

  /// The slots in use.
  var count: Int { states.count + tapes.count }
}
