extension ReplayMachine {
  /// Runs a step and stores its tape.
  mutating func tape(_ step: Int, at level: Int) throws(Rule) {
    if !hasTapes { throw .noTapes }
    try checkLevel(level)
    guard 0 <= step && step < length else { throw .tapeRange(length: length) }
    if overlaps { try checkBlocking(level) }
    try needBuffer(step)
    if let place = levels.firstIndex(where: { $0.tapes.contains(step) }) {
      throw .tapeStored(step: step, level: place)
    }
    let bytes = problem.storedSize(level: level, tape: step)
    try needRoom(for: bytes, at: level)
    // The tape grows while the step runs.
    try run(
      from: step, to: step + 1, extra: problem.writeCost(level: level, tape: step), storing: bytes, at: level,
      tape: overlaps ? item(tape: step, on: level) : nil)
    levels[level].tapes.insert(step)
    take(bytes, at: level)
    counts.levels[level].tapes = (counts.levels[level].tapes ?? 0) + 1
  }

  /// Reads x_step from the tape of the previous step.
  mutating func readTape(of step: Int, at level: Int) throws(Rule) {
    if !hasTapes { throw .noTapes }
    try checkPlace(level, step)
    if overlaps { try checkBlocking(level) }
    guard levels[level].tapes.contains(step - 1) else {
      throw .tapeNotStored(level: level, step: step - 1)
    }
    let cost = problem.readCost(level: level, tape: step - 1)
    if overlaps { try timeline.read(item(tape: step - 1, on: level), for: cost) } else { try pay(cost) }
    buffer = step
    counts.levels[level].reads += 1
  }

  /// Runs a backward step from its tape and frees the tape.
  mutating func payFromTape(_ step: Int) throws(Rule) {
    guard let level = levels.firstIndex(where: { $0.tapes.contains(step) }) else {
      throw .tapeMissing(step: step)
    }
    if terms[level].isOverlapped { throw .tapeAway(step: step, level: level) }
    let temporary = problem.chain.backwardTemporary?[step] ?? 0
    try needTemporary(temporary)
    let cost = problem.chain.adjointCost[step].addingReportingOverflow(problem.readCost(level: level, tape: step))
    if cost.overflow { throw .overflow(quantity: .makespan) }
    if overlaps {
      makespan = try timeline.backward(
        for: cost.partialValue, temporary: temporary, from: item(tape: step, on: level))
    } else {
      try pay(cost.partialValue)
    }
    _ = levels[level].tapes.remove(step)
    levels[level].bytes -= problem.storedSize(level: level, tape: step)
  }
}
