extension Problem {
  /// Returns the problem with another number of slots at one level.
  ///
  /// - Precondition: The level exists, and `slots` is at most `Level.maximumSlots`.
  func with(slots: Int, atLevel index: Int) -> Problem {
    let level = levels[index]
    return with(
      Level(name: level.name, slots: slots, writeCost: level.writeCost, readCost: level.readCost), atLevel: index)
  }

  /// Returns the problem with another level in place of one.
  ///
  /// - Precondition: The level exists, and the new one is in range.
  func with(_ level: Level, atLevel index: Int) -> Problem {
    var levels = levels
    levels[index] = level
    return changed(chain: chain, levels: levels)
  }

  /// Returns the problem of a chain of another length.
  ///
  /// - Precondition: `length` is in 0 ... `Chain.maximumLength`, and neither costs nor sizes are given step by step.
  func with(length: Int) -> Problem {
    let chain = Chain(
      length: length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, stateSize: chain.stateSize,
      tapes: chain.tapes)
    return changed(chain: chain, levels: levels)
  }

  /// Returns the problem with backward steps that cost nothing: its schedules are the same, and so is which are best.
  func withFreeBackwardSteps() -> Problem {
    let free = Chain(
      length: chain.length, forwardCost: chain.forwardCost, backwardCost: .uniform(0), stateSize: chain.stateSize)
    return changed(chain: free, levels: levels)
  }

  /// Returns the problem of a chain whose forward steps all cost `forwardCost`.
  func with(forwardCost: Int) -> Problem {
    let uniform = Chain(
      length: chain.length, forwardCost: .uniform(forwardCost), backwardCost: chain.backwardCost,
      stateSize: chain.stateSize)
    return changed(chain: uniform, levels: levels)
  }

  private func changed(chain: Chain, levels: [Level]) -> Problem {
    do {
      return try Problem(chain: chain, levels: levels, fractionDigits: fractionDigits)
    } catch {
      preconditionFailure("what differs from a valid problem is in range: \(error)")
    }
  }
}
