/// Finds the least makespan of a tiny chain on levels of which some are overlapped, with its operations, by a best-first
/// search over the moments of all runs.
///
/// It knows the rules of the machine and nothing of sequences: time passes from one end of a step or transfer to the next,
/// and at each end anything may start that can, or wait. Listed in the order in which they start, the operations of the best
/// run are a schedule whose ``Timeline`` is that run.
///
/// - Complexity: O(s log s) time and O(s) memory for s settled moments, of which there are exponentially many in the length;
///   6 steps on two levels take up to some tens of thousands.
struct TimelineSearch {
  enum Outcome {
    case found(makespan: Int, operations: [Operation])
    /// No schedule exists, or none that fits 64 bits.
    case nothing
    /// The search gave up; no schedule takes less.
    case undecided(lowerBound: Int)
  }

  private struct Entry {
    var cost: Int
    var parent: TimelineState
    var operation: Operation?
  }

  private let problem: Problem
  private let length: Int
  private var entries: [TimelineState: Entry] = [:]
  private var open = PriorityQueue<TimelineState, Int>()

  /// Returns nil for networks, tapes, steps that need room while they run, and levels that share their bytes.
  init?(_ problem: Problem) {
    let chain = problem.chain
    guard problem.junction == nil, chain.tapes == nil, chain.length < 60, !problem.levels.isEmpty,
      chain.forwardTemporary == nil, chain.backwardTemporary == nil,
      problem.levels.allSatisfy({ $0.sharesCapacityWith == nil })
    else { return nil }
    self.problem = problem
    length = chain.length
  }

  /// Searches for the best schedule.
  ///
  /// - Parameter effort: The most moments to settle.
  mutating func search(effort: Int = 200_000) -> Outcome {
    let start = TimelineState(length: length, levels: problem.levels.count)
    var settled: Set<TimelineState> = []
    reach(start, 0, from: start, by: nil)
    while let (state, estimate) = open.pop() {
      guard settled.insert(state).inserted, let cost = entries[state]?.cost else { continue }
      if state.due < 0 && state.computing == .nothing {
        return .found(makespan: cost, operations: operations(to: state))
      }
      if settled.count > effort { return .undecided(lowerBound: estimate) }
      advance(state, cost)
    }
    return .nothing
  }

  private mutating func reach(
    _ next: TimelineState, _ cost: Int, from parent: TimelineState, by operation: Operation?
  ) {
    guard cost < entries[next]?.cost ?? .max, let rest = leastRest(next) else { return }
    let (estimate, overflow) = cost.addingReportingOverflow(rest)
    if overflow || estimate == .max { return }
    entries[next] = Entry(cost: cost, parent: parent, operation: operation)
    open.push(next, priority: estimate)
  }

  /// The time that the steps still take at least: all backward steps, and a forward step to each state that is nowhere.
  private func leastRest(_ state: TimelineState) -> Int? {
    var rest = Int128(state.computingLeft)
    let existing = state.existing
    for step in stride(from: state.due, through: 0, by: -1) {
      rest += Int128(problem.chain.backwardCost[step])
      if existing >> UInt64(step) & 1 == 1 { continue }
      // x_0 cannot be made again.
      if step == 0 { return nil }
      rest += Int128(problem.chain.forwardCost[step - 1])
    }
    return Int(exactly: rest)
  }

  /// Reaches what one start, one discard, or time leads to.
  private mutating func advance(_ state: TimelineState, _ cost: Int) {
    var later = state
    if let time = later.pass() {
      let (sum, overflow) = cost.addingReportingOverflow(time)
      if !overflow { reach(later, sum, from: state, by: nil) }
    }
    if state.computing == .nothing { compute(state, cost) }
    for level in problem.levels.indices {
      if problem.levels[level].isOverlapped && state.channels[level] == nil { transfer(state, cost, level) }
      // Room is made only where some is missing; sooner is no better.
      if state.due < 0 || hasRoom(for: nil, level, state) { continue }
      for step in 0...length where state.holds(step, level) && !state.uses(step, level) {
        var next = state
        next.held[level] &= ~(1 << UInt64(step))
        reach(next, cost, from: state, by: .discard(level: level, step: step))
      }
    }
  }

