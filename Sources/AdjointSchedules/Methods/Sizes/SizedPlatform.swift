/// The levels of a problem with states of different sizes: what they hold, in bytes and in states.
struct SizedPlatform: Sendable {
  /// The number of states that fit on each level.
  let counts: [StateCounts]
  private let problem: Problem
  /// The bytes of x_0 ... x_{l-1}: no planner stores x_l.
  private let sizes: [Int]

  /// - Precondition: The problem counts bytes, so it has a step: without steps there is only one size.
  init(_ problem: Problem) {
    let stateSize = problem.chain.stateSize ?? .uniform(0)
    let sizes = (0..<problem.chain.length).map { stateSize[$0] }
    // On a single level, x_0 is stored first and until the end, since it cannot be recomputed.
    let isSingle = problem.levels.count == 1
    counts = problem.levels.indices.map { index in
      let level = problem.levels[index]
      guard level.countsBytes, let capacity = problem.levels[problem.pool(of: index)].capacity else {
        return StateCounts(slots: level.slots, length: sizes.count)
      }
      return StateCounts(capacity: capacity, sizes: sizes.map(level.stored), holdsFirst: isSingle)
    }
    self.problem = problem
    self.sizes = sizes
  }

  /// The levels on which some state fits.
  var levels: [IndexedLevel] {
    problem.levels.enumerated().filter { counts[$0.offset].maximum > 0 }.map { (index: $0.offset, level: $0.element) }
  }

  /// True if every level holds a fixed number of states, whichever they are, and moves all for the same cost.
  var isInSlots: Bool { isPlain && counts.allSatisfy { $0.guaranteed == $0.maximum } }

  /// True if bytes limit what a level holds, and nothing else: transfers do not cost by the byte, no level compresses or
  /// shares its room, and steps need none while they run.
  var isPlain: Bool {
    !problem.levels.contains { $0.paysByByte || $0.sizeFactor != .one || $0.sharesCapacityWith != nil }
      && problem.chain.forwardTemporary == nil && problem.chain.backwardTemporary == nil
  }

  /// Returns a level for each of x_0 ... x_{l-1} such that all fit at the same time, the largest on the cheapest; nil
  /// if this way finds none.
  func placesForAll() -> [Int]? {
    let order = problem.usableLevels.byTraffic
    var free = problem.levels.map { level in level.capacity ?? level.slots ?? .max }
    var places = Array(repeating: 0, count: sizes.count)
    for state in sizes.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) }) {
      let size = { (index: Int) in problem.levels[index].capacity == nil ? 1 : sizes[state] }
      guard let (index, _) = order.first(where: { free[$0.index] >= size($0.index) }) else { return nil }
      free[index] -= size(index)
      places[state] = index
    }
    return places
  }

  /// Checks that x_0 fits somewhere, which is enough for a schedule.
  ///
  /// - Throws: ``PlanningError/noRoom(needed:available:)``.
  func requireRoom() throws(PlanningError) {
    var (needed, most) = (Int.max, 0)
    for (index, level) in problem.levels.enumerated() {
      guard level.countsBytes, let capacity = problem.levels[problem.pool(of: index)].capacity else {
        if level.slots != 0 { return }
        continue
      }
      let size = problem.storedSize(level: index, state: 0)
      if capacity >= size { return }
      needed = min(needed, size)
      most = max(most, capacity)
    }
    throw .noRoom(needed: needed, available: most)
  }

  /// Returns the problem with slots instead of bytes.
  func inSlots(_ slots: (StateCounts) -> Int) -> Problem {
    let levels = problem.levels.indices.map { index in
      // As many slots as steps means unlimited. Transfers cost what they do at least.
      let level = problem.levels[index]
      let least = { (cost: (Int, Int) -> Int, latency: Int) in
        level.paysByByte ? sizes.indices.map { cost(index, $0) }.min() ?? 0 : latency
      }
      return Level(
        name: level.name, slots: slots(counts[index]) >= sizes.count ? nil : slots(counts[index]),
        writeCost: least({ problem.writeCost(level: $0, state: $1) }, level.writeCost),
        readCost: least({ problem.readCost(level: $0, state: $1) }, level.readCost))
    }
    let chain = problem.chain
    do {
      return try Problem(
        chain: Chain(length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost),
        levels: levels, fractionDigits: problem.fractionDigits)
    } catch {
      preconditionFailure("what differs from a valid problem is in range: \(error)")
    }
  }

  /// The greatest common unit of the states, for each level in bytes: no size is rounded.
  var exactUnits: [Int?] { units(max(1, SizeGrid.commonUnit(of: sizes))) }

  /// The size of the largest state, for each level in bytes.
  var largestUnits: [Int?] { units(max(1, sizes.max() ?? 0)) }

  private func units(_ unit: Int) -> [Int?] { problem.levels.map { $0.capacity == nil ? nil : unit } }

  /// Returns the units of a level: the greatest common unit of all sizes if that has at most `rowLimit` rows, otherwise
  /// one of the finest that fit; nil if even the coarsest has more.
  func grid(_ index: Int, entering: Int, rowLimit: Int) -> SizeGrid? {
    let level = problem.levels[index]
    let isUnlimited = counts[index].guaranteed >= sizes.count
    guard let capacity = level.capacity, !isUnlimited else {
      return SizeGrid(slots: isUnlimited ? nil : level.slots, length: sizes.count)
    }
    return .fitting(capacity: capacity, sizes: sizes, entering: entering, rowLimit: rowLimit)
  }

  /// True if, on every level, there are as many slots of the largest state as a table with this limit has rows.
  ///
  /// In such a table each stored state of nonzero size takes at least a row, so no more states are stored at the same
  /// time than there are slots, and the optimum in slots is no worse. Levels that hold all states are unlimited there.
  func largestSlotsSuffice(rowLimit: Int) -> Bool {
    if sizes.contains(0) { return false }
    return zip(problem.levels, counts).allSatisfy { level, counts in
      level.capacity == nil || (rowLimit <= counts.ofLargest && counts.guaranteed < sizes.count)
    }
  }

  /// True if the optimum in slots takes at most some seconds, even if forward steps differ.
  var isQuicklyTabulated: Bool {
    var entries = IntervalSpace.count(sizes.count)
    for counts in counts where entries < Self.quickEntries {
      entries *= Int128(problem.levels.count == 1 ? counts.maximum : (counts.maximum + 1) * problem.levels.count)
    }
    return entries <= Self.quickEntries
  }

  private static let quickEntries: Int128 = 40_000_000
}
