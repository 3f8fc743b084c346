/// Parts of chains with tapes, and on overlapped levels.
extension DivisionSegments {
  /// Plans a part in the room beside the states that are kept.
  ///
  /// Its first state stays where it lasts, so no plan has to store it there. One in the room with that state's may use that
  /// room for nothing else.
  func plan(_ start: Int, _ end: Int, _ root: Int?, _ room: DivisionRoom) throws(PlanningError) -> Reversal? {
    var best: Reversal?
    func consider(_ levels: [Level], isOwn: Bool) throws(PlanningError) {
      guard let (schedule, time) = try timed(start, end, levels) else { return }
      let writes = Self.writes(schedule, to: root)
      if isOwn && !writes.isKept { return }
      // With overlapped transfers, less work may take as long.
      let saved = problem.isOverlapped ? 0 : root.map { problem.writeCost(level: $0, state: start) } ?? 0
      let cost = time - Int128(writes.count) * Int128(saved)
      if cost < best?.cost ?? .max { best = Reversal(cost: cost, body: SegmentBody(schedule, from: start, home: nil)) }
    }
    try consider(room.pinned, isOwn: false)
    if root != nil && room.own != room.pinned { try consider(room.own, isOwn: true) }
    return best
  }

  /// Returns the best schedule of a part, and when all its operations and transfers have ended; nil if there is none that
  /// breaks no rule.
  private func timed(
    _ start: Int, _ end: Int, _ levels: [Level]
  ) throws(PlanningError) -> (schedule: Schedule, time: Int128)? {
    guard let schedule = try planned(start, end, levels) else { return nil }
    guard schedule.problem.isOverlapped else { return (schedule, Int128(schedule.makespanUnits)) }
    var run = DivisionReplay(schedule.problem)
    for operation in schedule where try !run.execute(operation) { return nil }
    return (schedule, run.quiet)
  }

  /// Returns how often a schedule writes its first state to a level, and whether it begins with that and stores nothing
  /// there once the state is gone.
  private static func writes(_ schedule: Schedule, to level: Int?) -> (count: Int, isKept: Bool) {
    guard let level else { return (0, false) }
    var (count, isFirst, isGone, isKept) = (0, true, false, true)
    for operation in schedule {
      switch operation {
      case .write(level, 0): count += 1
      case .write(level, _), .tape(level, _), .offload(level, _), .offloadTape(level, _):
        if isGone { isKept = false }
      case .discard(level, 0): isGone = true
      default: break
      }
      if isFirst && count == 0 { isKept = false }
      isFirst = false
    }
    return (count, isKept)
  }
}

/// Operations executed for their times and for what they leave.
struct DivisionReplay {
  private(set) var machine: ReplayMachine
  /// When all operations and transfers so far have ended.
  private(set) var quiet: Int128 = 0
  private var count = 0

  init(_ problem: Problem) { machine = ReplayMachine(problem: problem) }

  /// Executes the next operation; returns false if it breaks a rule.
  mutating func execute(_ operation: Operation) throws(PlanningError) -> Bool {
    do throws(RuleViolation) {
      try machine.execute(operation)
    } catch {
      if case .overflow(let quantity) = error.rule { throw .overflow(quantity: quantity) }
      return false
    }
    quiet = max(quiet, Int128(machine.lastSpan?.end ?? machine.makespan))
    count += 1
    if count % 4096 == 0 { try PlanningError.checkCancellation() }
    return true
  }
}
