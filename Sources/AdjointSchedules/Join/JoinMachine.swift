/// The machine of the model for joins: it executes a schedule operation by operation and refuses the first that breaks
/// a rule.
///
/// One buffer that holds at most one state, one memory that is free to write and to read. At the start the memory holds
/// every branch's x_0 and the buffer is empty. The machine knows nothing of planners.
///
/// - Complexity: O(1) expected an operation; memory in the number of stored states.
public struct JoinMachine {
  /// A branch or the handle: a chain of its own.
  private struct Chain {
    let part: JoinPart
    let length: Int
    /// The next backward step, or -1 when all have been run.
    var due: Int
    var stored = StateSet()
    var runs = StepRuns()
  }

  /// The sum of the costs so far, in the problem's units.
  public private(set) var makespan = 0
  /// What has been executed so far; the one level is the memory.
  public var statistics: Statistics {
    var statistics = counts
    statistics.maxStepRuns = chains.reduce(0) { max($0, $1.runs.maximum) }
    return statistics
  }
  /// The number of states in memory, adjoints included.
  public var storedStates: Int { chains.reduce(0) { $0 + $1.stored.count } }

  private let problem: JoinProblem
  /// The branches, then the handle.
  private var chains: [Chain]
  private var buffer: JoinRule.Held?
  private var isJoined = false
  private var counts: Statistics

  public init(problem: JoinProblem) {
    self.problem = problem
    // The end of a branch needs no backward step of its own: its adjoint comes from the handle.
    chains = problem.branches.enumerated().map { Chain(part: .branch($0), length: $1, due: $1 - 1) }
    chains.append(Chain(part: .handle, length: problem.handle, due: problem.handle))
    for branch in problem.branches.indices { chains[branch].stored.insert(0) }
    counts = Statistics(levels: [Statistics.LevelUse(peakSlots: problem.branches.count)])
  }

  /// Executes one operation.
  ///
  /// - Throws: ``JoinRuleViolation`` with the operation's number and the first rule that it breaks; the machine is then
  ///   as it was before, except for its count of operations.
  public mutating func execute(_ operation: JoinOperation) throws(JoinRuleViolation) {
    counts.operations += 1
    do throws(JoinRule.Broken) {
      switch operation {
      case .forward(let part, let start, let end): try forward(try index(of: part), from: start, to: end)
      case .backward(let part, let step): try backward(try index(of: part), step)
      case .write(let part, let step): try write(try index(of: part), step)
      case .read(let part, let step): try read(try index(of: part), step)
      case .discard(let part, let step): try discard(try index(of: part), step)
      case .join: try join()
      }
    } catch {
      throw JoinRuleViolation(number: counts.operations, operation: operation, rule: error.rule)
    }
  }

  /// Checks that nothing is left to do; states may still be stored.
  ///
  /// - Throws: ``JoinRuleViolation`` without an operation when a backward step is still due.
  public func finish() throws(JoinRuleViolation) {
    // The handle's are due before those of any branch.
    guard let chain = chains.last(where: { $0.due >= 0 }) else { return }
    throw JoinRuleViolation(
      number: counts.operations, operation: nil, rule: .unfinished(chain.part, due: chain.due))
  }

  private var handle: Int { chains.count - 1 }

  private func index(of part: JoinPart) throws(JoinRule.Broken) -> Int {
    switch part {
    case .handle: return handle
    case .branch(let branch):
      guard problem.branches.indices.contains(branch) else {
        throw JoinRule.Broken(.branchRange(branches: problem.branches.count))
      }
      return branch
    }
  }

  private mutating func forward(_ index: Int, from start: Int, to end: Int) throws(JoinRule.Broken) {
    let chain = chains[index]
    guard 0 <= start && start < end && end <= chain.length else {
      throw JoinRule.Broken(.forwardRange(chain.part, length: chain.length))
    }
    try needBuffer(chain.part, start)
    let (cost, tooMuch) = (end - start).multipliedReportingOverflow(by: problem.forwardCost)
    if tooMuch { throw JoinRule.Broken(.overflow(quantity: "makespan")) }
    let (steps, overflow) = counts.forwardSteps.addingReportingOverflow(end - start)
    if overflow { throw JoinRule.Broken(.overflow(quantity: "number of forward steps")) }
    try pay(cost)
    counts.forwardSteps = steps
    // A branch's last step serves the join.
    chains[index].runs.run(from: start, to: end, due: index == handle || isJoined ? chain.due : chain.length)
    buffer = JoinRule.Held(chain.part, step: end)
  }

