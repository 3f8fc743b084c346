/// What states and tapes take and cost on the levels of a problem, in bytes or slots; ``RoomGrid`` converts it to
/// units.
struct RoomDemand: Sendable {
  /// One level.
  struct Tier: Sendable {
    /// The level's number in the problem.
    var level: Int
    var pool: Int
    /// The sizes of x_i and tape i.
    var stateSizes: [Int]
    var tapeSizes: [Int] = []
    var stateWrites: [Int]
    var stateReads: [Int]
    /// The cost of writing and reading tape i once each.
    var tapeAccess: [Int] = []
    /// The cost of reading x_{i+1} from tape i.
    var tapeReads: [Int] = []
  }

  /// A capacity, of one level or of several that share it.
  struct Pool: Sendable {
    /// Bytes or slots; `Int.max` if there is no limit.
    var capacity: Int
    /// True if it is in bytes.
    var isDivisible: Bool

    /// Returns the pools of a problem, in the order of the levels that use them first, and the number of each level's.
    static func all(of problem: Problem) -> (pools: [Pool], ofLevel: [Int]) {
      var pools: [Pool] = []
      var numbers: [Int: Int] = [:]
      let ofLevel = problem.levels.enumerated().map { index, level in
        let owner = problem.pool(of: index)
        if let known = numbers[owner] { return known }
        let room = problem.levels[owner]
        numbers[owner] = pools.count
        pools.append(Pool(capacity: room.slots ?? room.capacity ?? .max, isDivisible: level.isInBytes))
        return pools.count - 1
      }
      return (pools, ofLevel)
    }
  }

  /// The costs of the steps; without tapes, followed by 0.
  var forwardCosts: [Int]
  var tiers: [Tier]
  /// The first belongs to the fastest level.
  var pools: [Pool]
  var hasTapes: Bool
  /// The bytes of the first pool that each part's forward and backward step need while they run; empty if none do.
  var forwardTemporary: [Int] = []
  var backwardTemporary: [Int] = []

  var parts: Int { forwardCosts.count }
  /// The rows that a table keeps for an interval.
  var kinds: Int { tiers.count + (hasTapes ? Set(tiers.map(\.tapeReads)).count : 0) }

  /// Returns the bytes that the lists of a problem take.
  static func bytes(_ problem: Problem) -> Int128 {
    Int128(problem.chain.length) * 8 * (3 + 6 * Int128(problem.levels.count))
  }

  /// - Complexity: O(l K) time and memory for K levels, since costs and sizes are listed.
  init(_ problem: Problem) {
    let chain = problem.chain
    let length = chain.length
    hasTapes = chain.tapes != nil
    forwardCosts = (0..<length).map { chain.forwardCost[$0] }
    if !hasTapes { forwardCosts.append(0) }
    tiers = []
    let poolOfLevel: [Int]
    (pools, poolOfLevel) = Pool.all(of: problem)
    for (index, pool) in poolOfLevel.enumerated() {
      let isInBytes = problem.levels[index].isInBytes
      // No planner stores x_l.
      var tier = Tier(
        level: index, pool: pool,
        stateSizes: (0..<length).map { isInBytes ? problem.storedSize(level: index, state: $0) : 1 },
        stateWrites: (0..<length).map { problem.writeCost(level: index, state: $0) },
        stateReads: (0..<length).map { problem.readCost(level: index, state: $0) })
      if hasTapes {
        tier.tapeSizes = (0..<length).map { isInBytes ? problem.storedSize(level: index, tape: $0) : 1 }
        tier.tapeReads = (0..<length).map { problem.readCost(level: index, tape: $0) }
        tier.tapeAccess = zip(tier.tapeReads, 0..<length).map { read, tape in
          let (sum, overflow) = read.addingReportingOverflow(problem.writeCost(level: index, tape: tape))
          return overflow ? .max : sum
        }
      } else {
        tier.stateSizes.append(0)
        tier.stateWrites.append(0)
        tier.stateReads.append(0)
      }
      tiers.append(tier)
    }
    // Slots already leave that room.
    guard pools.first?.isDivisible == true, chain.forwardTemporary != nil || chain.backwardTemporary != nil else {
      return
    }
    forwardTemporary = (0..<parts).map { $0 < length ? chain.forwardTemporary?[$0] ?? 0 : 0 }
    backwardTemporary = (0..<parts).map { chain.backwardTemporary?[$0] ?? 0 }
  }

  /// The same chain with steps that need no room, and a fastest level that is smaller by what every step needs.
  ///
  /// Storing something between two steps and dropping it before the next is useless.
  var withoutTemporaries: RoomDemand {
    if forwardTemporary.isEmpty { return self }
    var relaxed = self
    (relaxed.forwardTemporary, relaxed.backwardTemporary) = ([], [])
    let steps = hasTapes ? forwardTemporary : forwardTemporary.dropLast()
    let least = min(steps.min() ?? 0, backwardTemporary.min() ?? 0)
    relaxed.pools[0].capacity = max(0, pools[0].capacity - least)
    return relaxed
  }

