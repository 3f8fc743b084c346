extension Problem {
  /// True if bytes determine what a level holds or what a transfer costs, and slots cannot replace them.
  ///
  /// If all states and tapes have the same size, slots are counted instead, and every planner accepts them; but not if
  /// two levels share a capacity or if steps need different amounts of space while they run.
  package var countsBytes: Bool {
    levels.contains { $0.countsBytes || $0.paysByByte } && !Self.isCounted(levels, chain)
  }

  /// True if slots can fully replace bytes.
  private static func isCounted(_ levels: [Level], _ chain: Chain) -> Bool {
    chain.commonSize != nil && chain.commonTemporary != nil && !levels.contains { $0.sharesCapacityWith != nil }
  }

  /// Returns the levels with slots and with the time of bytes in their costs, if that is equivalent.
  ///
  /// The room that every step needs while it runs is never free for a state, since a state stored between steps is
  /// either there when the next one runs or useless.
  static func counted(_ levels: [Level], _ chain: Chain, fractionDigits: Int) -> [Level] {
    let unit = (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 }
    let isCounted = isCounted(levels, chain)
    return levels.enumerated().map { index, level in
      let priced = level.moving(chain.commonSize, unit: unit)
      guard level.capacity != nil else { return priced }
      let temporary = index == 0 ? chain.commonTemporary ?? 0 : 0
      return priced.withSlots(isCounted ? level.slots(ofSize: chain.commonSize, beside: temporary) : nil)
    }
  }

  /// Checks that a planner that counts slots can plan the problem.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:_:)`` if sizes differ or backward steps run from tapes.
  func requireSlots(_ planner: Planner) throws(PlanningError) {
    try requireStates(planner)
    if countsBytes {
      throw .unsuited(planner: planner, .equalSizes)
    }
  }

  /// Checks that the problem is a single chain whose backward steps run from states.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:_:)`` if they run from tapes or if branches join.
  func requireStates(_ planner: Planner) throws(PlanningError) {
    if junction != nil {
      throw .unsuited(planner: planner, .oneChain)
    }
    if chain.tapes == nil { return }
    throw .unsuited(planner: planner, .states)
  }
}

extension Chain {
  /// The common size of all states and tapes in bytes, or nil if they differ or are not given.
  var commonSize: Int? {
    guard let size = stateSize?.common else { return nil }
    guard let tapes, length > 0 else { return size }
    return tapes.size?.common == size ? size : nil
  }

  /// The bytes that must be free on the fastest level whenever a step runs, or nil if slots cannot express it: steps
  /// differ, or keep tapes that grow while they run.
  var commonTemporary: Int? {
    if forwardTemporary == nil && backwardTemporary == nil { return 0 }
    guard tapes == nil, let forward = (forwardTemporary ?? .uniform(0)).common,
      let backward = (backwardTemporary ?? .uniform(0)).common
    else { return nil }
    return max(length > 0 ? forward : 0, backward)
  }
}

extension Level {
  /// Returns how many items of `size` bytes fit in the level's capacity, the most that a level may have where they take
  /// nothing; nil if unknown.
  ///
  /// - Parameter temporary: Additional bytes needed.
  func slots(ofSize size: Int?, beside temporary: Int) -> Int? {
    guard let capacity, let size = size.map(stored) else { return nil }
    // What does not fit an empty level leaves it without a slot; the machine refuses the step.
    if temporary > capacity { return 0 }
    return size == 0 ? Self.maximumSlots : min((capacity - temporary) / size, Self.maximumSlots)
  }
}
