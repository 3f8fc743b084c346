/// A platform in bytes as levels of slots: what fits if every state has one size, moved at the mean cost of all.
///
/// Levels that share a capacity get fixed parts of it.
struct SlotPlatforms {
  private let problem: Problem
  /// The levels of each capacity that several share, those that take the most room first.
  private let shared: [[Int]]
  /// The bytes of the first capacity that steps need while they run.
  private let reserved: Int
  /// The mean cost of writing to and of reading from each level.
  private let costs: [(write: Int, read: Int)]
  private let meanForwardCost: Int

  /// - Complexity: O(l K) for K levels if sizes differ.
  init(_ problem: Problem) {
    self.problem = problem
    let chain = problem.chain
    let length = chain.length
    var pools: [[Int]] = []
    for owner in problem.levels.indices where problem.pool(of: owner) == owner {
      let sharers = problem.sharers(of: owner)
      if sharers.count > 1 {
        pools.append(
          sharers.sorted {
            (problem.storedSize(level: $1, state: 0), $0) < (problem.storedSize(level: $0, state: 0), $1)
          })
      }
    }
    shared = pools
    let temporaries = (chain.forwardTemporary?.given ?? []) + (chain.backwardTemporary?.given ?? [])
    reserved = temporaries.max() ?? 0
    costs = problem.levels.indices.map { level in
      if !problem.levels[level].paysByByte || chain.stateSize?.common != nil || length == 0 {
        return (problem.writeCost(level: level, state: 0), problem.readCost(level: level, state: 0))
      }
      let sums = (0..<length).reduce((Int128(0), Int128(0))) { sums, state in
        (
          sums.0 + Int128(problem.writeCost(level: level, state: state)),
          sums.1 + Int128(problem.readCost(level: level, state: state))
        )
      }
      return (Int(sums.0 / Int128(length)), Int(sums.1 / Int128(length)))
    }
    meanForwardCost = length == 0 ? 0 : Int(clamping: problem.forwardTotal / Int128(length))
  }

  /// True if all states have one size and steps need one amount of room: what a platform in slots holds always fits, and
  /// costs what is planned.
  var isExact: Bool { problem.chain.commonSize != nil && problem.chain.commonTemporary != nil }

  /// The sizes to try, from that of the largest state, with which everything fits, to the mean.
  var sizes: [Int] {
    guard let largest = problem.chain.stateSize?.given.dropLast().max() ?? problem.chain.stateSize?.common else {
      return [0]
    }
    if problem.chain.stateSize?.common != nil || problem.levels.count == 1 { return [largest] }
    let given = problem.chain.stateSize?.given.dropLast() ?? []
    let mean = Int(given.reduce(Int128(0)) { $0 + Int128($1) } / Int128(max(1, given.count)))
    var sizes: [Int] = []
    for part in 0..<Self.sizeCount {
      let size = largest - (largest - mean) / (Self.sizeCount - 1) * part
      if sizes.last != size { sizes.append(size) }
    }
    return sizes
  }

  private static let sizeCount = 4

  /// True if levels share a capacity.
  var isShared: Bool { !shared.isEmpty }

  /// The slots of each level if its capacity were its own: no schedule uses more.
  ///
  /// - Precondition: All states have one size.
  var mostSlots: [Int?] { slots(ofSize: problem.chain.stateSize?[0] ?? 0) }

  /// The unit of each level in bytes if no size is rounded.
  var exactUnits: [Int?] {
    let unit = max(1, SizeGrid.commonUnit(of: problem.chain.stateSize?.given.dropLast() ?? []))
    return problem.levels.map { $0.countsBytes ? unit : nil }
  }

  /// The bytes that a pool has for states.
  private func capacity(_ pool: Int) -> Int {
    max(0, (problem.levels[pool].capacity ?? 0) - (problem.pool(of: 0) == pool ? reserved : 0))
  }

  /// Returns the slots of each level if its capacity is its own.
  private func slots(ofSize size: Int) -> [Int?] {
    problem.levels.indices.map { index in
      let level = problem.levels[index]
      guard level.countsBytes else { return level.slots }
      let stored = level.stored(size)
      return stored == 0 ? nil : min(capacity(problem.pool(of: index)) / stored, Level.maximumSlots)
    }
  }

  /// Returns the problem with so many slots on each level.
  func problem(slots: [Int?]) -> Problem {
    let chain = problem.chain
    let levels = problem.levels.indices.map { index in
      // As many slots as steps means unlimited.
      Level(
        name: problem.levels[index].name, slots: slots[index].flatMap { $0 >= chain.length ? nil : $0 },
        writeCost: costs[index].write, readCost: costs[index].read)
    }
    do {
      return try Problem(
        chain: Chain(length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost),
        levels: levels, fractionDigits: problem.fractionDigits)
    } catch {
      preconditionFailure("what differs from a valid problem is in range: \(error)")
    }
  }

  /// Returns the slots of each level for states of `size` bytes, the shared capacities divided so that equal steps of the mean
  /// cost take the least time.
  ///
  /// - Complexity: some dozen plans of equal steps for each level that shares.
  func division(ofSize size: Int) throws(PlanningError) -> [Int?] {
    var slots = slots(ofSize: size)
    for sharers in shared {
      for level in sharers.dropLast() { slots[level] = 0 }
    }
    let isSingle = shared.count == 1 && shared[0].count == 2
    for _ in 0..<(isSingle ? 1 : 2) {
      for sharers in shared {
        for level in sharers.dropLast() { try choose(level, of: sharers, size, &slots) }
      }
    }
    return slots
  }

  /// Sets the slots of a level to the best number, while the last sharer of its capacity gets what the others leave.
  private func choose(_ level: Int, of sharers: [Int], _ size: Int, _ slots: inout [Int?]) throws(PlanningError) {
    let own = problem.levels[level].stored(size)
    guard let last = sharers.last, own > 0 else { return }
    let rest = problem.levels[last].stored(size)
    let taken = sharers.dropLast().reduce(0) { sum, other in
      other == level ? sum : sum + (slots[other] ?? 0) * problem.levels[other].stored(size)
    }
    let free = capacity(problem.pool(of: level)) - taken
    func divided(_ count: Int) -> [Int?] {
      var divided = slots
      divided[level] = min(count, Level.maximumSlots)
      divided[last] = rest == 0 ? nil : min((free - count * own) / rest, Level.maximumSlots)
      return divided
    }
    var costs: [Int: Int128] = [:]
    var (low, high) = (0, min(free / own, problem.chain.length))
    var best: (cost: Int128, count: Int)?
    while true {
      let step = max(1, (high - low) / Self.tries)
      for count in stride(from: low, through: high, by: step) where costs[count] == nil {
        let cost = try self.cost(divided(count))
        costs[count] = cost
        if cost < best?.cost ?? .max { best = (cost, count) }
      }
      guard let best, step > 1 else { break }
      (low, high) = (max(low, best.count - step), min(high, best.count + step))
    }
    if let best { slots = divided(best.count) }
  }

  private static let tries = 16

  /// Returns the least time of equal steps of the mean cost on levels of slots, as far as a quick plan finds it.
  private func cost(_ slots: [Int?]) throws(PlanningError) -> Int128 {
    let equal = problem(slots: slots).with(forwardCost: meanForwardCost)
    let effort = PlanningEffort.current(inParts: PlanningEffort.mostParts)
    let planned = try effort.limiting { () throws(PlanningError) in
      try PlanningError.orNil { () throws(PlanningError) in try ExactPlanning.best(for: equal, planner: .hrevolve) }
    }
    return planned.map { Int128($0.makespanUnits) } ?? .max
  }
}
