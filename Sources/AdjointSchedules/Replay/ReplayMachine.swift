/// The machine of the model: it executes a schedule operation by operation and refuses the first that breaks a rule.
///
/// The machine knows nothing of planners. It has one buffer that holds at most one state, levels that hold states in
/// slots, and the number of the next backward step. At the start the buffer holds x_0 and every level is empty.
///
/// - Complexity: O(1) expected an operation; memory in the number of stored states, plus one sum a step when the
///   steps' costs differ.
public struct ReplayMachine {
  /// The sum of the costs so far, in the problem's units.
  public private(set) var makespan = 0
  /// What has been executed so far.
  public var statistics: Statistics {
    var statistics = counts
    statistics.maxStepRuns = stepRuns.maximum
    return statistics
  }
  /// The number of states that each level holds.
  public var storedStates: [Int] { stored.map(\.count) }

  private let problem: Problem
  private let length: Int
  private let forwardCosts: CostSums
  private var buffer: Int?
  /// The next backward step, or -1 when all have been run.
  private var due: Int
  private var stored: [StateSet]
  private var counts: Statistics
  private var stepRuns = StepRuns()

  public init(problem: Problem) {
    self.problem = problem
    length = problem.chain.length
    forwardCosts = CostSums(problem.chain.forwardCost)
    buffer = 0
    due = problem.chain.length
    stored = Array(repeating: StateSet(), count: problem.levels.count)
    counts = Statistics(levels: Array(repeating: Statistics.LevelUse(), count: problem.levels.count))
  }

  /// Executes one operation.
  ///
  /// - Throws: ``RuleViolation`` with the operation's number and the first rule that it breaks; the machine is then
  ///   as it was before, except for its count of operations.
  public mutating func execute(_ operation: Operation) throws(RuleViolation) {
    counts.operations += 1
    do throws(Rule.Broken) {
      switch operation {
      case .forward(let start, let end): try forward(from: start, to: end)
      case .backward(let step): try backward(step)
      case .write(let level, let step): try write(step, to: level)
      case .read(let level, let step): try read(step, from: level)
      case .discard(let level, let step): try discard(step, from: level)
      }
    } catch {
      throw RuleViolation(number: counts.operations, operation: operation, rule: error.rule)
    }
  }

  /// Checks that nothing is left to do; states may still be stored.
  ///
  /// - Throws: ``RuleViolation`` without an operation when a backward step is still due.
  public func finish() throws(RuleViolation) {
    if due >= 0 {
      throw RuleViolation(number: counts.operations, operation: nil, rule: .unfinished(due: due))
    }
  }

  private mutating func forward(from start: Int, to end: Int) throws(Rule.Broken) {
    guard 0 <= start && start < end && end <= length else {
      throw Rule.Broken(.forwardRange(length: length))
    }
    try needBuffer(start)
    guard let cost = forwardCosts.sum(from: start, to: end) else {
      throw Rule.Broken(.overflow(quantity: "makespan"))
    }
    let (steps, overflow) = counts.forwardSteps.addingReportingOverflow(end - start)
    if overflow { throw Rule.Broken(.overflow(quantity: "number of forward steps")) }
    try pay(cost)
    counts.forwardSteps = steps
    stepRuns.run(from: start, to: end, due: due)
    buffer = end
  }

  private mutating func backward(_ step: Int) throws(Rule.Broken) {
    guard step == due, due >= 0 else { throw Rule.Broken(.order(due: due < 0 ? nil : due)) }
    try needBuffer(step)
    try pay(problem.chain.backwardCost.cost(of: step))
    counts.backwardSteps += 1
    stepRuns.settle(step)
    due -= 1
    buffer = nil
  }

  private mutating func write(_ step: Int, to level: Int) throws(Rule.Broken) {
    try checkPlace(level, step)
    try needBuffer(step)
    if stored[level].contains(step) { throw Rule.Broken(.storedTwice(level: level)) }
    if let slots = problem.levels[level].slots, stored[level].count >= slots {
      throw Rule.Broken(.slotsFull(level: level, slots: slots))
    }
    try pay(problem.levels[level].writeCost)
    stored[level].insert(step)
    counts.levels[level].writes += 1
    counts.levels[level].peakSlots = max(counts.levels[level].peakSlots, stored[level].count)
  }

  private mutating func read(_ step: Int, from level: Int) throws(Rule.Broken) {
    try checkPlace(level, step)
    guard stored[level].contains(step) else { throw Rule.Broken(.notStored(level: level)) }
    try pay(problem.levels[level].readCost)
    buffer = step
    counts.levels[level].reads += 1
  }

  private mutating func discard(_ step: Int, from level: Int) throws(Rule.Broken) {
    try checkPlace(level, step)
    if !stored[level].remove(step) { throw Rule.Broken(.notStored(level: level)) }
  }

  private func checkPlace(_ level: Int, _ step: Int) throws(Rule.Broken) {
    guard stored.indices.contains(level) else { throw Rule.Broken(.levelRange(levels: stored.count)) }
    guard 0 <= step && step <= length else { throw Rule.Broken(.stateRange(length: length)) }
  }

  private func needBuffer(_ step: Int) throws(Rule.Broken) {
    if buffer != step { throw Rule.Broken(.buffer(needed: step, held: buffer)) }
  }

  private mutating func pay(_ cost: Int) throws(Rule.Broken) {
    let (sum, overflow) = makespan.addingReportingOverflow(cost)
    if overflow { throw Rule.Broken(.overflow(quantity: "makespan")) }
    makespan = sum
  }
}

extension Rule {
  /// A rule on its way out of the machine, before the operation's number is known.
  fileprivate struct Broken: Error {
    let rule: Rule
    init(_ rule: Rule) { self.rule = rule }
  }
}
