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
    /// What the steps still take at least.
    var rest: Int
    /// The number of the moment before, or its own.
    var parent: Int
    var operation: Operation?
    var isSettled = false
  }

  /// A level, its costs and sizes by state.
  private struct Place {
    var isOverlapped: Bool
    var slots: Int
    /// Nil if it is counted in slots.
    var capacity: Int?
    var write: [Int]
    var read: [Int]
    var sizes: [Int]
    var largest: Int
  }

  private let places: [Place]
  private let forward: [Int]
  private let backward: [Int]
  /// The sum of the backward steps before each.
  private let backwardBefore: [Int128]
  private let length: Int
  private var moments = StateNumbers<TimelineState>()
  /// By number.
  private var entries: [Entry] = []
  private var open = PriorityQueue<Int, Int>()

  /// Returns nil for networks, tapes, steps that need room while they run, and levels that share their bytes.
  init?(_ problem: Problem) {
    let chain = problem.chain
    guard problem.junction == nil, chain.tapes == nil, chain.length < 60, !problem.levels.isEmpty,
      chain.forwardTemporary == nil, chain.backwardTemporary == nil,
      problem.levels.allSatisfy({ $0.sharesCapacityWith == nil })
    else { return nil }
    let length = chain.length
    self.length = length
    forward = (0..<length).map { chain.forwardCost[$0] }
    backward = (0...length).map { chain.backwardCost[$0] }
    backwardBefore = backward.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int128($1)) }
    places = problem.levels.enumerated().map { index, level in
      let sizes = (0...length).map { problem.storedSize(level: index, state: $0) }
      return Place(
        isOverlapped: level.isOverlapped, slots: level.slots ?? .max,
        capacity: level.countsBytes ? level.capacity : nil,
        write: (0...length).map { problem.writeCost(level: index, state: $0) },
        read: (0...length).map { problem.readCost(level: index, state: $0) }, sizes: sizes, largest: sizes.max() ?? 0)
    }
  }

  /// Searches for the best schedule.
  ///
  /// - Parameter effort: The most moments to settle.
  mutating func search(effort: Int = 200_000) -> Outcome {
    let start = TimelineState(length: length, levels: places.count)
    var settled = 0
    reach(start, 0, from: 0, by: nil)
    while let (number, estimate) = open.pop() {
      if entries[number].isSettled { continue }
      entries[number].isSettled = true
      settled += 1
      let (state, cost) = (moments[number], entries[number].cost)
      if state.due < 0 && state.computing == .nothing {
        return .found(makespan: cost, operations: operations(to: number))
      }
      if settled > effort { return .undecided(lowerBound: estimate) }
      advance(state, number, cost)
    }
    return .nothing
  }

  private mutating func reach(_ next: TimelineState, _ cost: Int, from parent: Int, by operation: Operation?) {
    let place = moments.place(of: next, digest: next.digest)
    if let number = place.number, cost >= entries[number].cost { return }
    guard let rest = place.number.map({ entries[$0].rest }) ?? leastRest(next) else { return }
    let (estimate, overflow) = cost.addingReportingOverflow(rest)
    if overflow || estimate == .max { return }
    let entry = Entry(cost: cost, rest: rest, parent: parent, operation: operation)
    if let number = place.number {
      let isSettled = entries[number].isSettled
      entries[number] = entry
      entries[number].isSettled = isSettled
      open.push(number, priority: estimate)
    } else {
      open.push(moments.add(next, at: place), priority: estimate)
      entries.append(entry)
    }
  }

  /// The time that the steps still take at least: all backward steps, and a forward step to each state that is nowhere.
  private func leastRest(_ state: TimelineState) -> Int? {
    var rest = Int128(state.computingLeft) + backwardBefore[state.due + 1]
    var missing = ~state.existing & ((1 << UInt64(state.due + 1)) - 1)
    // x_0 cannot be made again.
    if missing & 1 == 1 { return nil }
    while missing != 0 {
      rest += Int128(forward[missing.trailingZeroBitCount - 1])
      missing &= missing - 1
    }
    return Int(exactly: rest)
  }

  /// Reaches what one start, one discard, or time leads to.
  private mutating func advance(_ state: TimelineState, _ number: Int, _ cost: Int) {
    var later = state
    if let time = later.pass() {
      let (sum, overflow) = cost.addingReportingOverflow(time)
      if !overflow { reach(later, sum, from: number, by: nil) }
    }
    if state.computing == .nothing { compute(state, number, cost) }
    for level in places.indices {
      if places[level].isOverlapped && state.isIdle(channel: level) { transfer(state, number, cost, level) }
      // Room is made only where some is missing; sooner is no better.
      if state.due < 0 || hasRoom(for: nil, level, state) { continue }
      for step in 0...length where state.holds(step, level) && !state.uses(step, level) {
        var next = state
        next.held[level] &= ~(1 << UInt64(step))
        reach(next, cost, from: number, by: .discard(level: level, step: step))
      }
    }
  }

  /// Starts what the computing side can do.
  private mutating func compute(_ state: TimelineState, _ number: Int, _ cost: Int) {
    let step = state.buffer
    if step >= 0 && step < state.due {
      var next = state
      next.computing = .forward(step, left: forward[step])
      next.buffer = -1
      reach(next, cost, from: number, by: .forward(from: step, to: step + 1))
    }
    if step >= 0 && step == state.due {
      var next = state
      next.computing = .backward(left: backward[step])
      next.buffer = -1
      next.due -= 1
      reach(next, cost, from: number, by: .backward(step: step))
    }
    for level in places.indices where !places[level].isOverlapped {
      if step >= 0 && step <= state.due && !state.holds(step, level)
        && state.arriving(at: level) >> UInt64(step) & 1 == 0 && hasRoom(for: step, level, state)
      {
        var next = state
        next.computing = .write(level: level, step: step, left: places[level].write[step])
        reach(next, cost, from: number, by: .write(level: level, step: step))
      }
      for step in 0...max(state.due, 0) where state.due >= 0 && state.holds(step, level) {
        var next = state
        next.computing = .read(level: level, step: step, left: places[level].read[step])
        next.buffer = -1
        reach(next, cost, from: number, by: .read(level: level, step: step))
      }
    }
  }

  /// Starts what a level's channel can do.
  private mutating func transfer(_ state: TimelineState, _ number: Int, _ cost: Int, _ level: Int) {
    for step in 0...max(state.due, 0) where state.due >= 0 {
      for (source, target) in [(0, level), (level, 0)] {
        guard state.holds(step, source), !state.holds(step, target),
          state.arriving(at: target) >> UInt64(step) & 1 == 0, hasRoom(for: step, target, state)
        else { continue }
        let isOffload = source == 0
        let time = isOffload ? places[level].write[step] : places[level].read[step]
        var next = state
        next[channel: level] = .init(step: step, isOffload: isOffload, left: time)
        let operation: Operation =
          isOffload ? .offload(level: level, step: step) : .prefetch(level: level, step: step)
        reach(next, cost, from: number, by: operation)
      }
    }
  }

  /// Returns whether a level has room for a state, or for any.
  private func hasRoom(for step: Int?, _ level: Int, _ state: TimelineState) -> Bool {
    let place = places[level]
    let used = state.held[level] | state.arriving(at: level)
    guard let capacity = place.capacity else { return used.nonzeroBitCount < place.slots }
    var (rest, taken) = (used, Int128(step.map { place.sizes[$0] } ?? place.largest))
    while rest != 0 {
      taken += Int128(place.sizes[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
    return taken <= Int128(capacity)
  }

  /// Returns the operations that lead to a moment, with steps merged into runs, and nothing left stored.
  private func operations(to last: Int) -> [Operation] {
    var path: [Operation] = []
    var number = last
    while entries[number].parent != number {
      if let operation = entries[number].operation { path.append(operation) }
      number = entries[number].parent
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
