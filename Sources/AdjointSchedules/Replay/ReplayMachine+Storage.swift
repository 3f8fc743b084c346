extension ReplayMachine {
  mutating func write(_ step: Int, to level: Int) throws(Rule) {
    try checkPlace(level, step)
    try needBuffer(step)
    if levels[level].states.contains(step) { throw .storedTwice(level: level) }
    let bytes = try bytes(of: problem.chain.stateSize, step, at: level)
    try pay(problem.levels[level].writeCost)
    levels[level].states.insert(step)
    take(bytes, at: level)
    counts.levels[level].writes += 1
  }

  mutating func read(_ step: Int, from level: Int) throws(Rule) {
    try checkPlace(level, step)
    guard levels[level].states.contains(step) else { throw .notStored(level: level) }
    if step < first { try checkAdjoint(step) }
    try pay(problem.levels[level].readCost)
    buffer = step
    counts.levels[level].reads += 1
  }

  mutating func discard(_ step: Int, from level: Int) throws(Rule) {
    try checkPlace(level, step)
    if step < first, levels[level].states.contains(step) { try checkDiscard(onBranch: step) }
    if !levels[level].states.remove(step) { throw .notStored(level: level) }
    levels[level].bytes -= problem.chain.stateSize?[step] ?? 0
  }

  /// Returns the bytes that a state or a tape takes, after checking that there is a slot and room for them.
  func bytes(of size: StepSize?, _ step: Int, at level: Int) throws(Rule) -> Int {
    let (place, stored) = (problem.levels[level], levels[level])
    let bytes = size?[step] ?? 0
    if let capacity = place.capacity {
      let free = capacity - stored.bytes
      if bytes > free {
        throw .bytesFull(level: level, needed: bytes, free: free, capacity: capacity)
      }
    } else if let slots = place.slots, stored.count >= slots {
      throw .slotsFull(level: level, slots: slots)
    }
    if stored.bytes.addingReportingOverflow(bytes).overflow {
      throw .overflow(quantity: "number of stored bytes")
    }
    return bytes
  }

  /// Counts what has been stored at a level.
  mutating func take(_ bytes: Int, at level: Int) {
    levels[level].bytes += bytes
    let stored = levels[level]
    counts.levels[level].peakSlots = max(counts.levels[level].peakSlots, stored.count)
    if let peak = counts.levels[level].peakBytes { counts.levels[level].peakBytes = max(peak, stored.bytes) }
  }

  func checkPlace(_ level: Int, _ step: Int) throws(Rule) {
    try checkLevel(level)
    guard 0 <= step && step <= length else { throw stateRange }
  }

  func checkLevel(_ level: Int) throws(Rule) {
    guard levels.indices.contains(level) else { throw .levelRange(levels: levels.count) }
  }
}

/// What a level holds while a schedule is replayed.
struct StoredLevel {
  var states = StateSet()
  var tapes = StateSet()
  /// The bytes of all of them, where the chain states sizes.
  var bytes = 0

  /// The slots taken.
  var count: Int { states.count + tapes.count }
}
