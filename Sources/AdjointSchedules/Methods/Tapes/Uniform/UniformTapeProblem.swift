/// A problem of equal steps with tapes, on one level without room for all of them, reduced to plain numbers.
struct UniformTapeProblem {
  /// The chain for plans: room is reserved for the step that needs the most while it runs.
  let chain: UniformTapeChain
  /// The same chain with the room left free by any step: its optimum is a lower bound.
  let roomier: UniformTapeChain
  /// The bytes of one unit, or 1 for slots.
  let unit: Int
  /// The bytes of states, tapes and running steps, if all states have one size and all tapes too.
  let bytes: UniformTapeBytes?
  /// The cost common to all schedules.
  let every: Int128

  /// - Returns: Nil for other problems, or if there is no room for a schedule.
  init?(_ problem: Problem) {
    let chain = problem.chain
    guard problem.levels.count == 1, chain.length > 0, let tapes = chain.tapes, let forward = chain.forwardCost.common
    else { return nil }
    let level = problem.levels[0]
    var (state, tape, temporaries, capacity) = (1, 1, (forward: 0, backward: 0), level.slots ?? .max)
    if level.slots == nil {
      guard let bytes = level.capacity, let states = chain.stateSize?.common, let all = tapes.size?.common,
        let forward = (chain.forwardTemporary ?? .uniform(0)).common,
        let backward = (chain.backwardTemporary ?? .uniform(0)).common
      else { return nil }
      (state, tape, temporaries, capacity) = (level.stored(states), level.stored(all), (forward, backward), bytes)
    }
    let room = capacity - max(temporaries.forward, temporaries.backward)
    let least = chain.length == 1 ? Int128(tape) : Int128(min(state, tape)) + Int128(tape)
    guard Int128(room) >= least, Int128(tape) * Int128(chain.length) > Int128(room) else { return nil }
    unit = max(1, state < tape ? greatestDivisor(state, tape) : tape)
    self.chain = UniformTapeChain(
      length: chain.length, forwardCost: forward, stateUnits: state / unit + (state % unit > 0 ? 1 : 0),
      tapeUnits: tape / unit, writeCost: problem.writeCost(level: 0, state: 0),
      readCost: problem.readCost(level: 0, state: 0), tapeReadCost: problem.readCost(level: 0, tape: 0),
      room: room / unit)
    var roomier = self.chain
    roomier.room = (capacity - min(temporaries.forward, temporaries.backward)) / unit
    self.roomier = roomier
    bytes = UniformTapeBytes(problem)
    let access = Int128(problem.writeCost(level: 0, tape: 0)) + Int128(self.chain.tapeReadCost)
    every = problem.forwardTotal + problem.backwardTotal + Int128(chain.length) * access
  }
}