  /// Starts what the computing side can do.
  private mutating func compute(_ state: TimelineState, _ cost: Int) {
    let step = state.buffer
    if step >= 0 && step < state.due {
      var next = state
      next.computing = .forward(step, left: problem.chain.forwardCost[step])
      next.buffer = -1
      reach(next, cost, from: state, by: .forward(from: step, to: step + 1))
    }
    if step >= 0 && step == state.due {
      var next = state
      next.computing = .backward(left: problem.chain.backwardCost[step])
      next.buffer = -1
      next.due -= 1
      reach(next, cost, from: state, by: .backward(step: step))
    }
    for level in problem.levels.indices where !problem.levels[level].isOverlapped {
      if step >= 0 && step <= state.due && !state.holds(step, level)
        && state.arriving(at: level) >> UInt64(step) & 1 == 0 && hasRoom(for: step, level, state)
      {
        var next = state
        next.computing = .write(level: level, step: step, left: problem.writeCost(level: level, state: step))
        reach(next, cost, from: state, by: .write(level: level, step: step))
      }
      for step in 0...max(state.due, 0) where state.due >= 0 && state.holds(step, level) {
        var next = state
        next.computing = .read(level: level, step: step, left: problem.readCost(level: level, state: step))
        next.buffer = -1
        reach(next, cost, from: state, by: .read(level: level, step: step))
      }
    }
  }

  /// Starts what a level's channel can do.
  private mutating func transfer(_ state: TimelineState, _ cost: Int, _ level: Int) {
    for step in 0...max(state.due, 0) where state.due >= 0 {
      for (source, target) in [(0, level), (level, 0)] {
        guard state.holds(step, source), !state.holds(step, target),
          state.arriving(at: target) >> UInt64(step) & 1 == 0, hasRoom(for: step, target, state)
        else { continue }
        let isOffload = source == 0
        let time =
          isOffload ? problem.writeCost(level: level, state: step) : problem.readCost(level: level, state: step)
        var next = state
        next.channels[level] = .init(step: step, isOffload: isOffload, left: time)
        let operation: Operation =
          isOffload ? .offload(level: level, step: step) : .prefetch(level: level, step: step)
        reach(next, cost, from: state, by: operation)
      }
    }
  }

  /// Returns whether a level has room for a state, or for any.
  private func hasRoom(for step: Int?, _ level: Int, _ state: TimelineState) -> Bool {
    let place = problem.levels[level]
    let used = state.held[level] | state.arriving(at: level)
    guard let capacity = place.countsBytes ? place.capacity : nil else {
      return used.nonzeroBitCount < place.slots ?? .max
    }
    let bytes = { problem.storedSize(level: level, state: $0) }
    let taken = (0...length).reduce(Int128(0)) { $0 + (used >> UInt64($1) & 1 == 1 ? Int128(bytes($1)) : 0) }
    let needed = step.map(bytes) ?? (0...length).map(bytes).max() ?? 0
    return taken + Int128(needed) <= Int128(capacity)
  }

  /// Returns the operations that lead to a moment, with steps merged into runs, and nothing left stored.
  private func operations(to last: TimelineState) -> [Operation] {
    var path: [Operation] = []
    var state = last
    while let entry = entries[state], entry.parent != state {
      if let operation = entry.operation { path.append(operation) }
      state = entry.parent
    }
    var result: [Operation] = []
    // What is stored, in the order of levels and states.
    var stored: Set<[Int]> = []
    for operation in path.reversed() {
      switch operation {
      case .write(let level, let step), .offload(let level, let step): stored.insert([level, step])
      case .prefetch(_, let step): stored.insert([0, step])
      case .discard(let level, let step): stored.remove([level, step])
      default: break
      }
      if case .forward(let middle, let to) = operation, case .forward(let from, middle)? = result.last {
        result[result.count - 1] = .forward(from: from, to: to)
      } else {
        result.append(operation)
      }
    }
    return result
      + stored.sorted { $0.lexicographicallyPrecedes($1) }.map { .discard(level: $0[0], step: $0[1]) }
  }
}
