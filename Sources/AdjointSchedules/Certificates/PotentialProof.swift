/// How far each state of the machine is from the end at least: a dual of the shortest path through all states.
///
/// No operation brings the machine nearer to the end than it costs, and the end is 0 from itself, so the first state's value is
/// a lower bound on every makespan, whatever the platform and the steps. States of value 0 are left out.
///
/// - Complexity: exponential in the length, like ``ExhaustiveSearch``, whose distances it takes; only tiny problems fit.
package struct PotentialProof: Sendable {
  package struct State: Sendable {
    /// The state in the buffer; nil if it is empty.
    package let buffer: Int?
    /// The next backward step. Of a join: that of the handle, 1 after the join and 0 before, and those of the branches.
    package let due: [Int]
    /// What each level holds: i for x_i, and -1 - i for the tape of step i.
    package let stored: [[Int]]
    /// In the problem's units.
    package let value: Int
  }

  package let states: [State]

  /// The most states listed.
  static let mostStates = 20_000
  /// The longest chain and the most levels that are tried.
  static let longest = 12
  static let mostLevels = 4

  /// Returns nil if there are too many states, or some schedule costs less than `goal`.
  init?(_ problem: Problem, goal: Int) throws(PlanningError) {
    if problem.chain.length > Self.longest || problem.levels.count > Self.mostLevels { return nil }
    if problem.isOverlapped { return nil }
    let search = ExhaustiveSearch(problem: problem)
    let start = search.start
    var least: [ExhaustiveSearch.Machine: Int] = [start: 0]
    var open = PriorityQueue<ExhaustiveSearch.Machine, Int>()
    open.push(start, priority: 0)
    var states: [State] = []
    while let (machine, cost) = open.pop() {
      // The states that are this far from the start have the value 0.
      if cost >= goal { break }
      if least[machine] != cost { continue }
      if search.isDone(machine) || states.count == Self.mostStates { return nil }
      states.append(State(machine, levelCount: problem.levels.count, length: problem.chain.length, value: goal - cost))
      if states.count % 1024 == 0 { try PlanningError.checkCancellation() }
      for (next, price) in search.successors(of: machine) {
        let (total, overflow) = cost.addingReportingOverflow(price)
        if overflow || total >= least[next] ?? .max { continue }
        least[next] = total
        open.push(next, priority: total)
      }
    }
    self.states = states
  }
}

extension PotentialProof.State {
  fileprivate init(_ machine: ExhaustiveSearch.Machine, levelCount: Int, length: Int, value: Int) {
    buffer = machine.buffer < 0 ? nil : machine.buffer
    due = machine.branches.isEmpty ? [machine.due] : [machine.due, machine.isJoined ? 1 : 0] + machine.branches
    stored = (0..<levelCount).map { level in
      (0...length).filter { machine.stored[level] & (1 << UInt64($0)) != 0 }
        + (0...length).filter { machine.tapes[level] & (1 << UInt64($0)) != 0 }.map { -1 - $0 }
    }
    self.value = value
  }
}
