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
  /// The backward steps that have been run.
  var backwardSteps: Int { counts.backwardSteps }
  /// The number of states that each level holds.
  public var storedStates: [Int] { levels.map(\.states.count) }

  let problem: Problem
  let length: Int
  private let forwardCosts: CostSums
  var buffer: Int?
  /// The next backward step, or -1 when all have been run.
  private var due: Int
  var levels: [StoredLevel]
  var counts: Statistics
  private var stepRuns = StepRuns()

  public init(problem: Problem) {
    self.problem = problem
    length = problem.chain.length
    forwardCosts = CostSums(problem.chain.forwardCost)
    buffer = 0
    due = problem.chain.backwardSteps - 1
    levels = Array(repeating: StoredLevel(), count: problem.levels.count)
    let unused = Statistics.LevelUse(
      tapes: problem.chain.tapes == nil ? nil : 0, peakBytes: problem.chain.stateSize == nil ? nil : 0)
    counts = Statistics(levels: Array(repeating: unused, count: problem.levels.count))
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
      case .tape(let level, let step): try tape(step, at: level)
      case .readTape(let level, let step): try readTape(of: step, at: level)
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
    try run(from: start, to: end, extra: 0)
  }

  /// Runs steps `start` ... `end` - 1, and pays `extra` beside their costs.
  mutating func run(from start: Int, to end: Int, extra: Int) throws(Rule.Broken) {
    guard let cost = forwardCosts.sum(from: start, to: end), case let sum = cost.addingReportingOverflow(extra),
      !sum.overflow
    else { throw Rule.Broken(.overflow(quantity: "makespan")) }
    let (steps, overflow) = counts.forwardSteps.addingReportingOverflow(end - start)
    if overflow { throw Rule.Broken(.overflow(quantity: "number of forward steps")) }
    try pay(sum.partialValue)
    counts.forwardSteps = steps
    stepRuns.run(from: start, to: end, due: due + reach)
    buffer = end
  }

  private mutating func backward(_ step: Int) throws(Rule.Broken) {
    guard step == due, due >= 0 else { throw Rule.Broken(.order(due: due < 0 ? nil : due)) }
    if problem.chain.tapes == nil {
      try needBuffer(step)
      try pay(problem.chain.backwardCost[step])
      buffer = nil
    } else {
      try payFromTape(step)
    }
    counts.backwardSteps += 1
    stepRuns.settle(step + reach)
    due -= 1
  }

  /// How far beyond the next backward step a forward step still serves: with tapes B_i needs F_i itself.
  private var reach: Int { problem.chain.tapes == nil ? 0 : 1 }

  func needBuffer(_ step: Int) throws(Rule.Broken) {
    if buffer != step { throw Rule.Broken(.buffer(needed: step, held: buffer)) }
  }

  mutating func pay(_ cost: Int) throws(Rule.Broken) {
    let (sum, overflow) = makespan.addingReportingOverflow(cost)
    if overflow { throw Rule.Broken(.overflow(quantity: "makespan")) }
    makespan = sum
  }
}

extension Rule {
  /// A rule on its way out of the machine, before the operation's number is known.
  struct Broken: Error {
    let rule: Rule
    init(_ rule: Rule) { self.rule = rule }
  }
}
