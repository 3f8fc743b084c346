extension Problem {
  /// Returns the problem of reversing x_start ... x_end alone, from x_start in the buffer; with tapes, of steps
  /// `start` ... `end`, each with its tape.
  ///
  /// - Parameter levels: The levels that it may use.
  /// - Returns: nil if the levels cannot be used so.
  func part(from start: Int, to end: Int, levels: [Level]) -> Problem? {
    let steps = start..<(chain.tapes == nil ? end : end + 1)
    let states = start..<(steps.upperBound + 1)
    let backward = chain.tapes == nil ? states : steps
    let part = Chain(
      length: steps.count, forwardCost: chain.forwardCost.part(steps),
      backwardCost: chain.tapes == nil ? chain.backwardCost.part(backward) : .uniform(1),
      stateSize: chain.stateSize?.part(states),
      tapes: chain.tapes.map { Tapes(size: $0.size?.part(steps), adjointCost: $0.adjointCost.part(steps)) },
      forwardTemporary: chain.forwardTemporary?.part(steps),
      backwardTemporary: chain.backwardTemporary?.part(backward))
    return try? Problem(chain: part, levels: levels, fractionDigits: fractionDigits)
  }

  /// Returns the levels with the room that is left beside stored items; nil if they do not fit.
  func levels(beside stored: [(level: Int, item: StoredItem)]) -> [Level]? {
    var (counts, bytes) = ([Int](repeating: 0, count: levels.count), [Int](repeating: 0, count: levels.count))
    for (level, item) in stored {
      counts[level] += 1
      bytes[pool(of: level)] +=
        item.isTape ? storedSize(level: level, tape: item.number) : storedSize(level: level, state: item.number)
    }
    var rest: [Level] = []
    for (index, level) in levels.enumerated() {
      if let capacity = level.capacity {
        if bytes[index] > capacity { return nil }
        rest.append(level.holding(capacity - bytes[index]))
      } else if level.sharesCapacityWith != nil {
        rest.append(level.withSlots(nil))
      } else if let slots = level.slots {
        if counts[index] > slots { return nil }
        rest.append(level.withSlots(slots - counts[index]))
      } else {
        rest.append(level)
      }
    }
    return rest
  }

  /// The cost of all backward steps up to this one.
  func backwardTotal(through due: Int) -> Int128 {
    switch chain.adjointCost {
    case .uniform(let cost): return Int128(cost) * Int128(due + 1)
    case .each(let costs): return costs[...due].reduce(0) { $0 + Int128($1) }
    }
  }
}

extension PerStep {
  /// Returns the numbers of a range of steps.
  fileprivate func part(_ range: Range<Int>) -> PerStep {
    switch self {
    case .uniform: return self
    case .each(let numbers): return .each(Array(numbers[range]))
    }
  }
}
