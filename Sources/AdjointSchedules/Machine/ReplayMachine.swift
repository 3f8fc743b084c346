/// The model's machine. It executes a schedule operation by operation and rejects the first that breaks a rule.
///
/// The machine knows nothing about planners. It has a buffer that holds at most one state, levels that hold states in
/// slots, and the number of the next backward step. At the start the buffer holds x_0 and every level is empty, unless the
/// problem begins in a ``Situation``. In a network the buffer is empty and the memory holds every branch's x_0;
/// `BranchProgress` tracks the branches.
///
/// - Complexity: O(1) expected per operation; memory in the number of stored states, plus one sum per step if the
///   steps' costs differ.
public struct ReplayMachine {
  /// The sum of the costs so far, in the problem's units; with overlapped levels, when the last backward step ended.
  public internal(set) var makespan = 0
  /// The statistics so far.
  public var statistics: Statistics {
    var statistics = counts
    statistics.maxStepRuns = branches.reduce(stepRuns.maximum) { max($0, $1.runs.maximum) }
    if overlaps { timeline.complete(&statistics) }
    return statistics
  }
  /// When the last operation started and ended, or when the slot that it freed is free; nil without overlapped levels,
  /// where operations follow one another.
  package var lastSpan: (start: Int, end: Int)? { overlaps ? timeline.last : nil }
  /// The number of backward steps run.
  var backwardSteps: Int { counts.backwardSteps }
  /// The number of states on each level.
  public var storedStates: [Int] { levels.map(\.states.count) }

  let problem: Problem
  /// Of each level.
  let terms: [LevelTerms]
  private let backwardCosts: StepCost
  /// What backward steps need on the fastest level while they run; nil if nothing.
  private let backwardTemporaries: StepSize?
  /// True if steps keep tapes.
  let hasTapes: Bool
  /// The last position.
  let length: Int
  /// The first position of the chain or handle; earlier positions are on branches.
  let first: Int
  private let forwardCosts: CostSums
  /// What forward steps need on the fastest level while they run; nil if nothing.
  private let temporaries: RangeMaximum?
  /// True if a level uses another's bytes.
  let sharesCapacity: Bool
  /// True if levels are overlapped, so that the timeline says when operations start and end.
  let overlaps: Bool
  var timeline: Timeline
  var buffer: Int?
  /// The next backward step of the chain or handle, or `first` - 1 after the last.
  private(set) var due: Int
  /// The progress of the branches of a network.
  var branches: [BranchProgress]
  var isJoined = false
  var levels: [StoredLevel]
  var counts: Statistics
  private var stepRuns = StepRuns()

  /// Creates the machine at its start, before the first operation.
  ///
  /// - Complexity: O(levels); if steps differ, O(l) for the tables of their costs and temporary bytes.
  public init(problem: Problem) {
    self.problem = problem
    terms = problem.levels.indices.map { LevelTerms(problem, level: $0) }
    backwardCosts = problem.chain.backwardCost
    backwardTemporaries = problem.chain.backwardTemporary
    hasTapes = problem.chain.tapes != nil
    length = problem.chain.length
    forwardCosts = CostSums(problem.chain.forwardCost)
    temporaries = problem.chain.forwardTemporary.map(RangeMaximum.init)
    sharesCapacity = problem.levels.contains { $0.sharesCapacityWith != nil }
    overlaps = problem.isOverlapped
    timeline = Timeline(problem)
    first = problem.junction?.handleStart ?? 0
    branches = problem.junction.map(BranchProgress.all) ?? []
    buffer = branches.isEmpty ? 0 : nil
    due = problem.chain.backwardSteps - 1
    levels = Array(repeating: StoredLevel(), count: problem.levels.count)
    let unused = Statistics.LevelUse(
      tapes: problem.chain.tapes == nil ? nil : 0, peakBytes: problem.chain.stateSize == nil ? nil : 0)
    counts = Statistics(levels: Array(repeating: unused, count: problem.levels.count))
    if let situation = problem.situation {
      (buffer, due) = (situation.buffer, situation.due)
      for (index, due) in situation.branches.enumerated() { branches[index].due = due }
      isJoined = problem.junction?.isJoined(in: situation) ?? false
    }
    for (level, item) in problem.initialItems { begin(with: item, on: level) }
  }

  /// Executes one operation.
  ///
  /// - Throws: ``RuleViolation`` with the operation's number and the first rule it breaks; the machine is then
  ///   unchanged except for its count of operations.
  /// - Complexity: O(1) expected, since what is stored is in hash tables; O(log l) if steps need room that differs.
  public mutating func execute(_ operation: Operation) throws(RuleViolation) {
    counts.operations += 1
    do throws(Rule) {
      switch operation {
      case .forward(let start, let end): try forward(from: start, to: end)
      case .backward(let step): try backward(step)
      case .write(let level, let step): try write(step, to: level)
      case .read(let level, let step): try read(step, from: level)
      case .discard(let level, let step): try discard(step, from: level)
      case .tape(let level, let step): try tape(step, at: level)
      case .readTape(let level, let step): try readTape(of: step, at: level)
      case .offload(let level, let step): try offload(step, to: level)
      case .prefetch(let level, let step): try prefetch(step, from: level)
      case .offloadTape(let level, let step): try offloadTape(step, to: level)
      case .prefetchTape(let level, let step): try prefetchTape(step, from: level)
      case .join: try join()
      }
    } catch {
      throw RuleViolation(number: counts.operations, operation: operation, rule: error)
    }
  }

