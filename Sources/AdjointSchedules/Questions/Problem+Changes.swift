extension Problem {
  /// Returns the problem with another number of slots at one level, which counts slots from then on, not bytes.
  ///
  /// - Precondition: The level exists, and `slots` is at most `Level.maximumSlots`.
  func with(slots: Int, atLevel index: Int) -> Problem {
    with(levels[index].counting(slots: slots), atLevel: index)
  }

  /// Returns the problem with another number of bytes at one level.
  ///
  /// - Precondition: The level has a capacity of its own, and `capacity` is at least 0.
  package func with(capacity: Int, atLevel index: Int) -> Problem {
    with(levels[index].holding(capacity), atLevel: index)
  }

  /// Returns the bytes with which a level holds every state and tape and the room that a step needs while it runs, at
  /// most 2^62.
  ///
  /// - Complexity: O(sizes given).
  package func everythingStored(atLevel index: Int) -> Int {
    func total(_ sizes: StepSize?, _ count: Int) -> Int128 {
      switch sizes {
      case nil: return 0
      case .uniform(let size): return Int128(levels[index].stored(size)) * Int128(count)
      case .each(let sizes): return sizes.reduce(0) { $0 + Int128(levels[index].stored($1)) }
      }
    }
    func most(_ sizes: StepSize?) -> Int128 {
      switch sizes {
      case nil: return 0
      case .uniform(let size): return Int128(size)
      case .each(let sizes): return Int128(sizes.max() ?? 0)
      }
    }
    let all = total(chain.stateSize, chain.length + 1) + total(chain.tapes?.size, chain.length)
    return Int(min(all + max(most(chain.forwardTemporary), most(chain.backwardTemporary)), 1 << 62))
  }

  /// Returns the problem with one level replaced.
  ///
  /// Without bytes of its own the level has none to share, and, if it is level 0, no room that steps could need.
  ///
  /// - Precondition: The level exists, and the new one is in range.
  func with(_ level: Level, atLevel index: Int) -> Problem {
    var levels = levels
    levels[index] = level
    if level.capacity != nil { return changed(chain: chain, levels: levels) }
    for other in levels.indices where levels[other].sharesCapacityWith == index {
      levels[other] = levels[other].counting(slots: 0)
    }
    return changed(chain: index == 0 ? chain.withoutTemporaries : chain, levels: levels)
  }

  /// Returns the problem of a chain of another length.
  ///
  /// - Precondition: The problem is of one chain, `length` is in 0 ... `Chain.maximumLength`, and neither costs nor sizes
  ///   are given step by step.
  func with(length: Int) -> Problem {
    changed(chain: chain.with(length: length), levels: levels)
  }

  /// Returns the problem with free backward steps, which has the same schedules and the same best ones.
  ///
  /// - Precondition: Backward steps run from states.
  func withFreeBackwardSteps() -> Problem {
    changed(chain: chain.with(backwardCost: .uniform(0)), levels: levels)
  }

  /// Returns the problem of a chain whose forward steps all cost `forwardCost`.
  func with(forwardCost: Int) -> Problem {
    changed(chain: chain.with(forwardCost: .uniform(forwardCost)), levels: levels)
  }

  /// Returns the problem of a chain with other forward costs.
  ///
  /// - Precondition: None is below 0, and a list has one for each step.
  func with(forwardCosts: StepCost) -> Problem {
    changed(chain: chain.with(forwardCost: forwardCosts), levels: levels)
  }

  private func changed(chain: Chain, levels: [Level]) -> Problem {
    do {
      let changed = try Problem(chain: chain, levels: levels, fractionDigits: fractionDigits)
      return Problem(
        checked: changed.chain, junction: junction, levels: changed.levels, fractionDigits: fractionDigits)
    } catch {
      preconditionFailure("what differs from a valid problem is in range: \(error)")
    }
  }
}

extension Chain {
  /// The chain whose steps need no room on level 0 while they run.
  fileprivate var withoutTemporaries: Chain {
    Chain(
      length: length, forwardCost: forwardCost, backwardCost: backwardCost, stateSize: stateSize, tapes: tapes)
  }

  /// Returns the chain with the given values instead of its own.
  fileprivate func with(
    length: Int? = nil, forwardCost: StepCost? = nil, backwardCost: StepCost? = nil
  ) -> Chain {
    Chain(
      length: length ?? self.length, forwardCost: forwardCost ?? self.forwardCost,
      backwardCost: backwardCost ?? self.backwardCost, stateSize: stateSize, tapes: tapes,
      forwardTemporary: forwardTemporary, backwardTemporary: backwardTemporary)
  }
}
