/// The levels of a problem whose states differ in size: what they hold, in bytes and in states.
struct SizedPlatform: Sendable {
  /// How many states each level of the problem holds.
  let counts: [StateCounts]
  private let problem: Problem
  /// The bytes of x_0 ... x_{l-1}: no planner stores x_l.
  private let sizes: [Int]

  /// - Precondition: The problem counts bytes. So it has a step: the states of a chain without one have one size.
  init(_ problem: Problem) {
    let stateSize = problem.chain.stateSize ?? .uniform(0)
    let sizes = (0..<problem.chain.length).map { stateSize[$0] }
    // On a single level x_0 is stored before anything else and until the end: nothing can make it again.
    let isSingle = problem.levels.count == 1
    counts = problem.levels.map { level in
      level.capacity.map { StateCounts(capacity: $0, sizes: sizes, holdsFirst: isSingle) }
        ?? StateCounts(slots: level.slots, length: sizes.count)
    }
    self.problem = problem
    self.sizes = sizes
  }

  /// The levels that some state fits.
  var levels: [IndexedLevel] {
    problem.levels.enumerated().filter { counts[$0.offset].maximum > 0 }.map { (index: $0.offset, level: $0.element) }
  }

  /// True when every level holds the same number of states, whichever they are.
  var isInSlots: Bool { counts.allSatisfy { $0.guaranteed == $0.maximum } }

  /// Returns a level for each of x_0 ... x_{l-1} such that all of them fit at once, the largest at the cheapest; nil where
  /// none is found that way.
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

  /// Checks that x_0 fits somewhere, which is all that a schedule needs.
  ///
  /// - Throws: ``PlanningError/noRoom(needed:available:)``.
  func requireRoom() throws(PlanningError) {
    let needed = sizes.first ?? 0
    var most = 0
    for level in problem.levels {
      guard let capacity = level.capacity else {
        if level.slots != 0 { return }
        continue
      }
      if capacity >= needed { return }
      most = max(most, capacity)
    }
    throw .noRoom(needed: needed, available: most)
  }

  /// Returns the problem with slots in place of bytes.
  func inSlots(_ slots: (StateCounts) -> Int) -> Problem {
    let levels = zip(problem.levels, counts).map { level, counts in
      // As many as the chain has steps are any number.
      Level(
        name: level.name, slots: slots(counts) >= sizes.count ? nil : slots(counts), writeCost: level.writeCost,
        readCost: level.readCost)
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

  /// Returns the units of a level: the greatest common one of all sizes where that has at most `rowLimit` rows, else one
  /// of the finest that have; nil when even the coarsest has more.
  func grid(_ index: Int, entering: Int, rowLimit: Int) -> SizeGrid? {
    let level = problem.levels[index]
    let isUnlimited = counts[index].guaranteed >= sizes.count
    guard let capacity = level.capacity, !isUnlimited else {
      return SizeGrid(slots: isUnlimited ? nil : level.slots, length: sizes.count)
    }
    return .fitting(capacity: capacity, sizes: sizes, entering: entering, rowLimit: rowLimit)
  }

  /// True when slots of the largest state are as many as a table with so many rows has rows at every level.
  ///
  /// In such a table each stored state of a size above 0 takes a row or more, so that no more states are stored at once
  /// than there are slots: the optimum in slots is no worse. Levels that hold all states have no limit there.
  func largestSlotsSuffice(rowLimit: Int) -> Bool {
    if sizes.contains(0) { return false }
    return zip(problem.levels, counts).allSatisfy { level, counts in
      level.capacity == nil || (rowLimit <= counts.ofLargest && counts.guaranteed < sizes.count)
    }
  }

  /// True when the optimum in slots takes some seconds, also where forward steps differ.
  var isQuicklyTabulated: Bool {
    let length = Int128(sizes.count)
    var entries = (length + 1) * (length + 2) / 2
    for counts in counts where entries < Self.quickEntries {
      entries *= Int128(problem.levels.count == 1 ? counts.maximum : (counts.maximum + 1) * problem.levels.count)
    }
    return entries <= Self.quickEntries
  }

  private static let quickEntries: Int128 = 40_000_000
}
