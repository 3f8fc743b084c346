extension Problem {
  /// True when bytes limit what a level holds: it has a capacity, and sizes differ.
  ///
  /// Where all states, and tapes, have one size, slots are counted and every planner plans them.
  package var countsBytes: Bool {
    chain.commonSize == nil && levels.contains { $0.capacity != nil }
  }

  /// Checks that a planner of states in slots can take the problem.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:reason:remedy:)`` when sizes differ, or when backward steps run from tapes.
  func requireSlots(_ planner: Planner) throws(PlanningError) {
    try requireStates(planner)
    if countsBytes {
      throw .unsuited(
        planner: planner, reason: "plans states of one size",
        remedy: "give stateSize as a single number, or use hrevolve")
    }
  }

  /// Checks that there is one chain whose backward steps run from states.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:reason:remedy:)`` when they run from tapes, or when branches join.
  func requireStates(_ planner: Planner) throws(PlanningError) {
    if junction != nil {
      throw .unsuited(
        planner: planner, reason: "plans one chain, not branches that join in a handle", remedy: "use join")
    }
    if chain.tapes == nil { return }
    throw .unsuited(
      planner: planner, reason: "plans backward steps that run from states, not from tapes",
      remedy: "use rotor, or give backwardCost in place of tapeSize and adjointCost")
  }

  /// Checks that a chain stored by the byte says what its states and tapes weigh.
  static func checkSizes(_ chain: Chain, levelIndex: Int) throws(ProblemError) {
    let remedy = "is missing; levels[\(levelIndex)] has a capacity, so give"
    if chain.stateSize == nil { throw ProblemError(field: "chain.stateSize", reason: "\(remedy) the size of a state") }
    if let tapes = chain.tapes, tapes.size == nil {
      throw ProblemError(field: "chain.tapeSize", reason: "\(remedy) the size of a tape")
    }
  }
}

extension Chain {
  /// The bytes that every state and every tape has, or nil when they differ or are not given.
  var commonSize: Int? {
    guard let size = stateSize?.common else { return nil }
    guard let tapes, length > 0 else { return size }
    return tapes.size?.common == size ? size : nil
  }
}

extension Level {
  /// Returns how many things of `size` bytes the level's capacity holds, or nil when it is any number or unknown.
  func slots(ofSize size: Int?) -> Int? {
    guard let capacity, let size, size > 0 else { return nil }
    return min(capacity / size, Self.maximumSlots)
  }
}