  /// Where the machine stands: what is due, and what is stored; nil if nothing is due any more.
  ///
  /// - Complexity: O(n log n) for n states and tapes stored, which are sorted.
  public var situation: Situation? {
    if due < first && branches.allSatisfy(\.isReversed) { return nil }
    return Situation(
      due: due, stored: levels.map(\.states.sorted), tapes: levels.map(\.tapes.sorted), buffer: buffer,
      branches: branches.map(\.due))
  }

  /// The same when the steps issued so far have ended, and not all transfers beside them have: what is on its way to a level
  /// is not there yet, and what it is copied from still is.
  ///
  /// - Complexity: As ``situation``.
  package var settledSituation: Situation? {
    guard overlaps, let situation else { return situation }
    let held = timeline.held
    return Situation(
      due: situation.due, stored: held.map { $0.filter { !$0.isTape }.map(\.number) },
      tapes: held.map { $0.filter(\.isTape).map(\.number) }, buffer: buffer)
  }

  /// The time that has passed when the steps issued so far have ended, and how much of it the computing side has worked.
  package var elapsed: (end: Int, computing: Int) {
    overlaps ? (timeline.computing.end, timeline.computing.time) : (makespan, makespan)
  }

  /// Checks that no backward step is left; states may still be stored.
  ///
  /// - Throws: ``RuleViolation`` without an operation if a backward step is still due.
  public func finish() throws(RuleViolation) {
    guard let due = due >= first ? due : branches.last(where: { !$0.isReversed })?.due else { return }
    throw RuleViolation(number: counts.operations, operation: nil, rule: .unfinished(due: problem.place(of: due)))
  }

  private mutating func forward(from start: Int, to end: Int) throws(Rule) {
    guard 0 <= start && start < end && end <= length && (start >= first || isOnOneBranch(start, end)) else {
      throw forwardRange(start)
    }
    try needBuffer(start)
    try run(from: start, to: end, extra: 0)
  }

  /// Runs steps `start` ... `end` - 1, at their costs plus `extra`.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the tape that they store.
  ///   - level: Where they store it.
  ///   - tape: The tape as an item of the timeline.
  mutating func run(
    from start: Int, to end: Int, extra: Int, storing bytes: Int = 0, at level: Int = 0, tape: Timeline.Item? = nil
  ) throws(Rule) {
    guard let cost = forwardCosts.sum(from: start, to: end), case let sum = cost.addingReportingOverflow(extra),
      !sum.overflow
    else { throw .overflow(quantity: .makespan) }
    let (steps, overflow) = counts.forwardSteps.addingReportingOverflow(end - start)
    if overflow { throw .overflow(quantity: .forwardSteps) }
    let temporary = temporaries?.maximum(from: start, to: end) ?? 0
    try needTemporary(temporary, storing: bytes, at: level)
    if overlaps {
      try timeline.run(for: sum.partialValue, temporary: temporary, storing: tape)
    } else {
      try pay(sum.partialValue)
    }
    counts.forwardSteps = steps
    if start >= first {
      stepRuns.run(from: start, to: end, due: due + reach)
    } else {
      countRun(onBranchFrom: start, to: end)
    }
    buffer = end
  }

  private mutating func backward(_ step: Int) throws(Rule) {
    guard step == due, due >= first else { return try backwardOnBranch(step) }
    if !hasTapes {
      try needBuffer(step)
      let temporary = backwardTemporaries?[step] ?? 0
      try needTemporary(temporary)
      if overlaps {
        makespan = try timeline.backward(for: backwardCosts[step], temporary: temporary)
      } else {
        try pay(backwardCosts[step])
      }
      buffer = nil
    } else {
      try payFromTape(step)
    }
    counts.backwardSteps += 1
    stepRuns.settle(step + reach)
    due -= 1
  }

  /// How far past the next backward step a forward step is still useful: with tapes B_i needs F_i itself.
  private var reach: Int { hasTapes ? 1 : 0 }

  @inline(__always)
  func needBuffer(_ step: Int) throws(Rule) {
    if buffer != step { throw wrongBuffer(for: step) }
  }

  /// A separate function, so that error handling stays out of the hot loop.
  @inline(never)
  private func wrongBuffer(for step: Int) -> Rule {
    .buffer(needed: problem.place(of: step), held: buffer.map { problem.place(of: $0) })
  }

  mutating func pay(_ cost: Int) throws(Rule) {
    let (sum, overflow) = makespan.addingReportingOverflow(cost)
    if overflow { throw .overflow(quantity: .makespan) }
    makespan = sum
  }
}
