import AdjointSchedules

/// The recurrence for equal steps with tapes written out, over every number of steps and every amount of free room.
enum PlainTapes {
  /// Longer chains, or more room, take too long.
  private static let maximumEntries = 12_000

  /// Returns the least makespan of one level's schedules that keep a state until its step has kept its tape and run over no
  /// tape; nil of any other problem, or one that is too large.
  static func optimum(_ problem: Problem) -> Int128? {
    let chain = problem.chain
    guard problem.levels.count == 1, chain.length > 0, let tapes = chain.tapes, let forward = chain.forwardCost.common,
      chain.forwardTemporary == nil, chain.backwardTemporary == nil
    else { return nil }
    let level = problem.levels[0]
    var (state, tape, room) = (1, 1, level.slots ?? .max)
    if level.slots == nil, let capacity = level.capacity {
      guard let states = chain.stateSize?.common, let all = tapes.size?.common else { return nil }
      (state, tape, room) = (problem.storedSize(level: 0, state: 0), problem.storedSize(level: 0, tape: 0), capacity)
      if states < 0 || all < 0 { return nil }
    }
    room = min(room, chain.length * (state + tape))
    guard (chain.length + 1) * (room + 1) <= maximumEntries else { return nil }
    let write = Int128(problem.writeCost(level: 0, state: 0))
    let read = Int128(problem.readCost(level: 0, state: 0))
    let tapeRead = Int128(problem.readCost(level: 0, tape: 0))
    let none = Array(repeating: Reference.impossible, count: room + 1)
    let free = Array(repeating: Int128(0), count: room + 1)
    var (onTape, stored, inBuffer) = ([free], [free], [free])
    for n in 1...chain.length {
      var (t, s, b) = (none, none, none)
      for m in 0...room {
        if m >= tape {
          (t[m], s[m], b[m]) = (onTape[n - 1][m - tape], onTape[n - 1][m - tape], onTape[n - 1][m - tape])
        }
        for q in stride(from: 1, to: n, by: 1) {
          let run = Int128(q) * Int128(forward)
          t[m] = min(t[m], run + inBuffer[n - q][m] + tapeRead + onTape[q][m])
          if m >= state { s[m] = min(s[m], run + inBuffer[n - q][m - state] + read + stored[q][m]) }
        }
        if m >= state { b[m] = min(b[m], write + s[m]) }
      }
      onTape.append(t)
      stored.append(s)
      inBuffer.append(b)
    }
    let surplus = inBuffer[chain.length][room]
    if surplus >= Reference.impossible { return Reference.impossible }
    let access = Int128(problem.writeCost(level: 0, tape: 0)) + tapeRead
    var every = Int128(chain.length) * (Int128(forward) + access)
    for step in 0..<chain.length { every += Int128(chain.adjointCost[step]) }
    return every + surplus
  }
}

extension Check<ChainTrial> {
  /// Equal steps with tapes against their recurrence written out: no schedule is worse, no bound above.
  static var tapeRecurrence: Check {
    Check(name: "equal steps with tapes") { trial in
      guard let plain = PlainTapes.optimum(trial.problem) else { return 0 }
      for plan in trial.plans where plan.planner == .rotor {
        switch plan.result {
        case .success(let schedule):
          try require(
            Int128(schedule.makespanUnits) <= plain,
            "rotor has \(schedule.makespanUnits), the recurrence written out \(plain)")
          try require(
            Int128(schedule.lowerBoundUnits ?? 0) <= plain,
            "rotor has the lower bound \(schedule.lowerBoundUnits ?? 0), the recurrence written out \(plain)")
        case .failure(.tooLittleForTapes):
          try require(plain >= Reference.impossible, "no room, but the recurrence written out has \(plain)")
        case .failure(let error): throw Broken("rotor says \(error), the recurrence written out has \(plain)")
        }
        try coarse(trial.problem, plain)
      }
      return 1
    }
  }

  /// Without memory for a table, or for prices, there is a schedule all the same, and its bound holds.
  private static func coarse(_ problem: Problem, _ plain: Int128) throws {
    if plain >= Reference.impossible { return }
    // Where bytes are paid for or compressed and all tapes fit, the answer is that of the table of rooms, which needs
    // memory.
    let asks = { (level: Level) in
      level.writeBandwidth != nil || level.readBandwidth != nil || level.sizeFactor != .one
    }
    if problem.levels.contains(where: asks) { return }
    let little = PlanningMemory(limit: 1)
    let schedule = PlanningMemory.$current.withValue(little) { try? Planner.rotor.schedule(for: problem) }
    guard let schedule else { throw Broken("without memory for tables rotor has no schedule") }
    try require(
      Int128(schedule.lowerBoundUnits ?? 0) <= plain,
      "without tables rotor has the lower bound \(schedule.lowerBoundUnits ?? 0), the recurrence written out \(plain)")
    try Conduct.check(schedule)
  }
}
