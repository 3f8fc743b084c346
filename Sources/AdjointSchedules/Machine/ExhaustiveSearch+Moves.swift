extension ExhaustiveSearch {
  /// Returns every state reachable by one operation, with the operation's cost.
  func successors(of machine: Machine) -> [(Machine, Int)] {
    var result = branch(of: machine.buffer).map { steps(of: machine, on: $0) } ?? steps(of: machine)
    if !branches.isEmpty { result += join(machine) }
    for index in problem.levels.indices {
      let states = machine.stored[index]
      if machine.buffer >= 0, states & Self.bit(machine.buffer) == 0,
        hasRoom(problem.storedSize(level: index, state: machine.buffer), at: index, in: machine)
      {
        var next = machine
        next.stored[index] |= Self.bit(machine.buffer)
        result.append((next, problem.writeCost(level: index, state: machine.buffer)))
      }
      for step in 0...problem.chain.length where states & Self.bit(step) != 0 && !holdsAdjoint(step, machine) {
        var read = machine
        read.buffer = step
        // A state that cannot be read again might as well be gone.
        if index == readOnceLevel { read.stored[index] &= ~Self.bit(step) }
        result.append((read, problem.readCost(level: index, state: step)))
        if mustStay(step, machine) { continue }
        var discard = machine
        discard.stored[index] &= ~Self.bit(step)
        result.append((discard, 0))
      }
    }
    return problem.chain.tapes == nil ? result : result + tapeMoves(of: machine)
  }

  /// True if all backward steps have run.
  func isDone(_ machine: Machine) -> Bool {
    machine.due < first && zip(machine.branches, branches).allSatisfy { $0 < $1.lowerBound }
  }

  /// The branch of a position.
  private func branch(of step: Int) -> Int? {
    step < first ? branches.firstIndex { $0.contains(step) } : nil
  }

  /// True for a branch end that holds its adjoint or waits for it.
  private func holdsAdjoint(_ step: Int, _ machine: Machine) -> Bool {
    guard machine.isJoined, let branch = branch(of: step) else { return false }
    return step == branches[branch].upperBound && machine.branches[branch] >= branches[branch].lowerBound
  }

  /// True for the first state of a branch not yet reversed.
  private func mustStay(_ step: Int, _ machine: Machine) -> Bool {
    guard let branch = branch(of: step) else { return false }
    return step == branches[branch].lowerBound && machine.branches[branch] >= step
  }

  /// Steps along the branch whose state is in the buffer, forward and backward.
  private func steps(of machine: Machine, on branch: Int) -> [(Machine, Int)] {
    var result: [(Machine, Int)] = []
    if machine.buffer < branches[branch].upperBound, mayRunAgain(machine.buffer, machine) {
      var next = machine
      next.buffer += 1
      count(machine.buffer, &next)
      result.append((next, problem.chain.forwardCost[machine.buffer]))
    }
    if machine.due < first && machine.buffer == machine.branches[branch] {
      var next = machine
      next.buffer = -1
      next.branches[branch] -= 1
      if machine.buffer == branches[branch].lowerBound {
        for level in problem.levels.indices { next.stored[level] &= ~Self.bit(branches[branch].upperBound) }
      }
      result.append((next, problem.chain.backwardCost[machine.buffer]))
    }
    return result
  }

  /// The join, if every branch's end is stored.
  private func join(_ machine: Machine) -> [(Machine, Int)] {
    let stored = machine.stored.union
    if machine.isJoined || !branches.allSatisfy({ stored & Self.bit($0.upperBound) != 0 }) { return [] }
    var next = machine
    next.isJoined = true
    next.buffer = first
    return [(next, 0)]
  }

  /// Steps along the chain, forward and backward.
  private func steps(of machine: Machine) -> [(Machine, Int)] {
    var result: [(Machine, Int)] = []
    // One step at a time: a longer run is a sequence of them at the same cost. No state past the next backward step is
    // useful.
    if machine.buffer >= 0 && machine.buffer < machine.due, mayRunAgain(machine.buffer, machine),
      mayRun(problem.chain.forwardTemporary, machine.buffer, machine)
    {
      var next = machine
      next.buffer += 1
      count(machine.buffer, &next)
      result.append((next, problem.chain.forwardCost[machine.buffer]))
    }
    if problem.chain.tapes == nil && machine.buffer >= first && machine.buffer == machine.due,
      mayRun(problem.chain.backwardTemporary, machine.due, machine)
    {
      var next = machine
      next.buffer = -1
      next.due -= 1
      result.append((next, problem.chain.backwardCost[machine.due]))
    }
    return result
  }

  /// Steps that keep their tapes, reads and backward steps from tapes.
  private func tapeMoves(of machine: Machine) -> [(Machine, Int)] {
    var result: [(Machine, Int)] = []
    let isTaped = machine.tapes.union & Self.bit(max(machine.buffer, 0)) != 0
    for index in problem.levels.indices {
      if machine.buffer >= 0, machine.buffer <= machine.due, !isTaped, mayRunAgain(machine.buffer, machine),
        case let bytes = problem.storedSize(level: index, tape: machine.buffer),
        hasRoom(bytes, at: index, in: machine),
        mayRun(
          problem.chain.forwardTemporary, machine.buffer, machine, storing: problem.pool(of: index) == 0 ? bytes : 0)
      {
        var next = machine
        next.tapes[index] |= Self.bit(machine.buffer)
        next.buffer += 1
        count(machine.buffer, &next)
        add(next, problem.chain.forwardCost[machine.buffer], problem.writeCost(level: index, tape: machine.buffer))
      }
      for step in 0..<problem.chain.length where machine.tapes[index] & Self.bit(step) != 0 {
        var read = machine
        read.buffer = step + 1
        result.append((read, problem.readCost(level: index, tape: step)))
        if step == machine.due, mayRun(problem.chain.backwardTemporary, step, machine) {
          var next = machine
          next.tapes[index] &= ~Self.bit(step)
          next.due -= 1
          add(next, problem.chain.adjointCost[step], problem.readCost(level: index, tape: step))
        }
      }
    }
    return result

    func add(_ next: Machine, _ cost: Int, _ surcharge: Int) {
      let (sum, overflow) = cost.addingReportingOverflow(surcharge)
      if !overflow { result.append((next, sum)) }
    }
  }

  /// Returns whether a level has a slot, or room for the given bytes.
  private func hasRoom(_ bytes: Int, at index: Int, in machine: Machine) -> Bool {
    guard let free = freeBytes(at: index, in: machine) else {
      return machine.stored[index].nonzeroBitCount + machine.tapes[index].nonzeroBitCount
        < problem.levels[index].slots ?? .max
    }
    return bytes <= free
  }

  /// Returns whether a step has the room that it needs on the first level while it runs.
  private func mayRun(_ temporary: StepSize?, _ step: Int, _ machine: Machine, storing bytes: Int = 0) -> Bool {
    guard let temporary, let free = freeBytes(at: 0, in: machine) else { return true }
    return temporary[step] == 0 || temporary[step] <= free - bytes
  }

  /// Returns the bytes that are free for a level, or nil where slots are counted.
  private func freeBytes(at index: Int, in machine: Machine) -> Int? {
    guard var free = problem.levels[problem.pool(of: index)].capacity else { return nil }
    for level in problem.sharers(of: problem.pool(of: index)) {
      for other in 0...problem.chain.length {
        if machine.stored[level] & Self.bit(other) != 0 { free -= problem.storedSize(level: level, state: other) }
        if machine.tapes[level] & Self.bit(other) != 0 { free -= problem.storedSize(level: level, tape: other) }
      }
    }
    return free
  }

  /// Returns whether a step may run once more.
  private func mayRunAgain(_ step: Int, _ machine: Machine) -> Bool {
    guard let maxRuns else { return true }
    return machine.runs[step] < maxRuns
  }

  private func count(_ step: Int, _ machine: inout Machine) {
    if maxRuns != nil { machine.runs[step] += 1 }
  }

  private static func bit(_ step: Int) -> UInt64 { 1 << UInt64(step) }
}
