import AdjointSchedules

/// The rules of docs/model.md, one after another, on arrays with an entry for every state: slow but obviously correct.
///
/// It shares nothing with ``ReplayMachine``, which it checks. Transfers of overlapped levels are in RuleByRule+Overlap.swift.
struct RuleByRule {
  /// The outcome of a schedule.
  enum Verdict: Hashable, Sendable {
    /// No rule is broken; the total cost.
    case accepted(makespan: Int128)
    /// The operation of this number, from 1, breaks a rule.
    case rejected(operation: Int)
    /// Backward steps are missing at the end.
    case unfinished
  }

  let problem: Problem
  let length: Int
  var makespan: Int128 { clock?.makespan ?? paid }
  /// What all operations have cost, where they follow one another.
  private var paid: Int128 = 0
  /// When operations run, if there are overlapped levels.
  var clock: PlainClock?
  /// The state in the working buffer; nil if it is empty.
  private(set) var buffer: Int? = 0
  /// The next backward step; -1 if all have run.
  private(set) var next: Int
  /// For each level, whether it holds x_0 ... x_l.
  var states: [[Bool]]
  /// For each level, whether it holds tape 0 ... l - 1.
  var tapes: [[Bool]]
  var statistics: Statistics {
    var statistics = counts
    clock?.complete(&statistics)
    return statistics
  }
  var counts: Statistics
  /// How often each step has run before its last use.
  private var runs: [Int]

  var hasTapes: Bool { problem.chain.tapes != nil }

  init(_ problem: Problem) {
    self.problem = problem
    length = problem.chain.length
    clock = problem.isOverlapped ? PlainClock(problem) : nil
    next = problem.chain.tapes == nil ? length : length - 1
    states = problem.levels.map { _ in Array(repeating: false, count: problem.chain.length + 1) }
    tapes = problem.levels.map { _ in Array(repeating: false, count: problem.chain.length) }
    runs = Array(repeating: 0, count: problem.chain.length)
    let unused = Statistics.LevelUse(
      tapes: problem.chain.tapes == nil ? nil : 0, peakBytes: problem.chain.stateSize == nil ? nil : 0)
    counts = Statistics(levels: problem.levels.map { _ in unused })
  }

  static func verdict(of operations: [Operation], on problem: Problem) -> Verdict {
    var machine = RuleByRule(problem)
    for (index, operation) in operations.enumerated() where !machine.run(operation) {
      return .rejected(operation: index + 1)
    }
    return machine.next >= 0 ? .unfinished : .accepted(makespan: machine.makespan)
  }

  /// Runs an operation and returns true; if it breaks a rule, changes nothing and returns false.
  mutating func run(_ operation: Operation) -> Bool {
    let isAllowed: Bool
    switch operation {
    case .forward(let from, let to): isAllowed = forward(from, to)
    case .backward(let step): isAllowed = backward(step)
    case .write(let level, let step): isAllowed = write(level, step)
    case .read(let level, let step): isAllowed = read(level, step)
    case .discard(let level, let step): isAllowed = discard(level, step)
    case .tape(let level, let step): isAllowed = tape(level, step)
    case .readTape(let level, let step): isAllowed = readTape(level, step)
    case .offload(let level, let step): isAllowed = offload(level, step)
    case .prefetch(let level, let step): isAllowed = prefetch(level, step)
    case .offloadTape(let level, let step): isAllowed = moveTape(step, from: 0, to: level, channel: level)
    case .prefetchTape(let level, let step): isAllowed = moveTape(step, from: level, to: 0, channel: level)
    // These are the rules of one chain.
    case .join: isAllowed = false
    }
    if isAllowed { counts.operations += 1 }
    return isAllowed
  }

  private mutating func forward(_ from: Int, _ to: Int) -> Bool {
    if from < 0 || from >= to || to > length { return false }
    if buffer != from { return false }
    for step in from..<to where !mayRun(problem.chain.forwardTemporary?[step], storing: 0, on: 0) { return false }
    for step in from..<to { runStep(step) }
    clock?.forward(
      (from..<to).reduce(0) { $0 + Int128(problem.chain.forwardCost[$1]) },
      temporary: (from..<to).map { problem.chain.forwardTemporary?[$0] ?? 0 }.max() ?? 0)
    buffer = to
    return true
  }

  private mutating func runStep(_ step: Int) {
    paid += Int128(problem.chain.forwardCost[step])
    counts.forwardSteps += 1
    // F_i is useful until B_{i+1} has run or, with tapes, until B_i has.
    if next >= (hasTapes ? step : step + 1) { runs[step] += 1 }
  }

  private mutating func backward(_ step: Int) -> Bool {
    if next < 0 || step != next { return false }
    if let tapes = problem.chain.tapes {
      guard let level = self.tapes.firstIndex(where: { $0[step] }), !isOverlapped(level) else { return false }
      guard mayRun(problem.chain.backwardTemporary?[step], storing: 0, on: 0) else { return false }
      let cost = Int128(tapes.adjointCost[step]) + problem.plainTime(problem.levels[level].read, tapes.size?[step])
      paid += cost
      clock?.backward(
        cost, temporary: problem.chain.backwardTemporary?[step] ?? 0,
        from: .init(level: level, number: step, isTape: true))
      self.tapes[level][step] = false
    } else {
      if buffer != step { return false }
      guard mayRun(problem.chain.backwardTemporary?[step], storing: 0, on: 0) else { return false }
      paid += Int128(problem.chain.backwardCost[step])
      clock?.backward(
        Int128(problem.chain.backwardCost[step]), temporary: problem.chain.backwardTemporary?[step] ?? 0)
      buffer = nil
    }
    counts.backwardSteps += 1
    next -= 1
    counts.maxStepRuns = servedRuns
    return true
  }

