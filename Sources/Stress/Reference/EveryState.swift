import AdjointSchedules

/// The shortest path through all states of the machine of docs/model.md and docs/tapes.md: chains of any kind, any levels.
///
/// No planner calls it, and it shares no code with the library's searches. Operations are those of the guides, one step
/// at a time, useful or not; only states and tapes that no remaining backward step can use are skipped.
struct EveryState {
  /// The result.
  enum Answer: Equatable {
    case optimum(Int128)
    case impossible
    /// There are too many states.
    case tooMany
  }

  /// A machine state. Its contents have a bit for each level and item: x_0 ... x_l, then tapes 0 ... l - 1.
  private struct State: Hashable {
    var held: UInt64 = 0
    /// The state in the buffer; -1 if it is empty.
    var buffer: Int8 = 0
    /// The next backward step; -1 if all have run.
    var due: Int8
  }

  /// A level: its costs, its room (nil if unlimited), and what each item takes of it.
  private struct Place {
    var write: Int128
    var read: Int128
    var room: Int128?
    var sizes: [Int128]
  }

  private let problem: Problem
  private let places: [Place]
  private let length: Int
  private let things: Int
  private var frontier = Frontier<State, Int128>()

  /// Returns the least makespan, in the problem's units, unless more than `most` machine states must be visited.
  static func optimum(_ problem: Problem, atMost most: Int) -> Answer {
    let length = problem.chain.length
    let things = 2 * length + 1
    guard length <= 20, things * problem.levels.count <= 64, !problem.asksMoreOfBytes else { return .tooMany }
    var search = EveryState(problem: problem, length: length, things: things)
    return search.run(most)
  }

  private init(problem: Problem, length: Int, things: Int) {
    (self.problem, self.length, self.things) = (problem, length, things)
    places = problem.levels.map { level in
      let sizes = (0..<things).map { thing -> Int128 in
        if level.capacity == nil { return 1 }
        return Int128(
          (thing <= length ? problem.chain.stateSize?[thing] : problem.chain.tapes?.size?[thing - length - 1]) ?? 0)
      }
      return Place(
        write: Int128(level.writeCost), read: Int128(level.readCost),
        room: level.capacity.map { Int128($0) } ?? level.slots.map { Int128($0) }, sizes: sizes)
    }
  }

  private var hasTapes: Bool { problem.chain.tapes != nil }

  private mutating func run(_ most: Int) -> Answer {
    frontier.reach(State(due: Int8(hasTapes ? length - 1 : length)), 0)
    var count = 0
    while let (state, cost) = frontier.next() {
      if state.due < 0 { return .optimum(cost) }
      count += 1
      if count > most { return .tooMany }
      advance(state, cost)
      for level in places.indices { access(state, level, cost) }
    }
    return .impossible
  }

  /// Steps that touch no level.
  private mutating func advance(_ state: State, _ cost: Int128) {
    let (buffer, due) = (Int(state.buffer), Int(state.due))
    var next = state
    if buffer >= 0 && buffer < due {
      next.buffer += 1
      frontier.reach(next, cost + Int128(problem.chain.forwardCost[buffer]))
    }
    if !hasTapes && buffer == due {
      next = state
      next.buffer = -1
      next.due -= 1
      frontier.reach(next, cost + Int128(problem.chain.backwardCost[due]))
    }
  }

  /// Everything that writes to a level, reads from it or frees its contents.
  private mutating func access(_ state: State, _ level: Int, _ cost: Int128) {
    let (buffer, due) = (Int(state.buffer), Int(state.due))
    let (write, read) = (places[level].write, places[level].read)
    if buffer >= 0 && buffer <= due && !holds(state, level, buffer) && fits(state, level, buffer) {
      frontier.reach(changed(state, level, buffer), cost + write)
    }
    for step in 0...length where holds(state, level, step) {
      frontier.reach(changed(state, level, step), cost)
      if step <= due {
        var next = state
        next.buffer = Int8(step)
        frontier.reach(next, cost + read)
      }
    }
    guard hasTapes else { return }
    let isKept = buffer >= 0 && places.indices.contains { holds(state, $0, length + 1 + buffer) }
    if buffer >= 0 && buffer <= due && !isKept && fits(state, level, length + 1 + buffer) {
      var next = changed(state, level, length + 1 + buffer)
      next.buffer += 1
      frontier.reach(next, cost + Int128(problem.chain.forwardCost[buffer]) + write)
    }
    for step in 0..<length where holds(state, level, length + 1 + step) {
      if step < due {
        var next = state
        next.buffer = Int8(step + 1)
        frontier.reach(next, cost + read)
      }
      if step == due {
        var next = changed(state, level, length + 1 + step)
        next.due -= 1
        frontier.reach(next, cost + Int128(problem.chain.adjointCost[step]) + read)
      }
    }
  }

  private func bit(_ level: Int, _ thing: Int) -> UInt64 { 1 << UInt64(level * things + thing) }
  private func holds(_ state: State, _ level: Int, _ thing: Int) -> Bool { state.held & bit(level, thing) != 0 }

  private func changed(_ state: State, _ level: Int, _ thing: Int) -> State {
    var state = state
    state.held ^= bit(level, thing)
    return state
  }

  /// Returns whether a level has room for another item.
  private func fits(_ state: State, _ level: Int, _ thing: Int) -> Bool {
    guard let room = places[level].room else { return true }
    var sum = places[level].sizes[thing]
    var rest = state.held >> UInt64(level * things) & ((1 << UInt64(things)) - 1)
    while rest != 0 {
      sum += places[level].sizes[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum <= room
  }
}

extension Problem {
  /// True if transfers cost by the byte, steps need room while they run, or levels compress or share a capacity: the
  /// search knows none of that, and leaves it to ``RuleByRule`` and to the tests of the library.
  var asksMoreOfBytes: Bool {
    chain.forwardTemporary != nil || chain.backwardTemporary != nil
      || levels.contains {
        $0.writeBandwidth != nil || $0.readBandwidth != nil || $0.sizeFactor != .one || $0.sharesCapacityWith != nil
      }
  }
}
