import AdjointSchedules

/// The least makespan on a machine with overlapped levels, over all orders in which operations can be listed.
///
/// No planner calls it, and it shares no code with the library's search, which follows moments: here an operation takes the
/// first time when its side or channel, its state and its room are free, as docs/overlap.md says. It is enough to list
/// operations by the time when they start, since listing them so delays none; so no time before the last start matters.
struct EveryOrder {
  /// A copy of a state (0 ... l) or a tape (l + 1 ...) on a level; times are counted from the last start.
  private struct Copy: Hashable {
    var level: Int
    var thing: Int
    var arrival: Int
    var lastUse: Int
  }

  private struct State: Hashable {
    /// The next backward step; -1 if all have run.
    var due: Int
    /// The state in the buffer, or -1.
    var buffer = 0
    /// When the computing side and the channels are done.
    var computing = 0
    var channels: [Int]
    /// By level and thing.
    var copies: [Copy] = []
    /// For each level with a limit, when each of its free slots or bytes is free, ascending.
    var free: [[Int]]
  }

  /// What an operation needs on a level: a time from which it could start, and places.
  private struct Start {
    var time: Int
    var places: [Int]
  }

  private let problem: Problem
  private let length: Int
  private var frontier = Frontier<State, Int>()

  /// The most slots or bytes of a level.
  private static let mostPlaces = 40

  /// Returns the least makespan, in the problem's units, unless more than `most` states must be visited.
  static func optimum(_ problem: Problem, atMost most: Int) -> EveryState.Answer {
    let chain = problem.chain
    guard chain.length <= 8, problem.junction == nil, !problem.levels.isEmpty, chain.forwardTemporary == nil,
      chain.backwardTemporary == nil, problem.levels.allSatisfy({ $0.sharesCapacityWith == nil }),
      problem.levels.allSatisfy({ $0.capacity ?? 0 <= mostPlaces }), problem.mostCost < 1 << 40
    else { return .tooMany }
    var search = EveryOrder(problem)
    return search.run(most)
  }

  private init(_ problem: Problem) {
    self.problem = problem
    length = problem.chain.length
  }

  private var hasTapes: Bool { problem.chain.tapes != nil }

  private mutating func run(_ most: Int) -> EveryState.Answer {
    let things = 2 * length + 1
    let free = problem.levels.map { level in
      Array(repeating: 0, count: level.capacity ?? min(level.slots ?? 0, things))
    }
    frontier.reach(
      State(due: hasTapes ? length - 1 : length, channels: problem.levels.map { _ in 0 }, free: free), 0)
    var count = 0
    while let (state, time) = frontier.next() {
      if state.due < 0 { return .optimum(Int128(time)) }
      count += 1
      if count > most { return .tooMany }
      steps(state, time)
      for level in problem.levels.indices {
        if problem.levels[level].isOverlapped {
          transfers(state, time, level)
        } else {
          access(state, time, level)
        }
        discards(state, time, level)
      }
    }
    return .impossible
  }

  private mutating func steps(_ state: State, _ time: Int) {
    if state.buffer >= 0 && state.buffer < state.due {
      var next = state
      next.buffer += 1
      compute(&next, from: state.computing, for: problem.chain.forwardCost[state.buffer], time)
    }
    if !hasTapes && state.buffer == state.due {
      var next = state
      next.buffer = -1
      reverse(&next, from: state.computing, for: problem.chain.backwardCost[state.due], time)
    }
  }

  /// What the computing side does with a level.
  private mutating func access(_ state: State, _ time: Int, _ level: Int) {
    let costs = problem.levels[level]
    if state.buffer >= 0 && state.buffer <= state.due {
      let cost = Int(problem.plainTime(costs.write, size(state.buffer)))
      store(state.buffer, on: level, state, after: 0, for: cost, time)
      let tape = length + 1 + state.buffer
      if hasTapes && !state.copies.contains(where: { $0.thing == tape }) {
        let cost = Int(problem.plainTime(costs.write, size(tape)))
        store(tape, on: level, state, after: problem.chain.forwardCost[state.buffer], for: cost, time)
      }
    }
    for (index, copy) in state.copies.enumerated() where copy.level == level {
      let cost = Int(problem.plainTime(costs.read, size(copy.thing)))
      let start = max(state.computing, copy.arrival)
      var next = state
      let isTape = copy.thing > length
      let step = isTape ? copy.thing - length - 1 : copy.thing
      if step + (isTape ? 1 : 0) <= state.due {
        next.buffer = step + (isTape ? 1 : 0)
        next.copies[index].lastUse = max(copy.lastUse, start + cost)
        compute(&next, from: start, for: cost, time)
      }
      if isTape && step == state.due {
        next = state
        next.copies[index].lastUse = max(copy.lastUse, start + cost + problem.chain.adjointCost[step])
        reverse(&next, from: start, for: cost + problem.chain.adjointCost[step], time)
      }
    }
  }

  /// Writes what is in the buffer, or runs its step and keeps the tape.
  private mutating func store(
    _ thing: Int, on level: Int, _ state: State, after step: Int, for cost: Int, _ time: Int
  ) {
    guard let start = room(thing, level, state, from: state.computing) else { return }
    var next = state
    put(thing, on: level, &next, start, until: start.time + step + cost)
    if thing > length { next.buffer += 1 }
    compute(&next, from: start.time, for: step + cost, time)
  }