  /// The most runs of a step that is no longer useful.
  private var servedRuns: Int {
    runs.enumerated().filter { next < (hasTapes ? $0.offset : $0.offset + 1) }.map(\.element).max() ?? 0
  }

  private mutating func write(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), !isOverlapped(level), buffer == step, !states[level][step] else { return false }
    guard hasRoom(level, problem.chain.stateSize?[step]) else { return false }
    let cost = problem.plainTime(problem.levels[level].write, problem.chain.stateSize?[step])
    paid += cost
    clock?.write(.init(level: level, number: step), cost)
    states[level][step] = true
    counts.levels[level].writes += 1
    notePeak(level)
    return true
  }

  private mutating func read(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), !isOverlapped(level), states[level][step] else { return false }
    let cost = problem.plainTime(problem.levels[level].read, problem.chain.stateSize?[step])
    paid += cost
    clock?.read(.init(level: level, number: step), cost)
    counts.levels[level].reads += 1
    buffer = step
    return true
  }

  private mutating func discard(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), states[level][step] else { return false }
    states[level][step] = false
    clock?.remove(.init(level: level, number: step))
    return true
  }

  private mutating func tape(_ level: Int, _ step: Int) -> Bool {
    guard hasTapes, problem.levels.indices.contains(level), step >= 0, step < length, buffer == step,
      !isOverlapped(level)
    else { return false }
    if tapes.contains(where: { $0[step] }) { return false }
    let size = problem.chain.tapes?.size?[step]
    guard hasRoom(level, size) else { return false }
    let stored = problem.plainBytes(size ?? 0, on: level)
    guard mayRun(problem.chain.forwardTemporary?[step], storing: stored, on: level) else { return false }
    runStep(step)
    let cost = problem.plainTime(problem.levels[level].write, size)
    paid += cost
    clock?.forward(
      Int128(problem.chain.forwardCost[step]) + cost, temporary: problem.chain.forwardTemporary?[step] ?? 0,
      storing: .init(level: level, number: step, isTape: true))
    tapes[level][step] = true
    counts.levels[level].tapes = (counts.levels[level].tapes ?? 0) + 1
    notePeak(level)
    buffer = step + 1
    return true
  }

  private mutating func readTape(_ level: Int, _ step: Int) -> Bool {
    guard hasTapes, isPlace(level, step), !isOverlapped(level), step > 0, tapes[level][step - 1] else { return false }
    let cost = problem.plainTime(problem.levels[level].read, problem.chain.tapes?.size?[step - 1])
    paid += cost
    clock?.read(.init(level: level, number: step - 1, isTape: true), cost)
    counts.levels[level].reads += 1
    buffer = step
    return true
  }

  func isOverlapped(_ level: Int) -> Bool { problem.levels[level].isOverlapped }

  func isPlace(_ level: Int, _ step: Int) -> Bool {
    problem.levels.indices.contains(level) && step >= 0 && step <= length
  }

  func hasRoom(_ level: Int, _ size: Int?) -> Bool {
    if let (capacity, used) = room(of: level) { return used + problem.plainBytes(size ?? 0, on: level) <= capacity }
    guard let slots = problem.levels[level].slots else { return true }
    return taken(level) < slots
  }

  /// A level's capacity, its own or another's, and the bytes in use; nil for slots.
  private func room(of level: Int) -> (capacity: Int128, used: Int128)? {
    let owner = problem.levels[level].sharesCapacityWith ?? level
    guard let capacity = problem.levels[owner].capacity else { return nil }
    let users = problem.levels.indices.filter { (problem.levels[$0].sharesCapacityWith ?? $0) == owner }
    return (Int128(capacity), users.reduce(0) { $0 + bytes($1) })
  }

  /// True if the first level has enough free bytes for a step while it runs; they count towards its peak.
  private mutating func mayRun(_ temporary: Int?, storing tape: Int128, on level: Int) -> Bool {
    guard let temporary, temporary > 0, let (capacity, used) = room(of: 0) else { return true }
    let sharer = (problem.levels[level].sharesCapacityWith ?? level) == (problem.levels[0].sharesCapacityWith ?? 0)
    if used + (sharer ? tape : 0) + Int128(temporary) > capacity { return false }
    let peak = bytes(0) + (level == 0 ? tape : 0) + Int128(temporary)
    counts.levels[0].peakBytes = max(counts.levels[0].peakBytes ?? 0, Int(clamping: peak))
    return true
  }

  private func taken(_ level: Int) -> Int {
    states[level].filter { $0 }.count + tapes[level].filter { $0 }.count
  }

  private func bytes(_ level: Int) -> Int128 {
    var sum: Int128 = 0
    for step in 0...length where states[level][step] {
      sum += problem.plainBytes(problem.chain.stateSize?[step] ?? 0, on: level)
    }
    for step in 0..<length where tapes[level][step] {
      sum += problem.plainBytes(problem.chain.tapes?.size?[step] ?? 0, on: level)
    }
    return sum
  }

  mutating func notePeak(_ level: Int) {
    counts.levels[level].peakSlots = max(counts.levels[level].peakSlots, taken(level))
    if let peak = counts.levels[level].peakBytes {
      counts.levels[level].peakBytes = max(peak, Int(clamping: bytes(level)))
    }
  }

  /// True if no level holds anything.
  var isClean: Bool { !states.contains { $0.contains(true) } && !tapes.contains { $0.contains(true) } }
}
