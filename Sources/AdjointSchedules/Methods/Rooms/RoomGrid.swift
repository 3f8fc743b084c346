/// The units in which each pool's room is tabulated, and the intervals. If the table fits, these are the common divisor
/// of all sizes, or the sums of sizes that can occur, and every interval; otherwise as fine a choice as fits.
struct RoomGrid: Sendable {
  /// The most bytes of one table with narrow entries: a third of the memory limit, since a plan that is not proven
  /// makes up to three tables; 1 GiB if no limit is given.
  static var memoryLimit: Int { PlanningMemory.current.limit / shares }
  private static let shares = 3
  /// The most sums to compare while a table is filled: a few seconds' work.
  static var workLimit: Int { PlanningEffort.share(of: standardWork) }
  private static let standardWork = 9_000_000_000
  /// A grid that is not exact gains too little beyond this fineness.
  static let mostCoarseUnits = 8192
  /// The most amounts of room to list one by one.
  static let mostListed = 1 << 18
  /// The possible widths of a ladder, and roughly which fraction of the makespan each adds.
  private static let losses = [128: 0.016, 64: 0.025, 32: 0.037, 16: 0.055, 8: 0.085]
  /// A coarser grid than this is not worth a table.
  static let fewestUnits = 32

  /// The bytes of a unit of each pool, or 1 for pools counted in slots.
  private(set) var units: [Int]
  /// The amounts of each pool that can be free; nil if everything fits at once.
  private(set) var rooms: [FreeRooms?]
  /// True if no size is rounded and no slot left out.
  private(set) var isExact = true
  let ladder: IntervalLadder
  /// The most vectors that a table of these intervals may have.
  let most: Int

  /// The number of vectors.
  var vectors: Int { rooms.reduce(1) { $0 * ($1?.count ?? 1) } }
  /// True if every interval is tabulated.
  var hasAllIntervals: Bool { ladder.scaleCount == 1 && ladder.blockShift == 0 }

  /// Chooses the grid for a chain of at least one part; nil if no table fits.
  ///
  /// - Parameter allIntervals: Whether a table without all intervals is useless.
  init?(_ demand: RoomDemand, maximumUnits: Int? = nil, allIntervals: Bool = false) {
    let parts = demand.parts
    let isLimitless = demand.pools.indices.map(demand.isLimitless)
    let exact = demand.pools.indices.map { pool -> (unit: Int, room: Int) in
      let place = demand.pools[pool]
      if isLimitless[pool] { return (1, 0) }
      let divisor = place.isDivisible ? demand.sizes(ofPool: pool).reduce(0, greatestDivisor) : 1
      return (max(1, divisor), place.capacity / max(1, divisor))
    }
    let limited = demand.pools.indices.filter { !isLimitless[$0] }
    units = exact.map(\.unit)
    rooms = exact.indices.map { isLimitless[$0] ? nil : FreeRooms(upTo: 0) }
    let all = Shape(demand, width: max(1, parts), blockShift: 0)
    if let rooms = Self.exactRooms(demand, exact, limited, most: maximumUnits ?? all.most) {
      for (pool, room) in zip(limited, rooms) { self.rooms[pool] = room }
      ladder = all.ladder
      most = maximumUnits ?? all.most
      return
    }
    isExact = false
    // A table that exceeds its share of the work may be affordable alone, unless memory is what limits it.
    if maximumUnits == nil && all.most < all.mostInMemory { PlanningEffort.meet() }
    let averages = limited.map { pool in
      Double(demand.sizes(ofPool: pool).reduce(Int128(0)) { $0 + Int128($1) })
        / Double(max(1, parts)) / Double(max(1, demand.pools[pool].capacity))
    }
    // Roughly how much more a schedule costs, as measured on random chains with tapes (docs/tapes.md).
    func loss(_ shape: Shape) -> Double {
      let cap = Self.cap(exact, limited, most: maximumUnits ?? shape.most)
      let units = Double(limited.map { min(exact[$0].room, cap) }.min() ?? cap)
      let blocks = 0.15 * Double((1 << shape.blockShift) - 1) * (averages.max() ?? 0)
      return (shape.hasAllIntervals ? 0 : Self.losses[shape.ladderWidth] ?? 0) + 3 / units + blocks
    }
    var shapes = all.most >= Self.fewestUnits || maximumUnits != nil ? [all] : []
    if !allIntervals {
      for blockShift in 0...(demand.hasTapes ? 16 : 0) where parts >> blockShift >= 8 {
        for width in Self.losses.keys.sorted(by: >) where width < IntervalLadder.blocks(parts, shift: blockShift) {
          let shape = Shape(demand, width: width, blockShift: blockShift)
          if shape.most >= Self.fewestUnits { shapes.append(shape) }
        }
      }
    }
    guard let best = shapes.min(by: { loss($0) < loss($1) }) else { return nil }
    ladder = best.ladder
    most = maximumUnits ?? best.most
    let cap = Self.cap(exact, limited, most: most)
    for pool in limited {
      let (unit, room) = exact[pool]
      if room <= cap {
        rooms[pool] = FreeRooms(upTo: room)
      } else if demand.pools[pool].isDivisible {
        let sizes = demand.sizes(ofPool: pool)
        units[pool] = Self.coarseUnit(sizes, capacity: demand.pools[pool].capacity, units: cap)
        rooms[pool] = FreeRooms(upTo: demand.pools[pool].capacity / units[pool])
      } else {
        (units[pool], rooms[pool]) = (unit, FreeRooms(upTo: cap))
      }
    }
  }

