/// A machine state: the next backward step, the buffer, and the contents of each level in one word, and how often steps have run
/// in another.
struct PackedMachine: Hashable {
  fileprivate var bits: UInt64
  /// How often each step with a backward step to come has run, in four bits; 0 without a limit.
  fileprivate var runs: UInt64 = 0

  /// One more than the next backward step.
  fileprivate var due: Int { Int(bits & 0xF) }
  /// One more than the state in the buffer; 0 if it is empty.
  fileprivate var buffer: Int { Int(bits >> 4 & 0xF) }

  /// True if all backward steps have run.
  var isDone: Bool { due == 0 }
}

/// An operation of one step, stored compactly with each machine state.
struct Move {
  fileprivate enum Kind: UInt8 {
    case none, forward, backward, write, read, discard, tape, readTape
  }

  fileprivate var kind: Kind
  fileprivate var level: UInt8 = 0
  fileprivate var step: UInt8 = 0

  static let none = Move(kind: .none)
}

/// The possible next operations, for ``BestFirstSearch``.
struct MachineMoves {
  private let length: Int
  private let problem: Problem
  private let forward: [Int]
  private let backward: [Int]
  /// Bytes, or slots, of each level, of x_0 ... x_{l-1} and of the tapes; x_l is useless once it has left the buffer.
  private let room: [Int]
  /// The level whose room each level uses, and all that use it.
  private let owners: [Int]
  private let pools: [[Int]]
  /// The room that each step needs on the first level while it runs; empty if none does.
  private let forwardRoom: [Int]
  private let backwardRoom: [Int]
  private let states: [[Int]]
  private let tapes: [[Int]]
  private let hasTapes: Bool
  /// The costs of each level, by step: looked up for millions of moves.
  private let stateCosts: [[Access]]
  private let tapeCosts: [[Access]]
  /// The sum of the backward steps before each.
  private let backwardBefore: [Int128]
  private let leastWrite: Int
  private let leastRead: Int
  /// The most times that a step may run forward, or nil for no limit.
  private let maxRuns: Int?

  private struct Access {
    var write: Int
    var read: Int
  }

  /// The greatest limit of runs, counted in four bits.
  private static let mostRuns = 15

