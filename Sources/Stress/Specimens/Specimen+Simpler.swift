import AdjointSchedules

extension Specimen {
  /// Problems with one number reduced, simplest first.
  var simpler: [Specimen] {
    switch self {
    case .chain(let problem): return problem.simpler.map(Specimen.chain)
    case .join(let problem): return problem.simplerJoins.map(Specimen.join)
    case .share(let problem): return problem.simpler.map(Specimen.share)
    }
  }
}

extension Problem {
  /// Shorter chains, fewer levels, plainer costs and sizes, fewer slots.
  fileprivate var simpler: [Problem] {
    var result: [Problem?] = []
    for length in adjsched_stress.simpler(chain.length) { result.append(shortened(to: length)) }
    for index in levels.indices { result.append(changed { $0.levels.remove(at: index) }) }
    if fractionDigits > 0 { result.append(changed { $0.fractionDigits = 0 }) }
    for cost in chain.forwardCost.simpler { result.append(changed { $0.forwardCost = cost }) }
    if let tapes = chain.tapes {
      for cost in tapes.adjointCost.simpler {
        result.append(changed { $0.tapes = Tapes(size: tapes.size, adjointCost: cost) })
      }
      for size in tapes.size?.simpler ?? [] {
        result.append(changed { $0.tapes = Tapes(size: size, adjointCost: tapes.adjointCost) })
      }
    } else {
      for cost in chain.backwardCost.simpler { result.append(changed { $0.backwardCost = cost }) }
    }
    for size in chain.stateSize?.simpler ?? [] { result.append(changed { $0.stateSize = size }) }
    if chain.forwardTemporary != nil { result.append(changed { $0.forwardTemporary = nil }) }
    if chain.backwardTemporary != nil { result.append(changed { $0.backwardTemporary = nil }) }
    for (index, level) in levels.enumerated() {
      for simpler in level.simpler { result.append(changed { $0.levels[index] = simpler }) }
    }
    return result.compactMap { $0 }
  }

  private func shortened(to length: Int) -> Problem? {
    changed { $0.shorten(to: length) }
  }
}

extension PerStep {
  /// The same with one number reduced, first as a single number.
  fileprivate var simpler: [PerStep] {
    switch self {
    case .uniform(let number): return adjsched_stress.simpler(number).map(PerStep.uniform)
    case .each(let numbers):
      var result: [PerStep] = [.uniform(0), .uniform(1)]
      for (index, number) in numbers.enumerated() {
        for less in adjsched_stress.simpler(number) {
          var changed = numbers
          changed[index] = less
          result.append(.each(changed))
        }
      }
      return result
    }
  }
}

extension Level {
  fileprivate var simpler: [Level] {
    var result: [Level] = []
    if let capacity {
      result += adjsched_stress.simpler(capacity).map { with(capacity: $0) }
    } else if let slots {
      result += adjsched_stress.simpler(slots).map { with(slots: $0) }
    } else {
      result += [1, 2, 3].map { with(slots: $0) }
    }
    result += adjsched_stress.simpler(write.latency).map { with(writeCost: $0) }
    result += adjsched_stress.simpler(read.latency).map { with(readCost: $0) }
    if isOverlapped { result.append(with(isOverlapped: false)) }
    return result
  }
}

extension Problem {
  /// Fewer and shorter branches, a shorter handle, plainer costs, fewer slots.
  fileprivate var simplerJoins: [Problem] {
    guard let junction else { return [] }
    var result: [Problem?] = []
    for (index, branch) in junction.branches.enumerated() {
      result.append(try? join { $0.branches.remove(at: index) })
      for length in adjsched_stress.simpler(branch) { result.append(try? join { $0.branches[index] = length }) }
    }
    for length in adjsched_stress.simpler(junction.handle) { result.append(try? join { $0.handle = length }) }
    for slots in adjsched_stress.simpler(levels[0].slots ?? 20) { result.append(try? join { $0.slots = slots }) }
    for cost in chain.forwardCost.simpler { result.append(try? join { $0.forwardCost = cost.common ?? 0 }) }
    for cost in chain.backwardCost.simpler { result.append(try? join { $0.backwardCost = cost.common ?? 0 }) }
    return result.compactMap { $0 }
  }
}

extension ShareProblem {
  fileprivate var simpler: [ShareProblem] {
    var result: [ShareProblem?] = []
    for (index, chain) in chains.enumerated() {
      var fewer = chains
      fewer.remove(at: index)
      result.append(with(chains: fewer))
      let (length, forward, backward) = (chain.length, chain.forwardCost, chain.backwardCost)
      let changes =
        adjsched_stress.simpler(length).map { Member(length: $0, forwardCost: forward, backwardCost: backward) }
        + adjsched_stress.simpler(forward).map { Member(length: length, forwardCost: $0, backwardCost: backward) }
        + adjsched_stress.simpler(backward).map { Member(length: length, forwardCost: forward, backwardCost: $0) }
      for change in changes {
        var changed = chains
        changed[index] = change
        result.append(with(chains: changed))
      }
    }
    result += adjsched_stress.simpler(slots ?? 20).map { with(slots: $0) }
    return result.compactMap { $0 }
  }

  private func with(chains: [Member]? = nil, slots: Int? = nil) -> ShareProblem? {
    try? ShareProblem(
      chains: chains ?? self.chains, slots: slots ?? self.slots, processors: processors, objective: objective)
  }
}