  private mutating func transfers(_ state: State, _ time: Int, _ level: Int) {
    for (index, copy) in state.copies.enumerated() where copy.level == 0 || copy.level == level {
      let isOffload = copy.level == 0
      let target = isOffload ? level : 0
      let from = max(state.channels[level], copy.arrival)
      guard let start = room(copy.thing, target, state, from: from) else { continue }
      let levelCosts = problem.levels[level]
      let cost = problem.plainTime(isOffload ? levelCosts.write : levelCosts.read, size(copy.thing))
      let end = start.time + Int(cost)
      var next = state
      next.copies[index].lastUse = max(copy.lastUse, end)
      next.channels[level] = end
      put(copy.thing, on: target, &next, start, until: end)
      if copy.thing > length, let place = next.copies.firstIndex(where: { $0 == Self.used(copy, until: end) }) {
        remove(place, &next)
      }
      settle(&next, start.time, time)
    }
  }

  private static func used(_ copy: Copy, until end: Int) -> Copy {
    var copy = copy
    copy.lastUse = max(copy.lastUse, end)
    return copy
  }

  /// Makes room where there is none: sooner is no better.
  private mutating func discards(_ state: State, _ time: Int, _ level: Int) {
    let widest = (0...2 * length).map { places($0, level) }.max() ?? 0
    if limit(level) == nil || state.free[level].count >= widest { return }
    for (index, copy) in state.copies.enumerated() where copy.level == level && copy.thing <= length {
      var next = state
      remove(index, &next)
      frontier.reach(next, time)
    }
  }

  /// Runs something on the computing side, and reaches what follows.
  private mutating func compute(_ next: inout State, from start: Int, for duration: Int, _ time: Int) {
    next.computing = start + duration
    settle(&next, start, time)
  }

  /// Runs the backward step that is due; what no later one can use is gone.
  private mutating func reverse(_ next: inout State, from start: Int, for duration: Int, _ time: Int) {
    next.due -= 1
    next.computing = start + duration
    if next.due < 0 {
      // The end counts, not the start.
      let last = State(due: -1, channels: [], free: [])
      return frontier.reach(last, time + start + duration)
    }
    let due = next.due
    while let index = next.copies.firstIndex(where: { ($0.thing > length ? $0.thing - length - 1 : $0.thing) > due }) {
      remove(index, &next)
    }
    settle(&next, start, time)
  }

  /// Counts all times from the start of the last operation, and reaches the state.
  private mutating func settle(_ next: inout State, _ start: Int, _ time: Int) {
    func later(_ time: Int) -> Int { max(0, time - start) }
    next.computing = later(next.computing)
    next.channels = next.channels.map(later)
    for index in next.copies.indices {
      next.copies[index].arrival = later(next.copies[index].arrival)
      next.copies[index].lastUse = later(next.copies[index].lastUse)
    }
    next.free = next.free.map { $0.map(later) }
    frontier.reach(next, time + start)
  }

  private func limit(_ level: Int) -> Int? { problem.levels[level].capacity ?? problem.levels[level].slots }

  private func size(_ thing: Int) -> Int? {
    thing <= length ? problem.chain.stateSize?[thing] : problem.chain.tapes?.size?[thing - length - 1]
  }

  private func places(_ thing: Int, _ level: Int) -> Int {
    problem.levels[level].capacity == nil ? 1 : Int(problem.plainBytes(size(thing) ?? 0, on: level))
  }

  /// Returns when a thing can start to come to a level, not before `time`, and the places that it takes; nil if it is there
  /// or there is no room.
  private func room(_ thing: Int, _ level: Int, _ state: State, from time: Int) -> Start? {
    if state.copies.contains(where: { $0.level == level && $0.thing == thing }) { return nil }
    guard limit(level) != nil else { return Start(time: time, places: []) }
    let (free, count) = (state.free[level], places(thing, level))
    if count > free.count { return nil }
    let start = max(time, count == 0 ? 0 : free[count - 1])
    // What became free last.
    let end = free.lastIndex { $0 <= start }.map { $0 + 1 } ?? 0
    return Start(time: start, places: Array(end - count..<end))
  }

  private func put(_ thing: Int, on level: Int, _ state: inout State, _ start: Start, until arrival: Int) {
    if let first = start.places.first { state.free[level].removeSubrange(first..<first + start.places.count) }
    let copy = Copy(level: level, thing: thing, arrival: arrival, lastUse: arrival)
    let index = state.copies.firstIndex { ($0.level, $0.thing) > (level, thing) } ?? state.copies.count
    state.copies.insert(copy, at: index)
  }

  private func remove(_ index: Int, _ state: inout State) {
    let copy = state.copies.remove(at: index)
    guard limit(copy.level) != nil else { return }
    state.free[copy.level] += Array(repeating: copy.lastUse, count: places(copy.thing, copy.level))
    state.free[copy.level].sort()
  }
}

extension Problem {
  /// The largest cost in the problem, bytes included.
  fileprivate var mostCost: Int128 {
    let steps =
      (0..<chain.length).map { chain.forwardCost[$0] } + (0..<chain.backwardSteps).map { chain.adjointCost[$0] }
    let sizes = (0...chain.length).map { chain.stateSize?[$0] } + (0..<chain.length).map { chain.tapes?.size?[$0] }
    let transfers = levels.flatMap { [$0.write, $0.read] }.flatMap { transfer in
      sizes.map { plainTime(transfer, $0) }
    }
    return max(Int128(steps.max() ?? 0), transfers.max() ?? 0)
  }
}