  /// The least total cost of writing and reading each tape.
  var tapeAccess: Int128 {
    hasTapes ? (0..<parts).reduce(0) { $0 + Int128(leastAccess(of: $1)) } : 0
  }

  func leastAccess(of tape: Int) -> Int { tiers.map { $0.tapeAccess[tape] }.min() ?? 0 }

  /// All sizes that a pool may have to hold: those on every level that shares it.
  func sizes(ofPool pool: Int) -> [Int] {
    tiers.filter { $0.pool == pool }.flatMap { $0.stateSizes + $0.tapeSizes }
  }

  /// The largest unit of each pool that divides every size.
  var exactUnits: [Int] {
    pools.indices.map { pools[$0].isDivisible ? max(1, sizes(ofPool: $0).reduce(0, greatestDivisor)) : 1 }
  }

  /// Returns the resolution of a plan in these units, or nil if no level is planned by the byte.
  func resolution(_ problem: Problem, _ units: [Int]) -> [Int?]? {
    guard problem.levels.contains(where: \.countsBytes) else { return nil }
    return tiers.map { problem.levels[$0.level].countsBytes ? units[$0.pool] : nil }
  }

  /// True if everything fits in a pool at once and no step is short of room.
  func isLimitless(_ pool: Int) -> Bool {
    if pools[pool].capacity == .max { return true }
    let temporary = pool == 0 ? max(forwardTemporary.max() ?? 0, backwardTemporary.max() ?? 0) : 0
    return sizes(ofPool: pool).reduce(Int128(temporary)) { $0 + Int128($1) } <= Int128(pools[pool].capacity)
  }

  /// Returns the same chain on a grid.
  ///
  /// - Parameter roundingDown: Whether sizes are rounded down to whole units, for a bound, instead of up.
  func chain(on grid: RoomGrid, roundingDown: Bool = false) -> RoomChain {
    var numbers: [Int: Int] = [:]
    var rooms: [FreeRooms] = []
    for (pool, free) in grid.rooms.enumerated() {
      if let free {
        numbers[pool] = rooms.count
        rooms.append(free)
      }
    }
    var chain = RoomChain(forwardCosts: forwardCosts, tiers: [], pools: rooms, hasTapes: hasTapes)
    let access = hasTapes ? (0..<parts).map(leastAccess) : []
    for tier in tiers {
      let unit = grid.units[tier.pool]
      func units(_ size: Int) -> Int { size / unit + (roundingDown || size % unit == 0 ? 0 : 1) }
      chain.tiers.append(
        RoomChain.Tier(
          level: tier.level, pool: numbers[tier.pool], stateUnits: tier.stateSizes.map(units),
          stateWrites: tier.stateWrites, stateReads: tier.stateReads,
          tapeSums: RoomChain.Tier.sums(roundingDown ? tier.tapeSizes.map(units) : tier.tapeSizes),
          unit: roundingDown ? 1 : unit, tapeCosts: zip(tier.tapeAccess, access).map { $0 - $1 },
          tapeReads: tier.tapeReads))
    }
    if !forwardTemporary.isEmpty, !roundingDown, let free = grid.rooms[0] {
      let (unit, capacity) = (grid.units[0], pools[0].capacity)
      func need(_ bytes: Int) -> Int {
        bytes > capacity ? .max : free.amount(free.whole) - (capacity - bytes) / unit
      }
      chain.forwardNeeds = forwardTemporary.map(need)
      chain.backwardNeeds = backwardTemporary.map(need)
    }
    chain.bundlesTapes = hasTapes && !grid.isExact && !roundingDown
    return chain
  }

  /// The same chain on one level with the room of all and the costs of the cheapest: no schedule costs more there. Nil
  /// if bytes and slots cannot be added up.
  var joined: RoomDemand? {
    let limitless = pools.contains { $0.capacity == .max }
    guard limitless || Set(pools.map(\.isDivisible)).count == 1 else { return nil }
    var joined = self
    func least(_ numbers: (Tier) -> [Int]) -> [Int] {
      let lists = tiers.map(numbers)
      return lists[0].indices.map { index in lists.map { $0[index] }.min() ?? 0 }
    }
    joined.tiers = [
      Tier(
        level: 0, pool: 0, stateSizes: least(\.stateSizes), tapeSizes: least(\.tapeSizes),
        stateWrites: least(\.stateWrites), stateReads: least(\.stateReads), tapeAccess: least(\.tapeAccess),
        tapeReads: least(\.tapeReads))
    ]
    let capacity = pools.reduce(Int128(0)) { $0 + Int128($1.capacity) }
    joined.pools = [Pool(capacity: Int(clamping: capacity), isDivisible: pools[0].isDivisible)]
    return joined
  }
}
