/// Finds the fewest forward steps that complete the reversal of a small network, with the operations, by a best-first search
/// over machine states. Nothing is dropped before its slot is needed.
///
/// ``ExhaustiveSearch`` answers the same question for the tests and shares no code with it.
///
/// - Complexity: O(s log s) time and O(s) memory for `s` settled states.
///
/// P. E. Hart, N. J. Nilsson, B. Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE
/// Trans. Syst. Sci. Cybern. 4 (1968), doi:10.1109/TSSC.1968.300136.
struct JoinSearch {
  enum Outcome {
    case found(steps: Int, operations: [Operation])
    /// The search gave up; every completion has at least this many forward steps.
    case undecided(steps: Int)
    /// The slots do not suffice.
    case slotsTooFew
  }

  private enum Move: UInt8 { case none, forward, backward, write, read, join }

  private struct Entry {
    var steps: Int
    var parent: JoinMachine
    var move: Move
  }

  private let junction: Junction
  private let slots: Int
  private let start: JoinMachine
  private let stored: UInt64
  /// The part of each position, the handle's number being that of the branches.
  private let parts: [Int]

  /// Returns nil if the network is too large.
  init?(_ problem: Problem) {
    guard let junction = problem.junction, let situation = problem.situation,
      junction.lastPosition < JoinMachine.positions, junction.branches.count <= JoinMachine.branches
    else { return nil }
    self.junction = junction
    slots = problem.levels[0].slots ?? .max
    parts = (0...junction.lastPosition).map { position in
      if case .branch(let branch) = junction.part(of: position) { return branch }
      return junction.branches.count
    }
    let states = junction.along(situation)
    var machine = JoinMachine()
    for position in situation.stored[0] { machine.stored |= 1 << UInt64(position) }
    stored = machine.stored
    machine.isJoined = junction.isJoined(in: situation)
    for (index, due) in (states.branches + [states.handle]).enumerated() { machine.set((due ?? -1) + 1, part: index) }
    start = machine
  }

  /// Searches until this many states are settled.
  func search(effort: Int) -> Outcome {
    let start = pruned(start)
    var entries = [start: Entry(steps: 0, parent: start, move: .none)]
    var settled: Set<JoinMachine> = []
    var open = PriorityQueue<JoinMachine, Int>()
    open.push(start, priority: missing(start))
    while let (machine, estimate) = open.pop() {
      guard settled.insert(machine).inserted, let entry = entries[machine] else { continue }
      if machine.isDone(parts: junction.branches.count + 1) {
        return .found(steps: entry.steps, operations: operations(to: machine, entries))
      }
      if settled.count > effort { return .undecided(steps: estimate) }
      forEach(of: machine) { next, move in
        let steps = entry.steps + (move == .forward ? 1 : 0)
        if let known = entries[next]?.steps, steps >= known { return }
        entries[next] = Entry(steps: steps, parent: machine, move: move)
        open.push(next, priority: steps + missing(next))
      }
    }
    return .slotsTooFew
  }

  // MARK: - Moves

  private func bit(_ position: Int) -> UInt64 { 1 << UInt64(position) }

  private func start(_ part: Int) -> Int { junction.starts[part] }

  /// The last position of a part that is still needed, or one less than its first.
  private func last(_ part: Int, _ machine: JoinMachine) -> Int {
    if part < junction.branches.count && !machine.isJoined { return junction.end(ofBranch: part) }
    return start(part) + machine.due(part: part) - 1
  }

  /// The forward steps that must still run: one to every state that is needed and not there.
  private func missing(_ machine: JoinMachine) -> Int {
    var there = machine.stored
    if let buffer = machine.buffer { there |= bit(buffer) }
    var count = 0
    for part in 0...junction.branches.count {
      let (first, last) = (start(part) + 1, last(part, machine))
      if first > last { continue }
      let needed = bit(last + 1) - bit(first)
      count += (needed & ~there).nonzeroBitCount
    }
    return count
  }

  /// Returns the machine without the states that serve no more.
  private func pruned(_ machine: JoinMachine) -> JoinMachine {
    var next = machine
    next.stored = 0
    for part in 0...junction.branches.count {
      let last = last(part, machine)
      if last < start(part) { continue }
      next.stored |= machine.stored & (bit(last + 1) - bit(start(part)))
      if part < junction.branches.count { next.stored |= machine.stored & bit(junction.end(ofBranch: part)) }
    }
    return next
  }