  init?(_ problem: Problem, maxRuns: Int? = nil) {
    if let maxRuns, maxRuns > Self.mostRuns { return nil }
    self.maxRuns = maxRuns
    let chain = problem.chain
    let levels = problem.levels
    guard problem.junction == nil, chain.length <= 14, 8 + levels.count * 2 * chain.length <= 64, !levels.isEmpty else {
      return nil
    }
    let length = chain.length
    self.problem = problem
    self.length = length
    let hasTapes = chain.tapes != nil
    self.hasTapes = hasTapes
    forward = (0..<length).map { chain.forwardCost[$0] }
    backward = (0..<chain.backwardSteps).map { hasTapes ? chain.adjointCost[$0] : chain.backwardCost[$0] }
    room = levels.map { $0.capacity ?? $0.slots ?? .max }
    owners = levels.indices.map { problem.pool(of: $0) }
    pools = owners.map { problem.sharers(of: $0) }
    forwardRoom = chain.forwardTemporary.map { room in (0..<length).map { room[$0] } } ?? []
    backwardRoom = chain.backwardTemporary.map { room in (0..<chain.backwardSteps).map { room[$0] } } ?? []
    states = levels.indices.map { level in
      (0..<length).map { levels[level].countsBytes ? problem.storedSize(level: level, state: $0) : 1 }
    }
    tapes = levels.indices.map { level in
      (0..<length).map { hasTapes && levels[level].countsBytes ? problem.storedSize(level: level, tape: $0) : 1 }
    }
    stateCosts = levels.indices.map { level in
      (0..<length).map {
        Access(write: problem.writeCost(level: level, state: $0), read: problem.readCost(level: level, state: $0))
      }
    }
    tapeCosts = levels.indices.map { level in
      (0..<(hasTapes ? length : 0)).map {
        Access(write: problem.writeCost(level: level, tape: $0), read: problem.readCost(level: level, tape: $0))
      }
    }
    backwardBefore = backward.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int128($1)) }
    leastWrite = levels.map(\.writeCost).min() ?? 0
    leastRead = levels.map(\.readCost).min() ?? 0
  }

  /// The buffer holds x_0, and no level holds anything; or the problem's situation, without what serves no more.
  var start: PackedMachine {
    guard let situation = problem.situation?.pruned else { return PackedMachine(bits: UInt64(backward.count) | 1 << 4) }
    // A state past the steps of a chain with tapes is as useless as x_l, which has no bit.
    let buffer = situation.buffer.map { $0 < backward.count ? $0 + 1 : 0 } ?? 0
    var bits = UInt64(situation.due + 1) | UInt64(buffer) << 4
    for level in room.indices {
      for state in situation.stored[level] where state < length { bits |= 1 << (stateShift(level) + UInt64(state)) }
      for tape in situation.tapes(on: level) { bits |= 1 << (tapeShift(level) + UInt64(tape)) }
    }
    return PackedMachine(bits: bits)
  }

  /// Returns a lower bound on the remaining cost, or nil if it does not fit 64 bits.
  ///
  /// Every backward step needs a read, except possibly the first, which may use the buffer as it is. With tapes each
  /// reads its own tape, and steps not yet taped run once more and are written.
  func leastRest(_ machine: PackedMachine) -> Int? {
    let due = machine.due
    var rest = backwardBefore[due]
    if hasTapes {
      rest += Int128(due) * Int128(leastRead)
      var taped: UInt64 = 0
      for level in room.indices { taped |= machine.bits >> tapeShift(level) }
      for step in 0..<due where taped >> UInt64(step) & 1 == 0 { rest += Int128(forward[step]) + Int128(leastWrite) }
    } else {
      rest += Int128(machine.buffer == 0 ? due : max(0, due - 1)) * Int128(leastRead)
    }
    return Int(exactly: rest)
  }

  /// Calls `body` with every machine state reachable by one operation, and the operation's cost.
  func forEach(of machine: PackedMachine, _ body: (PackedMachine, Move, Int) -> Void) {
    let due = machine.due - 1
    let buffer = machine.buffer - 1
    if buffer >= 0 && buffer < due && mayRunAgain(buffer, machine)
      && mayRun(forwardRoom, buffer, machine)
    {
      body(counting(buffer, machine).with(buffer: buffer + 1), Move(.forward, step: buffer), forward[buffer])
    }
    if !hasTapes && buffer == due && mayRun(backwardRoom, due, machine) {
      body(machine.with(buffer: -1).with(due: due - 1), Move(.backward, step: due), backward[due])
    }
    let taped =
      hasTapes && buffer >= 0 && room.indices.contains { machine.bits >> (tapeShift($0) + UInt64(buffer)) & 1 == 1 }
    for index in room.indices {
      let held = machine.bits >> stateShift(index)
      if buffer >= 0 && buffer < length && held >> UInt64(buffer) & 1 == 0
        && fits(states[index][buffer], index, machine)
      {
        body(
          machine.toggling(stateShift(index), buffer), Move(.write, level: index, step: buffer),
          stateCosts[index][buffer].write)
      }
      for step in 0..<length where held >> UInt64(step) & 1 == 1 {
        if step <= due {
          body(
            machine.with(buffer: step), Move(.read, level: index, step: step), stateCosts[index][step].read)
        }
        body(machine.toggling(stateShift(index), step), Move(.discard, level: index, step: step), 0)
      }
      if hasTapes { tapeMoves(of: machine, index, isTaped: taped, body) }
    }
  }

  private func tapeMoves(
    of machine: PackedMachine, _ index: Int, isTaped: Bool, _ body: (PackedMachine, Move, Int) -> Void
  ) {
    let (due, buffer) = (machine.due - 1, machine.buffer - 1)
    if buffer >= 0 && buffer <= due && !isTaped && mayRunAgain(buffer, machine)
      && fits(tapes[index][buffer], index, machine)
      && mayRun(
        forwardRoom, buffer, machine, storing: owners[index] == 0 ? tapes[index][buffer] : 0)
    {
      let (cost, overflow) = forward[buffer].addingReportingOverflow(tapeCosts[index][buffer].write)
      if !overflow {
        body(
          counting(buffer, machine).toggling(tapeShift(index), buffer).with(buffer: buffer + 1),
          Move(.tape, level: index, step: buffer), cost)
      }
    }
    let held = machine.bits >> tapeShift(index)
    for step in 0..<machine.due where held >> UInt64(step) & 1 == 1 {
      if step < due {
        body(
          machine.with(buffer: step + 1), Move(.readTape, level: index, step: step + 1),
          tapeCosts[index][step].read)
      }
      let (cost, overflow) = backward[step].addingReportingOverflow(tapeCosts[index][step].read)
      if step == due && !overflow && mayRun(backwardRoom, step, machine) {
        // States past the remaining backward steps are useless.
        let next = machine.toggling(tapeShift(index), step).with(due: due - 1)
        body(buffer < due ? next : next.with(buffer: -1), Move(.backward, step: step), cost)
      }
    }
  }

  private func mayRunAgain(_ step: Int, _ machine: PackedMachine) -> Bool {
    maxRuns.map { machine.runs(of: step) < $0 } ?? true
  }

  private func counting(_ step: Int, _ machine: PackedMachine) -> PackedMachine {
    maxRuns == nil ? machine : machine.running(step)
  }

  /// Returns whether a level has room for another `size`.
  private func fits(_ size: Int, _ level: Int, _ machine: PackedMachine) -> Bool {
    // What is stored fits, so no difference is negative.
    free(level, machine) >= size
  }

  /// Returns whether a step has the bytes that it needs on the first level while it runs.
  private func mayRun(_ needed: [Int], _ step: Int, _ machine: PackedMachine, storing bytes: Int = 0) -> Bool {
    if needed.isEmpty || needed[step] == 0 { return true }
    return free(0, machine) - bytes >= needed[step]
  }

  /// The bytes, or slots, that are free for a level.
  private func free(_ level: Int, _ machine: PackedMachine) -> Int {
    var free = room[owners[level]]
    let all: UInt64 = (1 << UInt64(length)) - 1
    for level in pools[level] {
      free -= Self.sum(states[level], machine.bits >> stateShift(level) & all)
      if hasTapes { free -= Self.sum(tapes[level], machine.bits >> tapeShift(level) & all) }
    }
    return free
  }

  /// The sum of the sizes whose bit is set.
  private static func sum(_ sizes: [Int], _ bits: UInt64) -> Int {
    var (rest, sum) = (bits, 0)
    while rest != 0 {
      sum += sizes[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum
  }

  private func stateShift(_ level: Int) -> UInt64 { UInt64(8 + 2 * length * level) }
  private func tapeShift(_ level: Int) -> UInt64 { stateShift(level) + UInt64(length) }

  /// Returns the operation of a move, or nil.
  func operation(_ move: Move) -> Operation? {
    let (level, step) = (Int(move.level), Int(move.step))
    switch move.kind {
    case .none: return nil
    case .forward: return .forward(from: step, to: step + 1)
    case .backward: return .backward(step: step)
    case .write: return .write(level: level, step: step)
    case .read: return .read(level: level, step: step)
    case .discard: return .discard(level: level, step: step)
    case .tape: return .tape(level: level, step: step)
    case .readTape: return .readTape(level: level, step: step)
    }
  }

  /// Returns the discards of all remaining states, last first.
  func discards(of machine: PackedMachine) -> [Operation] {
    room.indices.flatMap { level in
      (0..<length).filter { machine.bits >> (stateShift(level) + UInt64($0)) & 1 == 1 }
        .map { Operation.discard(level: level, step: $0) }
    }
  }
}

extension Move {
  fileprivate init(_ kind: Kind, level: Int = 0, step: Int) {
    self.init(kind: kind, level: UInt8(level), step: UInt8(step))
  }
}

extension PackedMachine {
  fileprivate func with(buffer: Int) -> PackedMachine {
    PackedMachine(bits: bits & ~0xF0 | UInt64(buffer + 1) << 4, runs: runs)
  }

  /// Returns the machine with another next backward step; the steps after that one never run again.
  fileprivate func with(due: Int) -> PackedMachine {
    PackedMachine(bits: bits & ~0xF | UInt64(due + 1), runs: runs & ((1 << (4 * UInt64(due + 1))) - 1))
  }

  fileprivate func toggling(_ shift: UInt64, _ step: Int) -> PackedMachine {
    PackedMachine(bits: bits ^ (1 << (shift + UInt64(step))), runs: runs)
  }

  fileprivate func runs(of step: Int) -> Int { Int(runs >> (4 * UInt64(step)) & 0xF) }

  fileprivate func running(_ step: Int) -> PackedMachine {
    PackedMachine(bits: bits, runs: runs + (1 << (4 * UInt64(step))))
  }
}
