/// The schedule that needs the least room: every step is reached from x_0 or from tape 0, and only that stays stored.
///
/// While the tape of a later step is made, one of the two must be stored, or no earlier step could be run again. x_0
/// may move between levels; tape 0 stays where it was made, as soon as the later steps' tapes fit beside it. With tapes a
/// backward step leaves the buffer alone, so where it needs the room of x_0, x_0 waits there and is stored again. Without
/// tapes only x_0 is stored. So a problem has a schedule if and only if it has this one, but for one case: where steps need
/// room and there are several levels, another may store a later state while x_0 moves.
///
/// It runs up to l (l - 1) / 2 steps beyond the l that keep their tapes.
struct RebuildingPlan: SchedulePlan {
  let problem: Problem
  /// The level of each step's tape.
  private let tapes: [Int]
  /// The level of x_0 while each step that is reached from it makes its tape.
  private let states: [Int?]
  /// Whether x_0 waits in the buffer while each step's backward step runs.
  private let lifts: [Bool]
  private let hasTapes: Bool
  /// The last step that is reached from tape 0.
  private let lastFromTape: Int

  /// Finds the schedule; nil if the problem has none.
  ///
  /// - Complexity: O(l K^2) time for K levels, since each step's tape is tried beside x_0 and tape 0 on each of them.
  init?(_ demand: RoomDemand, problem: Problem) {
    let length = demand.parts
    self.problem = problem
    let temporary = !demand.forwardTemporary.isEmpty
    // The room needed to run up to each step, from x_0 and from x_1, which tape 0 gives.
    var (runs, runsFromTape) = ([0], [0])
    for step in 0..<length {
      let need = temporary ? demand.forwardTemporary[step] : 0
      runs.append(max(runs[step], need))
      runsFromTape.append(step == 0 ? 0 : max(runsFromTape[step], need))
    }
    /// True if `size` bytes fit beside `other` ones, and `needed` more in the first pool.
    func fits(_ size: Int, _ tier: Int, beside other: Int, at otherTier: Int, needed: Int) -> Bool {
      let (pool, otherPool) = (demand.tiers[tier].pool, demand.tiers[otherTier].pool)
      for used in Set([0, pool, otherPool]) {
        let taken = (used == pool ? Int128(size) : 0) + (used == otherPool ? Int128(other) : 0)
        if taken + (used == 0 ? Int128(needed) : 0) > Int128(demand.pools[used].capacity) { return false }
      }
      return true
    }
    func needs(_ step: Int) -> Int {
      temporary ? max(demand.forwardTemporary[step], demand.backwardTemporary[step]) : 0
    }
    /// - Parameter lifting: Whether the other leaves before the backward step.
    func place(_ tape: Int, beside other: Int, at otherTier: Int, runs: [Int], lifting: Bool = false) -> Int? {
      // Nothing else is stored on the way there.
      guard fits(0, otherTier, beside: other, at: otherTier, needed: tape > 0 ? runs[tape] : 0) else { return nil }
      if !demand.hasTapes {
        let backward = temporary ? demand.backwardTemporary[tape] : 0
        return fits(0, otherTier, beside: other, at: otherTier, needed: backward) ? otherTier : nil
      }
      return demand.tiers.indices.filter {
        let size = demand.tiers[$0].tapeSizes[tape]
        if !lifting { return fits(size, $0, beside: other, at: otherTier, needed: needs(tape)) }
        return fits(size, $0, beside: other, at: otherTier, needed: demand.forwardTemporary[tape])
          && fits(size, $0, beside: 0, at: $0, needed: demand.backwardTemporary[tape])
      }.min { demand.tiers[$0].tapeAccess[tape] < demand.tiers[$1].tapeAccess[tape] }
    }
    func access(_ tier: Int) -> (Int, Int) { (demand.tiers[tier].stateReads[0], tier) }
    var (tapes, states, lifts) = ([Int](), [Int?](), [Bool]())
    // The last step whose tape fits nowhere beside x_0.
    var needed = 0
    for step in 0..<length {
      var best: (state: Int, tape: Int, lifts: Bool)?
      for lifting in temporary && demand.hasTapes ? [false, true] : [false] where best == nil && step > 0 {
        for tier in demand.tiers.indices.sorted(by: { access($0) < access($1) }) {
          let size = demand.tiers[tier].stateSizes[0]
          guard let tape = place(step, beside: size, at: tier, runs: runs, lifting: lifting) else { continue }
          best = (tier, tape, lifting)
          break
        }
      }
      if step > 0 && best == nil { needed = step }
      states.append(best?.state)
      tapes.append(best?.tape ?? 0)
      lifts.append(best?.lifts ?? false)
    }
    (hasTapes, self.lifts) = (demand.hasTapes, lifts)
    if !hasTapes {
      let last = temporary ? demand.backwardTemporary[0] : 0
      guard needed == 0, last <= demand.pools.first?.capacity ?? .max else { return nil }
      (self.tapes, self.states, lastFromTape) = ([], states, 0)
      return
    }
    // Choose the level where tape 0 leaves room for the most steps.
    var most: (last: Int, tier: Int, tapes: [Int])?
    for tier in demand.tiers.indices
    where length > 0 && fits(demand.tiers[tier].tapeSizes[0], tier, beside: 0, at: tier, needed: needs(0)) {
      var found = [tier]
      while found.count < length,
        let tape = place(found.count, beside: demand.tiers[tier].tapeSizes[0], at: tier, runs: runsFromTape)
      {
        found.append(tape)
      }
      if found.count - 1 > most?.last ?? -1 { most = (found.count - 1, tier, found) }
    }
    guard length == 0 || (most?.last ?? -1) >= needed else { return nil }
    lastFromTape = most?.last ?? -1
    for (step, tape) in (most?.tapes ?? []).enumerated() { tapes[step] = tape }
    (self.tapes, self.states) = (tapes, states)
  }

