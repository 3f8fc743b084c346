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
  func everythingStored(atLevel index: Int) -> Int {
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

  /// Returns the problem with every transfer blocking, and less room on level 0.
  ///
  /// - Parameter items: How many slots, or of the largest states and tapes, have no room there; nil if that is none.
  func withBlockingTransfers(without items: Int) -> Problem? {
    var levels = levels.map { $0.overlapped(false) }
    guard let memory = levels.first else { return nil }
    if items > 0 {
      if memory.sharesCapacityWith != nil || levels.contains(where: { $0.sharesCapacityWith == 0 }) { return nil }
      if let capacity = memory.capacity {
        let largest = ((chain.stateSize?.given ?? []) + (chain.tapes?.size?.given ?? [])).max() ?? 0
        let (taken, overflow) = memory.stored(largest).multipliedReportingOverflow(by: items)
        if overflow || taken > capacity { return nil }
        return changed(chain: chain, levels: levels).with(capacity: capacity - taken, atLevel: 0)
      }
      guard let slots = memory.slots else { return nil }
      if slots < items { return nil }
      levels[0] = memory.withSlots(slots - items)
    }
    return changed(chain: chain, levels: levels)
  }

  /// Returns the problem with blocking transfers whose costs are `share` of `parts` on each overlapped level and the rest of
  /// `parts` elsewhere, in units of 1 / `parts`, and with free writes to level 0; nil if they do not fit 64 bits, or nothing
  /// is left.
  ///
  /// The least makespan there is no more than `parts` times that of any overlapped schedule here: the time of a schedule
  /// is at least that of its computing side and that of its channels, and what is prefetched needs no write.
  func mixed(share: Int, of parts: Int) -> Problem? {
    let rest = parts - share * levels.count { $0.isOverlapped }
    if rest < 0 { return nil }
    func scaled(_ costs: PerStep) -> PerStep? {
      if costs.given.contains(where: { $0.multipliedReportingOverflow(by: rest).overflow }) { return nil }
      switch costs {
      case .uniform(let cost): return .uniform(cost * rest)
      case .each(let costs): return .each(costs.map { $0 * rest })
      }
    }
    guard let forward = scaled(chain.forwardCost), let backward = scaled(chain.backwardCost) else { return nil }
    var tapes = chain.tapes
    if let own = chain.tapes {
      guard let adjoint = scaled(own.adjointCost) else { return nil }
      tapes = Tapes(size: own.size, adjointCost: adjoint)
    }
    var levels: [Level] = []
    for (index, level) in self.levels.enumerated() {
      guard let level = level.scaled(by: level.isOverlapped ? share : rest, isWriteFree: index == 0) else {
        return nil
      }
      levels.append(level)
    }
    return try? Problem(
      chain: Chain(
        length: chain.length, forwardCost: forward, backwardCost: backward, stateSize: chain.stateSize, tapes: tapes,
        forwardTemporary: chain.forwardTemporary, backwardTemporary: chain.backwardTemporary),
      levels: levels, fractionDigits: fractionDigits)
  }

  private func changed(chain: Chain, levels: [Level]) -> Problem {
    do {
      let changed = try Problem(chain: chain, levels: levels, fractionDigits: fractionDigits)
      return Problem(
        checked: changed.chain, junction: junction, levels: changed.levels, fractionDigits: fractionDigits
      ).keeping(situation)
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
