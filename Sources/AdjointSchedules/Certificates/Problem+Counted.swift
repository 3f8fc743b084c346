extension Problem {
  /// Returns what every schedule costs at least, whatever the kind of the problem: every backward step runs, every step whose
  /// result is not there, and the transfers that cannot be avoided, each at its least cost.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if it does not fit 64 bits.
  /// - Complexity: O(levels x states) if states or tapes differ, since each has its own costs; otherwise O(costs given).
  func countedBound() throws(PlanningError) -> Int {
    if let junction, let situation {
      let rest = try JoinRest(junction, situation, slots: levels[0].slots)
      return try
        (rest.missingStates * Int128(chain.forwardCost.common ?? 0)
        + rest.backwardSteps * Int128(chain.backwardCost.common ?? 0)).asMakespan()
    }
    if junction != nil { return try storeAllMakespan() }
    if chain.backwardSteps == 0 { return 0 }
    let start = (situation ?? Situation(due: chain.backwardSteps - 1, stored: levels.map { _ in [] }, buffer: 0)).pruned
    let bound = backwardTotal(through: start.due)
    return try (bound + (chain.tapes == nil ? countedStates(start) : countedTapes(start))).asMakespan()
  }

  /// What steps and transfers cost where backward steps run from states.
  private func countedStates(_ start: Situation) -> Int128 {
    var there = Set(start.stored.joined())
    let storesNothing = there.isEmpty
    if let buffer = start.buffer { there.insert(buffer) }
    var bound = forwardTotal(before: start.due)
    for state in there where state > 0 { bound -= Int128(chain.forwardCost[state - 1]) }
    let states = chain.stateSize?.common == nil && chain.stateSize != nil ? start.due : min(start.due, 1)
    // Every backward step leaves the buffer empty.
    let reads = start.due + (start.buffer == nil ? 1 : 0)
    bound += Int128(reads) * ((0..<states).map { leastRead(state: $0) }.min() ?? 0)
    // x_0 is written somewhere.
    if start.due > 0, storesNothing { bound += (0..<states).map { leastWrite(state: $0) }.min() ?? 0 }
    if situation == nil, let slots = SlotRelaxation(self)?.problem.usableLevels, slots.count == 1 {
      // It holds x_0 to the end.
      if slots[0].level.slots == 1 { bound += runsFromFirst - forwardTotal }
    }
    return bound
  }

  /// What steps and transfers cost where every backward step reads a tape, and every tape that is not there is made.
  private func countedTapes(_ start: Situation) -> Int128 {
    let taped = Set(start.tapes.joined())
    var bound = forwardTotal(before: start.due + 1)
    for tape in taped { bound -= Int128(chain.forwardCost[tape]) }
    if isOverlapped { return bound }
    if let size = chain.tapes?.size, size.common == nil {
      for tape in 0...start.due {
        bound += leastRead(tape: tape)
        if !taped.contains(tape) { bound += leastWrite(tape: tape) }
      }
      return bound
    }
    let count = start.due + 1
    return bound + Int128(count) * leastRead(tape: 0) + Int128(count - taped.count) * leastWrite(tape: 0)
  }

  /// The levels that have room and keep steps waiting for their transfers.
  private var blocking: [Int] {
    levels.indices.filter { !levels[$0].isOverlapped && (levels[$0].countsBytes || levels[$0].slots != 0) }
  }

  private func leastRead(state: Int) -> Int128 {
    Int128(blocking.map { readCost(level: $0, state: state) }.min() ?? 0)
  }
  private func leastWrite(state: Int) -> Int128 {
    Int128(blocking.map { writeCost(level: $0, state: state) }.min() ?? 0)
  }
  private func leastRead(tape: Int) -> Int128 { Int128(blocking.map { readCost(level: $0, tape: tape) }.min() ?? 0) }
  private func leastWrite(tape: Int) -> Int128 { Int128(blocking.map { writeCost(level: $0, tape: tape) }.min() ?? 0) }

  /// What it costs to reach x_1 ... x_l from x_0, each on its own.
  private var runsFromFirst: Int128 {
    switch chain.forwardCost {
    case .uniform(let cost): Int128(cost) * (Int128(chain.length) * (Int128(chain.length) + 1) / 2)
    case .each(let costs): costs.enumerated().reduce(0) { $0 + Int128($1.element) * Int128(costs.count - $1.offset) }
    }
  }
}