  /// Returns the least capacity of a pool that allows a schedule, the other pools unchanged; nil if none does.
  ///
  /// - Complexity: O(l K^2 log(capacity)) time for K levels, since the capacity is found by bisection.
  static func leastCapacity(ofPool pool: Int, _ demand: RoomDemand, _ problem: Problem) -> Int? {
    var larger = demand
    func suffices(_ capacity: Int) -> Bool {
      larger.pools[pool].capacity = capacity
      return RebuildingPlan(larger, problem: problem) != nil
    }
    var (low, high) = (demand.pools[pool].capacity, Int.max - 1)
    if !suffices(high) { return nil }
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Returns the makespan, or nil if it does not fit 64 bits.
  ///
  /// - Complexity: O(l), since the operations are executed.
  func makespan() throws(PlanningError) -> Int? {
    var machine = ReplayMachine(problem: problem)
    var (step, state) = (problem.chain.backwardSteps - 1, Int?.none)
    var operations: [Operation] = []
    while step >= 0 {
      operations.removeAll(keepingCapacity: true)
      append(step, &state, into: &operations)
      for operation in operations {
        do throws(RuleViolation) {
          try machine.execute(operation)
        } catch {
          if case .overflow = error.rule { return nil }
          preconditionFailure("a planner's schedule breaks no rule: \(error.rule)")
        }
      }
      if step & 0xFFF == 0 { try PlanningError.checkCancellation() }
      step -= 1
    }
    return machine.makespan
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  func operations(length: Int) -> OperationSource {
    var step = problem.chain.backwardSteps - 1
    // Where x_0 is stored, if it is.
    var state: Int?
    return { batch in
      while step >= 0 && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        append(step, &state, into: &batch)
        step -= 1
      }
    }
  }

  /// Appends one step with its tape, and its backward step.
  private func append(_ step: Int, _ state: inout Int?, into batch: inout [Operation]) {
    if step > lastFromTape {
      if let state { batch.append(.read(level: state, step: 0)) }
      if let next = states[step], next != state {
        if let state { batch.append(.discard(level: state, step: 0)) }
        batch.append(.write(level: next, step: 0))
        state = next
      }
      batch.append(.forward(from: 0, to: step))
    } else {
      if let known = state {
        batch.append(.read(level: known, step: 0))
        batch.append(.discard(level: known, step: 0))
        state = nil
      }
      if !hasTapes {
        // x_0 is in the buffer.
      } else if step == lastFromTape {
        batch.append(.tape(level: tapes[0], step: 0))
      } else if step > 0 {
        batch.append(.readTape(level: tapes[0], step: 1))
      }
      if step > 1 { batch.append(.forward(from: 1, to: step)) }
    }
    if step > 0 && hasTapes { batch.append(.tape(level: tapes[step], step: step)) }
    if step > lastFromTape, lifts[step], let known = state {
      batch.append(.read(level: known, step: 0))
      batch.append(.discard(level: known, step: 0))
      state = nil
    }
    batch.append(.backward(step: step))
  }
}
