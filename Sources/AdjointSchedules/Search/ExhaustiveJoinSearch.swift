/// The least makespan of a tiny join, by a shortest-path search over every state of the machine for joins.
///
/// It knows the rules of the machine and nothing else: no phases, no segments, no table. What the planner promises is
/// checked against it.
///
/// - Complexity: exponential. The states are the subsets of all states in memory, times the buffer, times the next
///   backward step of each part; each is settled once, in a heap.
public struct ExhaustiveJoinSearch {
  /// The state of the machine. States of the parts are numbered through, the handle's last.
  private struct Machine: Hashable {
    /// Bit i: state i is in memory.
    var stored: UInt64
    /// The next backward step of each part plus one, six bits each, the handle's lowest.
    var due: UInt64
    /// The number of the state in the buffer, or -1.
    var buffer: Int8
    var isJoined = false
  }

  /// The most states of all parts, since they are the bits of a word.
  public static let maximumStates = 40

  private let problem: JoinProblem
  /// The length of each part, the handle first.
  private let lengths: [Int]
  /// The number of each part's state 0.
  private let offsets: [Int]

  /// - Precondition: All parts have at most `maximumStates` states.
  public init(problem: JoinProblem) {
    self.problem = problem
    lengths = [problem.handle] + problem.branches
    var offsets: [Int] = []
    var count = 0
    for length in lengths {
      offsets.append(count)
      count += length + 1
    }
    precondition(count <= Self.maximumStates, "the exhaustive search takes joins of at most 40 states")
    precondition(lengths.count <= 10, "the exhaustive search takes at most nine branches")
    self.offsets = offsets
  }

  /// Returns the least makespan of all valid schedules, in the problem's units, or nil when there is none.
  public func optimum() -> Int? {
    var start = Machine(stored: 0, due: 0, buffer: -1)
    for part in lengths.indices {
      start.due |= UInt64(part == 0 ? lengths[0] + 1 : lengths[part]) << UInt64(6 * part)
      if part > 0 { start.stored |= bit(offsets[part]) }
    }
    if start.stored.nonzeroBitCount > problem.slots ?? .max { return nil }
    var settled: Set<Machine> = []
    var least: [Machine: Int] = [start: 0]
    var open = PriorityQueue<Machine, Int>()
    open.push(start, priority: 0)
    while let (machine, cost) = open.pop() {
      if machine.due == 0 { return cost }
      if !settled.insert(machine).inserted { continue }
      for (next, price) in successors(of: machine) where !settled.contains(next) {
        let (total, overflow) = cost.addingReportingOverflow(price)
        if !overflow && least[next].map({ total < $0 }) ?? true {
          least[next] = total
          open.push(next, priority: total)
        }
      }
    }
    return nil
  }

  /// Returns every state that one operation leads to, with the operation's cost.
  private func successors(of machine: Machine) -> [(Machine, Int)] {
    var result: [(Machine, Int)] = []
    if machine.buffer >= 0 { result += fromBuffer(machine) }
    for part in lengths.indices {
      let isReversed = due(part, machine) == 0
      for step in 0...lengths[part] where machine.stored & bit(offsets[part] + step) != 0 {
        let holdsAdjoint = part > 0 && machine.isJoined && step == lengths[part] && !isReversed
        if holdsAdjoint { continue }
        var read = machine
        read.buffer = Int8(offsets[part] + step)
        result.append((read, 0))
        if part > 0 && step == 0 && !isReversed { continue }
        var discard = machine
        discard.stored &= ~bit(offsets[part] + step)
        result.append((discard, 0))
      }
    }
    let ends = lengths.indices.dropFirst().map { offsets[$0] + lengths[$0] }
    if !machine.isJoined && ends.allSatisfy({ machine.stored & bit($0) != 0 }) {
      var next = machine
      next.isJoined = true
      next.buffer = 0
      result.append((next, 0))
    }
    return result
  }

  /// Returns the states that the operations on the state in the buffer lead to.
  private func fromBuffer(_ machine: Machine) -> [(Machine, Int)] {
    var result: [(Machine, Int)] = []
    let number = Int(machine.buffer)
    let part = offsets.lastIndex { $0 <= number } ?? 0
    let step = number - offsets[part]
    let due = due(part, machine)
    if step < lengths[part] {
      var next = machine
      next.buffer += 1
      result.append((next, problem.forwardCost))
    }
    if due == step + 1 && (part == 0 || self.due(0, machine) == 0) {
      var next = machine
      next.buffer = -1
      next.due -= 1 << UInt64(6 * part)
      if part > 0 && step == 0 { next.stored &= ~bit(offsets[part] + lengths[part]) }
      result.append((next, problem.backwardCost))
    }
    if machine.stored & bit(number) == 0 && machine.stored.nonzeroBitCount < problem.slots ?? .max {
      var next = machine
      next.stored |= bit(number)
      result.append((next, 0))
    }
    return result
  }

  /// Returns the next backward step of a part plus one.
  private func due(_ part: Int, _ machine: Machine) -> Int { Int(machine.due >> UInt64(6 * part) & 63) }

  private func bit(_ number: Int) -> UInt64 { 1 << UInt64(number) }
}