  private mutating func backward(_ index: Int, _ step: Int) throws(JoinRule.Broken) {
    let chain = chains[index]
    if index != handle && chains[handle].due >= 0 {
      throw JoinRule.Broken(.handleFirst(due: chains[handle].due))
    }
    guard step == chain.due, chain.due >= 0 else {
      throw JoinRule.Broken(.order(chain.part, due: chain.due < 0 ? nil : chain.due))
    }
    try needBuffer(chain.part, step)
    try pay(problem.backwardCost)
    counts.backwardSteps += 1
    chains[index].runs.settle(step)
    chains[index].due -= 1
    buffer = nil
    if step == 0 && index != handle { _ = chains[index].stored.remove(chain.length) }
  }

  private mutating func write(_ index: Int, _ step: Int) throws(JoinRule.Broken) {
    let chain = chains[index]
    try checkState(chain, step)
    try needBuffer(chain.part, step)
    if chain.stored.contains(step) { throw JoinRule.Broken(.storedTwice) }
    if let slots = problem.slots, storedStates >= slots { throw JoinRule.Broken(.slotsFull(slots: slots)) }
    chains[index].stored.insert(step)
    counts.levels[0].writes += 1
    counts.levels[0].peakSlots = max(counts.levels[0].peakSlots, storedStates)
  }

  private mutating func read(_ index: Int, _ step: Int) throws(JoinRule.Broken) {
    try checkState(chains[index], step)
    guard chains[index].stored.contains(step) else { throw JoinRule.Broken(.notStored) }
    try checkEnd(index, step)
    buffer = JoinRule.Held(chains[index].part, step: step)
    counts.levels[0].reads += 1
  }

  private mutating func discard(_ index: Int, _ step: Int) throws(JoinRule.Broken) {
    try checkState(chains[index], step)
    guard chains[index].stored.contains(step) else { throw JoinRule.Broken(.notStored) }
    try checkEnd(index, step)
    if index != handle && step == 0 && chains[index].due >= 0 {
      throw JoinRule.Broken(.firstStateStays(branch: index))
    }
    _ = chains[index].stored.remove(step)
  }

  private mutating func join() throws(JoinRule.Broken) {
    if isJoined { throw JoinRule.Broken(.joinedTwice) }
    if let branch = problem.branches.indices.first(where: { !chains[$0].stored.contains(chains[$0].length) }) {
      throw JoinRule.Broken(.endMissing(branch: branch))
    }
    isJoined = true
    for branch in problem.branches.indices { chains[branch].runs.settle(chains[branch].length) }
    buffer = JoinRule.Held(.handle, step: 0)
  }

  /// Checks that a slot does not hold an adjoint.
  private func checkEnd(_ index: Int, _ step: Int) throws(JoinRule.Broken) {
    if isJoined && index != handle && step == chains[index].length && chains[index].due >= 0 {
      throw JoinRule.Broken(.endStays(branch: index))
    }
  }

  private func checkState(_ chain: Chain, _ step: Int) throws(JoinRule.Broken) {
    guard 0 <= step && step <= chain.length else {
      throw JoinRule.Broken(.stateRange(chain.part, length: chain.length))
    }
  }

  private func needBuffer(_ part: JoinPart, _ step: Int) throws(JoinRule.Broken) {
    if buffer != JoinRule.Held(part, step: step) {
      throw JoinRule.Broken(.buffer(part, needed: step, held: buffer))
    }
  }

  private mutating func pay(_ cost: Int) throws(JoinRule.Broken) {
    let (sum, overflow) = makespan.addingReportingOverflow(cost)
    if overflow { throw JoinRule.Broken(.overflow(quantity: "makespan")) }
    makespan = sum
  }
}

extension JoinRule {
  /// A rule on its way out of the machine, before the operation's number is known.
  fileprivate struct Broken: Error {
    let rule: JoinRule
    init(_ rule: JoinRule) { self.rule = rule }
  }
}