  /// Returns the amounts of each limited pool that can be free, in exact units; nil if there are more than `most`
  /// vectors.
  private static func exactRooms(
    _ demand: RoomDemand, _ exact: [(unit: Int, room: Int)], _ limited: [Int], most: Int
  ) -> [FreeRooms]? {
    if most < 1 { return nil }
    var rooms: [FreeRooms] = []
    var vectors = Int128(1)
    for pool in limited {
      let (unit, room) = exact[pool]
      if let few = Self.few(demand, pool, unit: unit, room: room) {
        rooms.append(few)
      } else if room < most {
        rooms.append(FreeRooms(upTo: room))
      } else {
        // Even if there are too many whole numbers, few of them may be possible.
        guard demand.pools[pool].isDivisible,
          let listed = FreeRooms(
            of: room, less: demand.sizes(ofPool: pool).map { $0 / unit }, limit: min(most, mostListed))
        else { return nil }
        rooms.append(listed)
      }
      vectors *= Int128(rooms[rooms.count - 1].count)
      if vectors > Int128(most) { return nil }
    }
    return rooms
  }

  /// Returns the amounts that a short chain can leave free, if they are far fewer than all whole numbers.
  private static func few(_ demand: RoomDemand, _ pool: Int, unit: Int, room: Int) -> FreeRooms? {
    guard demand.pools[pool].isDivisible, demand.parts <= mostFew else { return nil }
    return FreeRooms(
      of: room, less: demand.sizes(ofPool: pool).map { $0 / unit }, limit: min(room / worthListing, mostListed))
  }

  /// A list is slower than whole numbers, entry by entry.
  private static let worthListing = 4
  /// The longest chains whose sums may be few.
  private static let mostFew = 8

  /// Returns the greatest number of units to which all pools can be cut for at most `most` vectors.
  private static func cap(_ exact: [(unit: Int, room: Int)], _ limited: [Int], most: Int) -> Int {
    var (low, high) = (1, max(1, min(most, mostCoarseUnits)))
    while low < high {
      let middle = (low + high + 1) / 2
      let vectors = limited.reduce(Int128(1)) { min(Int128(Int.max), $0 * Int128(min(exact[$1].room, middle) + 1)) }
      if vectors <= Int128(most) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Returns a unit that goes into the capacity at most `units` times: one that divides all larger sizes, if there is
  /// one, else the smallest.
  private static func coarseUnit(_ sizes: [Int], capacity: Int, units: Int) -> Int {
    let least = capacity / units + (capacity % units == 0 ? 0 : 1)
    let divisor = sizes.reduce(0) { $1 >= least ? greatestDivisor($0, $1) : $0 }
    // Its smallest divisor that is coarse enough.
    var parts = min(divisor / least, units)
    while parts > 0 && divisor % parts != 0 { parts -= 1 }
    return parts > 0 ? divisor / parts : least
  }

  /// Returns the chain with its own list of amounts that can be free, where the grid has a list; nil if that takes more
  /// vectors than a table may have.
  func listed(_ chain: RoomChain) -> RoomChain? {
    var chain = chain
    for pool in chain.pools.indices where chain.pools[pool].isList {
      let tiers = chain.tiers.filter { $0.pool == pool }
      let sizes = tiers.flatMap { tier in
        tier.stateUnits + tier.tapeSums.indices.dropLast().map { tier.tapeUnits(from: $0, to: $0 + 1) }
      }
      let whole = chain.pools[pool].amount(chain.pools[pool].whole)
      guard let sums = FreeRooms(of: whole, less: sizes, limit: most) else { return nil }
      chain.pools[pool] = sums
    }
    return chain.pools.reduce(Int128(1)) { $0 * Int128($1.count) } <= Int128(most) ? chain : nil
  }

  /// The intervals of a table, and how many vectors it may then have.
  private struct Shape {
    let parts: Int
    let ladderWidth: Int
    let blockShift: Int
    let most: Int
    let mostInMemory: Int

    init(_ demand: RoomDemand, width: Int, blockShift: Int) {
      (parts, ladderWidth, self.blockShift) = (demand.parts, width, blockShift)
      let size = IntervalLadder.size(parts: parts, width: width, blockShift: blockShift)
      let kinds = Int128(demand.kinds)
      let bytes = size.intervals * (kinds + 1) * 4
      mostInMemory = Int(clamping: Int128(RoomGrid.memoryLimit) / max(1, bytes))
      most = min(mostInMemory, Int(clamping: Int128(RoomGrid.workLimit) / max(1, size.splits * kinds)))
    }

    var hasAllIntervals: Bool { blockShift == 0 && ladderWidth >= parts }
    var ladder: IntervalLadder { IntervalLadder(parts: parts, width: ladderWidth, blockShift: blockShift) }
  }

  /// Returns the bytes of a table while it is filled.
  static func bytes(_ chain: RoomChain, _ ladder: IntervalLadder, entrySize: Int) -> Int128 {
    Int128(ladder.count) * Int128(RoomKinds(chain).count + 1) * Int128(entrySize)
      * chain.pools.reduce(1) { $0 * Int128($1.count) }
  }

  /// Returns the sums that filling a table compares.
  static func sums(_ chain: RoomChain, _ ladder: IntervalLadder) -> Int128 {
    IntervalLadder.size(parts: chain.count, width: max(ladder.width, 1), blockShift: ladder.blockShift).splits
      * Int128(RoomKinds(chain).count) * chain.pools.reduce(1) { $0 * Int128($1.count) }
  }
}
