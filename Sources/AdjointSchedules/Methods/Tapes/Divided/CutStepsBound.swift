/// A lower bound for equal steps with tapes on any levels: each step is cut into parts, and a tape is the states after its
/// parts.
///
/// Cut every step into a parts of cost f / a, with a state after each. Replace tape i by the a states after the parts of step
/// i, and take x_i for the last of those of step i - 1. Where a state of the model takes at least u and a tape at least a u, the
/// new states fit in floor(C / u) slots. Any schedule becomes one of the a l states of a chain without tapes:
///
/// * Running step i with its tape runs its parts and writes the state after each; running it without runs its parts.
/// * B_i, at once after the run that keeps tape i or after B_{i+1}, is the backward steps of its parts' states, each read
///   from its slot, the last of them in the buffer where the tape has just been made.
/// * Reading x_i from its slot or from tape i - 1 reads the state after the last part of step i - 1.
/// * x_0 becomes the state after the first part, which costs nothing then.
///
/// On level k a write costs no more than w_k and than a part of a tape's write, and so does a read. So the optimum of that
/// chain, in slots at these costs, is a bound: H-Revolve's. What every tape pays can instead be taken off first. Fine parts
/// charge what tapes take, coarse ones what transfers cost.
///
/// - Complexity: That of planning a chain by prices, for a few cuts.
struct CutStepsBound {
  let problem: Problem
  let rooms: EqualTapeRooms

  /// How steps are cut.
  private struct Cut: Hashable {
    /// a
    var tape: Int
    /// The parts of a state's room that each take one of the new states.
    var state: Int
    /// True if what every tape pays is taken off its parts' costs.
    var isReduced: Bool
  }

  /// Returns the best bound on the makespan, 0 if there is none.
  func best() throws(PlanningError) -> Int128 {
    // Several plans, of which each may end with its bound.
    let effort = PlanningEffort.current(inParts: PlanningEffort.mostParts)
    defer { if effort.wasLimited { PlanningEffort.meet() } }
    return try effort.limiting { () throws(PlanningError) in
      var best: Int128 = 0
      for cut in cuts {
        let bound = try PlanningError.orNil { () throws(PlanningError) in try self.bound(cut) }
        best = max(best, bound ?? 0)
      }
      return best
    }
  }

  /// The cuts to try: whole steps, the parts of a tape that each take a state's room, and those between.
  private var cuts: [Cut] {
    var most = Int.max
    var halves = Int.max
    for tier in rooms.tiers where tier.stateSize > 0 {
      most = min(most, tier.tapeSize / tier.stateSize)
      halves = min(halves, 2 * (tier.tapeSize / tier.stateSize) + 2 * (tier.tapeSize % tier.stateSize) / tier.stateSize)
    }
    most = min(max(most, 1), Self.mostParts)
    var middle = 1
    while (middle + 1) * (middle + 1) <= most { middle += 1 }
    var cuts = [1, middle, most].map { Cut(tape: $0, state: 1, isReduced: false) }
    if halves % 2 == 1 && halves < 2 * Self.mostParts { cuts.append(Cut(tape: halves, state: 2, isReduced: false)) }
    if least(write: true) > 0 || least(write: false) > 0 {
      cuts += cuts.map { Cut(tape: $0.tape, state: $0.state, isReduced: true) }
    }
    return Set(cuts).sorted { ($0.tape, $0.state) < ($1.tape, $1.state) }
  }

  private static let mostParts = 1000

  /// The least cost of writing or reading a tape.
  private func least(write: Bool) -> Int {
    problem.levels.indices.map { transfer(level: $0, write: write).tape }.min() ?? 0
  }

  private func transfer(level: Int, write: Bool) -> (state: Int, tape: Int) {
    write
      ? (problem.writeCost(level: level, state: 0), problem.writeCost(level: level, tape: 0))
      : (problem.readCost(level: level, state: 0), problem.readCost(level: level, tape: 0))
  }

  /// Returns the bound of one cut; costs are multiplied by a.
  private func bound(_ cut: Cut) throws(PlanningError) -> Int128? {
    let length = Int128(problem.chain.length)
    let parts = Int128(cut.tape)
    guard let states = Int(exactly: length * parts), states <= Chain.maximumLength else { return nil }
    let (write, read) = cut.isReduced ? (least(write: true), least(write: false)) : (0, 0)
    var levels: [Level] = []
    for pool in rooms.pools.indices {
      guard let level = level(pool, cut, write, read) else { return nil }
      levels.append(level)
    }
    let forward = problem.chain.forwardCost.common ?? 0
    let chain = Chain(length: states - 1, forwardCost: .uniform(forward), backwardCost: .uniform(0))
    guard let cutProblem = try? Problem(chain: chain, levels: levels),
      let optimum = try ExactPlanning.optimum(of: cutProblem)
    else { return nil }
    let every = problem.backwardTotal + length * (Int128(write) + Int128(read))
    return every + (Int128(optimum) + Int128(forward) + parts - 1) / parts
  }

  /// Returns a pool as a level of slots; nil if a cost does not fit 64 bits.
  private func level(_ pool: Int, _ cut: Cut, _ write: Int, _ read: Int) -> Level? {
    let (a, b) = (Int128(cut.tape), Int128(cut.state))
    var (unit, writeCost, readCost) = (Int128.max, Int128.max, Int128.max)
    for tier in rooms.tiers where tier.pool == pool {
      // In parts of 1 / (a b) of a byte.
      unit = min(unit, Int128(tier.stateSize) * a, Int128(tier.tapeSize) * b)
      let (writes, reads) = (transfer(level: tier.level, write: true), transfer(level: tier.level, write: false))
      writeCost = min(writeCost, Int128(writes.state) * a, Int128(writes.tape - write))
      readCost = min(readCost, Int128(reads.state) * a, Int128(reads.tape - read))
    }
    guard let writeCost = Int(exactly: writeCost), let readCost = Int(exactly: readCost) else { return nil }
    let capacity = rooms.pools[pool].capacity
    let slots = capacity == .max || unit == 0 ? nil : Int(exactly: Int128(capacity) * a * b / unit)
    return Level(
      name: "", slots: slots.flatMap { $0 > Level.maximumSlots ? nil : $0 }, writeCost: writeCost, readCost: readCost)
  }
}