  /// True if a stored state may be dropped.
  private func mayDrop(_ position: Int, _ machine: JoinMachine) -> Bool {
    let part = parts[position]
    if part == junction.branches.count { return true }
    return position != start(part) && !(machine.isJoined && position == junction.end(ofBranch: part))
  }

  private func forEach(of machine: JoinMachine, _ body: (JoinMachine, Move) -> Void) {
    let handle = junction.branches.count
    if let buffer = machine.buffer {
      let part = parts[buffer]
      let last = last(part, machine)
      if buffer < last {
        var next = machine
        next.buffer = buffer + 1
        body(next, .forward)
      }
      let due = start(part) + machine.due(part: part) - 1
      if buffer == due && (part == handle || machine.due(part: handle) == 0) {
        var next = machine
        next.buffer = nil
        next.set(machine.due(part: part) - 1, part: part)
        body(pruned(next), .backward)
      }
      let serves = buffer < last || buffer == last && part < handle && !machine.isJoined
      if serves && machine.stored & bit(buffer) == 0 {
        var next = machine
        next.stored |= bit(buffer)
        if machine.stored.nonzeroBitCount < slots {
          body(next, .write)
        } else {
          for position in parts.indices where machine.stored & bit(position) != 0 && mayDrop(position, machine) {
            var other = next
            other.stored &= ~bit(position)
            body(other, .write)
          }
        }
      }
    }
    for position in parts.indices where machine.stored & bit(position) != 0 && position != machine.buffer {
      let part = parts[position]
      if position > last(part, machine) { continue }
      var next = machine
      next.buffer = position
      body(next, .read)
    }
    if !machine.isJoined
      && junction.branches.indices.allSatisfy({ machine.stored & bit(junction.end(ofBranch: $0)) != 0 })
    {
      var next = machine
      next.isJoined = true
      next.buffer = junction.handleStart
      body(pruned(next), .join)
    }
  }

  // MARK: - Operations

  private func operations(to machine: JoinMachine, _ entries: [JoinMachine: Entry]) -> [Operation] {
    var path: [(from: JoinMachine, to: JoinMachine, move: Move)] = []
    var machine = machine
    while let entry = entries[machine], entry.move != .none {
      path.append((entry.parent, machine, entry.move))
      machine = entry.parent
    }
    var operations = discards(stored & ~machine.stored)
    for (from, to, move) in path.reversed() {
      let dropped = from.stored & ~to.stored
      switch move {
      case .none: break
      case .forward:
        let step = from.buffer ?? 0
        if case .forward(let first, step)? = operations.last {
          operations[operations.count - 1] = .forward(from: first, to: step + 1)
        } else {
          operations.append(.forward(from: step, to: step + 1))
        }
      case .backward:
        let step = from.buffer ?? 0
        operations.append(.backward(step: step))
        // The machine frees the slot of a branch's end.
        operations += discards(dropped & ~(junction.end(freedBy: step).map(bit) ?? 0))
      case .write: operations += discards(dropped) + [.write(level: 0, step: to.buffer ?? 0)]
      case .read: operations.append(.read(level: 0, step: to.buffer ?? 0))
      case .join: operations += [.join] + discards(dropped)
      }
    }
    return BestFirstSearch.withoutIdleWrites(operations)
  }

  private func discards(_ states: UInt64) -> [Operation] {
    parts.indices.reversed().filter { states & bit($0) != 0 }.map { .discard(level: 0, step: $0) }
  }
}

/// A state of a small network's machine.
private struct JoinMachine: Hashable {
  /// The most positions, and branches.
  static let positions = 24
  static let branches = 8

  /// Bit i: position i is stored.
  var stored: UInt64 = 0
  private var rest: UInt64 = 31

  var buffer: Int? {
    get { rest & 31 == 31 ? nil : Int(rest & 31) }
    set { rest = rest & ~31 | UInt64(newValue ?? 31) }
  }

  var isJoined: Bool {
    get { rest >> 5 & 1 == 1 }
    set { rest = rest & ~32 | (newValue ? 32 : 0) }
  }

  /// The number of backward steps that are left of a part.
  func due(part: Int) -> Int { Int(rest >> (6 + 5 * UInt64(part)) & 31) }

  mutating func set(_ due: Int, part: Int) {
    let shift = 6 + 5 * UInt64(part)
    rest = rest & ~(31 << shift) | UInt64(due) << shift
  }

  func isDone(parts: Int) -> Bool { (0..<parts).allSatisfy { due(part: $0) == 0 } }
}
