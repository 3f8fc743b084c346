import AdjointSchedules

/// The rules of docs/overlap.md: what travels between level 0 and an overlapped level.
extension RuleByRule {
  mutating func offload(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), isOverlapped(level), states[0][step], !states[level][step] else { return false }
    guard hasRoom(level, problem.chain.stateSize?[step]) else { return false }
    clock?.transfer(
      .init(level: 0, number: step), to: .init(level: level, number: step), channel: level,
      problem.plainTime(problem.levels[level].write, problem.chain.stateSize?[step]), moves: false)
    states[level][step] = true
    counts.levels[level].writes += 1
    return true
  }

  mutating func prefetch(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), isOverlapped(level), states[level][step], !states[0][step] else { return false }
    guard hasRoom(0, problem.chain.stateSize?[step]) else { return false }
    clock?.transfer(
      .init(level: level, number: step), to: .init(level: 0, number: step), channel: level,
      problem.plainTime(problem.levels[level].read, problem.chain.stateSize?[step]), moves: false)
    states[0][step] = true
    counts.levels[level].reads += 1
    return true
  }

  /// A tape is used once, so it moves.
  mutating func moveTape(_ step: Int, from source: Int, to target: Int, channel: Int) -> Bool {
    guard hasTapes, problem.levels.indices.contains(channel), step >= 0, step < length, isOverlapped(channel),
      tapes[source][step]
    else { return false }
    let size = problem.chain.tapes?.size?[step]
    // Until it has arrived it is on both levels.
    guard hasRoom(target, size) else { return false }
    let transfer = target == 0 ? problem.levels[channel].read : problem.levels[channel].write
    clock?.transfer(
      .init(level: source, number: step, isTape: true), to: .init(level: target, number: step, isTape: true),
      channel: channel, problem.plainTime(transfer, size), moves: true)
    tapes[source][step] = false
    tapes[target][step] = true
    if target == 0 {
      counts.levels[channel].reads += 1
    } else {
      counts.levels[channel].tapes = (counts.levels[channel].tapes ?? 0) + 1
    }
    return true
  }
}
