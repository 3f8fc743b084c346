extension ReplayMachine {
  /// Runs a step and stores its tape.
  mutating func tape(_ step: Int, at level: Int) throws(Rule) {
    if problem.chain.tapes == nil { throw .noTapes }
    try checkLevel(level)
    guard 0 <= step && step < length else { throw .tapeRange(length: length) }
    try needBuffer(step)
    if let place = levels.firstIndex(where: { $0.tapes.contains(step) }) {
      throw .tapeStored(step: step, level: place)
    }
    let bytes = problem.storedSize(level: level, tape: step)
    try needRoom(for: bytes, at: level)
    // The tape grows while the step runs.
    let taken = problem.pool(of: level) == 0 ? bytes : 0
    try run(from: step, to: step + 1, extra: problem.writeCost(level: level, tape: step), storing: taken)
    levels[level].tapes.insert(step)
    take(bytes, at: level)
    counts.levels[level].tapes = (counts.levels[level].tapes ?? 0) + 1
  }

  /// Reads x_step from the tape of the previous step.
  mutating func readTape(of step: Int, at level: Int) throws(Rule) {
    if problem.chain.tapes == nil { throw .noTapes }
    try checkPlace(level, step)
    guard levels[level].tapes.contains(step - 1) else {
      throw .tapeNotStored(level: level, step: step - 1)
    }
    try pay(problem.readCost(level: level, tape: step - 1))
    buffer = step
    counts.levels[level].reads += 1
  }

  /// Runs a backward step from its tape and frees the tape.
  mutating func payFromTape(_ step: Int) throws(Rule) {
    guard let level = levels.firstIndex(where: { $0.tapes.contains(step) }) else {
      throw .tapeMissing(step: step)
    }
    try needTemporary(problem.chain.backwardTemporary?[step] ?? 0)
    let cost = problem.chain.adjointCost[step].addingReportingOverflow(problem.readCost(level: level, tape: step))
    if cost.overflow { throw .overflow(quantity: .makespan) }
    try pay(cost.partialValue)
    _ = levels[level].tapes.remove(step)
    levels[level].bytes -= problem.storedSize(level: level, tape: step)
  }
}
