/// The transfers beside the steps, between level 0 and an overlapped level.
extension ReplayMachine {
  mutating func offload(_ step: Int, to level: Int) throws(Rule) {
    try checkOverlapped(level, step)
    guard levels[0].states.contains(step) else { throw .notStored(level: 0) }
    if levels[level].states.contains(step) { throw .storedTwice(level: level) }
    let target = item(state: step, on: level)
    try needRoom(for: target.bytes, at: level)
    try timeline.transfer(
      item(state: step, on: 0), to: target, channel: level, for: problem.writeCost(level: level, state: step),
      moves: false)
    levels[level].states.insert(step)
    take(target.bytes, at: level)
    counts.levels[level].writes += 1
  }

  mutating func prefetch(_ step: Int, from level: Int) throws(Rule) {
    try checkOverlapped(level, step)
    guard levels[level].states.contains(step) else { throw .notStored(level: level) }
    if levels[0].states.contains(step) { throw .storedTwice(level: 0) }
    let target = item(state: step, on: 0)
    try needRoom(for: target.bytes, at: 0)
    try timeline.transfer(
      item(state: step, on: level), to: target, channel: level, for: problem.readCost(level: level, state: step),
      moves: false)
    levels[0].states.insert(step)
    take(target.bytes, at: 0)
    counts.levels[level].reads += 1
  }

  mutating func offloadTape(_ step: Int, to level: Int) throws(Rule) {
    try moveTape(step, from: 0, to: level, channel: level)
    counts.levels[level].tapes = (counts.levels[level].tapes ?? 0) + 1
  }

  mutating func prefetchTape(_ step: Int, from level: Int) throws(Rule) {
    try moveTape(step, from: level, to: 0, channel: level)
    counts.levels[level].reads += 1
  }

  /// Moves a tape, which is used once and so never needs two places.
  private mutating func moveTape(_ step: Int, from source: Int, to target: Int, channel: Int) throws(Rule) {
    if !hasTapes { throw .noTapes }
    try checkLevel(channel)
    guard 0 <= step && step < length else { throw .tapeRange(length: length) }
    if !terms[channel].isOverlapped { throw .notOverlapped(level: channel) }
    guard levels[source].tapes.contains(step) else { throw .tapeNotStored(level: source, step: step) }
    let (from, to) = (item(tape: step, on: source), item(tape: step, on: target))
    try needRoom(for: to.bytes, at: target)
    let duration =
      target == 0 ? problem.readCost(level: channel, tape: step) : problem.writeCost(level: channel, tape: step)
    try timeline.transfer(from, to: to, channel: channel, for: duration, moves: true)
    levels[target].tapes.insert(step)
    take(to.bytes, at: target)
    _ = levels[source].tapes.remove(step)
    levels[source].bytes -= from.bytes
  }

  private func checkOverlapped(_ level: Int, _ step: Int) throws(Rule) {
    try checkPlace(level, step)
    if !terms[level].isOverlapped { throw .notOverlapped(level: level) }
  }

  /// Checks that a level is written and read by the computing side.
  func checkBlocking(_ level: Int) throws(Rule) {
    if terms[level].isOverlapped { throw .overlapped(level: level) }
  }

  func item(state: Int, on level: Int) -> Timeline.Item {
    Timeline.Item(
      item: StoredItem(number: state, isTape: false), level: level,
      bytes: problem.storedSize(level: level, state: state))
  }

  func item(tape: Int, on level: Int) -> Timeline.Item {
    Timeline.Item(
      item: StoredItem(number: tape, isTape: true), level: level, bytes: problem.storedSize(level: level, tape: tape))
  }
}
