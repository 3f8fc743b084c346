import AdjointSchedules

/// The rules of docs/model.md, one after another, on arrays with an entry for every state: slow but obviously correct.
///
/// It shares nothing with ``ReplayMachine``, which it checks.
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
  private(set) var makespan: Int128 = 0
  /// The state in the working buffer; nil if it is empty.
  private(set) var buffer: Int? = 0
  /// The next backward step; -1 if all have run.
  private(set) var next: Int
  /// For each level, whether it holds x_0 ... x_l.
  private(set) var states: [[Bool]]
  /// For each level, whether it holds tape 0 ... l - 1.
  private(set) var tapes: [[Bool]]
  private(set) var counts: Statistics
  /// How often each step has run before its last use.
  private var runs: [Int]

  private var hasTapes: Bool { problem.chain.tapes != nil }

  init(_ problem: Problem) {
    self.problem = problem
    length = problem.chain.length
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
    // These are the rules of one chain whose transfers block.
    case .offload, .prefetch, .offloadTape, .prefetchTape, .join: isAllowed = false
    }
    if isAllowed { counts.operations += 1 }
    return isAllowed
  }

  private mutating func forward(_ from: Int, _ to: Int) -> Bool {
    if from < 0 || from >= to || to > length { return false }
    if buffer != from { return false }
    for step in from..<to where !mayRun(problem.chain.forwardTemporary?[step], storing: 0) { return false }
    for step in from..<to { runStep(step) }
    buffer = to
    return true
  }

  private mutating func runStep(_ step: Int) {
    makespan += Int128(problem.chain.forwardCost[step])
    counts.forwardSteps += 1
    // F_i is useful until B_{i+1} has run or, with tapes, until B_i has.
    if next >= (hasTapes ? step : step + 1) { runs[step] += 1 }
  }

  private mutating func backward(_ step: Int) -> Bool {
    if next < 0 || step != next { return false }
    if let tapes = problem.chain.tapes {
      guard let level = self.tapes.firstIndex(where: { $0[step] }) else { return false }
      guard mayRun(problem.chain.backwardTemporary?[step], storing: 0) else { return false }
      makespan += Int128(tapes.adjointCost[step]) + time(problem.levels[level].read, tapes.size?[step])
      self.tapes[level][step] = false
    } else {
      if buffer != step { return false }
      guard mayRun(problem.chain.backwardTemporary?[step], storing: 0) else { return false }
      makespan += Int128(problem.chain.backwardCost[step])
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
    guard isPlace(level, step), buffer == step, !states[level][step] else { return false }
    guard hasRoom(level, problem.chain.stateSize?[step]) else { return false }
    makespan += time(problem.levels[level].write, problem.chain.stateSize?[step])
    states[level][step] = true
    counts.levels[level].writes += 1
    notePeak(level)
    return true
  }

  private mutating func read(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), states[level][step] else { return false }
    makespan += time(problem.levels[level].read, problem.chain.stateSize?[step])
    counts.levels[level].reads += 1
    buffer = step
    return true
  }

  private mutating func discard(_ level: Int, _ step: Int) -> Bool {
    guard isPlace(level, step), states[level][step] else { return false }
    states[level][step] = false
    return true
  }

  private mutating func tape(_ level: Int, _ step: Int) -> Bool {
    guard hasTapes, problem.levels.indices.contains(level), step >= 0, step < length, buffer == step else {
      return false
    }
    if tapes.contains(where: { $0[step] }) { return false }
    let size = problem.chain.tapes?.size?[step]
    guard hasRoom(level, size) else { return false }
    let isOnFastest = (problem.levels[level].sharesCapacityWith ?? level) == 0
    guard mayRun(problem.chain.forwardTemporary?[step], storing: isOnFastest ? taken(size ?? 0, at: level) : 0) else {
      return false
    }
    runStep(step)
    makespan += time(problem.levels[level].write, size)
    tapes[level][step] = true
    counts.levels[level].tapes = (counts.levels[level].tapes ?? 0) + 1
    notePeak(level)
    buffer = step + 1
    return true
  }

  private mutating func readTape(_ level: Int, _ step: Int) -> Bool {
    guard hasTapes, isPlace(level, step), step > 0, tapes[level][step - 1] else { return false }
    makespan += time(problem.levels[level].read, problem.chain.tapes?.size?[step - 1])
    counts.levels[level].reads += 1
    buffer = step
    return true
  }

  private func isPlace(_ level: Int, _ step: Int) -> Bool {
    problem.levels.indices.contains(level) && step >= 0 && step <= length
  }

  private func hasRoom(_ level: Int, _ size: Int?) -> Bool {
    if let (capacity, used) = room(of: level) { return used + taken(size ?? 0, at: level) <= capacity }
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
  private mutating func mayRun(_ temporary: Int?, storing extra: Int128) -> Bool {
    guard let temporary, temporary > 0, let (capacity, used) = room(of: 0) else { return true }
    if used + extra + Int128(temporary) > capacity { return false }
    let peak = bytes(0) + extra + Int128(temporary)
    counts.levels[0].peakBytes = max(counts.levels[0].peakBytes ?? 0, Int(clamping: peak))
    return true
  }

  /// The bytes that an item of `size` bytes takes on a level, rounded up.
  private func taken(_ size: Int, at level: Int) -> Int128 {
    let factor = problem.levels[level].sizeFactor
    var (product, digits) = (Int128(size) * Int128(factor.significand), factor.fractionDigits)
    var isWhole = true
    while digits > 0 {
      isWhole = isWhole && product % 10 == 0
      (product, digits) = (product / 10, digits - 1)
    }
    return isWhole ? product : product + 1
  }

  /// The cost of a transfer: its latency, plus a unit of cost for each full or partial share of its bytes.
  private func time(_ transfer: TransferCost, _ size: Int?) -> Int128 {
    guard let bandwidth = transfer.bandwidth, let size else { return Int128(transfer.latency) }
    var product = Int128(size)
    for _ in 0..<problem.fractionDigits { product *= 10 }
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(bandwidth))
    return Int128(transfer.latency) + quotient + (remainder > 0 ? 1 : 0)
  }

  private func taken(_ level: Int) -> Int {
    states[level].filter { $0 }.count + tapes[level].filter { $0 }.count
  }

  private func bytes(_ level: Int) -> Int128 {
    var sum: Int128 = 0
    for step in 0...length where states[level][step] { sum += taken(problem.chain.stateSize?[step] ?? 0, at: level) }
    for step in 0..<length where tapes[level][step] { sum += taken(problem.chain.tapes?.size?[step] ?? 0, at: level) }
    return sum
  }

  private mutating func notePeak(_ level: Int) {
    counts.levels[level].peakSlots = max(counts.levels[level].peakSlots, taken(level))
    if let peak = counts.levels[level].peakBytes {
      counts.levels[level].peakBytes = max(peak, Int(clamping: bytes(level)))
    }
  }

  /// True if no level holds anything.
  var isClean: Bool { !states.contains { $0.contains(true) } && !tapes.contains { $0.contains(true) } }
}
