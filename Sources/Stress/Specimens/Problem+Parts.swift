import AdjointSchedules

/// A problem taken apart, so that one part can be changed.
struct ProblemParts {
  var length: Int
  var forwardCost: StepCost
  var backwardCost: StepCost
  var stateSize: StepSize?
  var tapes: Tapes?
  var forwardTemporary: StepSize?
  var backwardTemporary: StepSize?
  var levels: [Level]
  var fractionDigits: Int

  init(_ problem: Problem) {
    length = problem.chain.length
    forwardCost = problem.chain.forwardCost
    backwardCost = problem.chain.backwardCost
    stateSize = problem.chain.stateSize
    tapes = problem.chain.tapes
    forwardTemporary = problem.chain.forwardTemporary
    backwardTemporary = problem.chain.backwardTemporary
    levels = problem.levels
    fractionDigits = problem.fractionDigits
  }

  /// The problem made of these parts, or nil if it is invalid.
  var problem: Problem? {
    let chain = Chain(
      length: length, forwardCost: forwardCost, backwardCost: backwardCost, stateSize: stateSize, tapes: tapes,
      forwardTemporary: forwardTemporary, backwardTemporary: backwardTemporary)
    return try? Problem(chain: chain, levels: levels, fractionDigits: fractionDigits)
  }

  /// Drops the last steps.
  mutating func shorten(to length: Int) {
    self.length = length
    forwardCost = forwardCost.first(length)
    backwardCost = backwardCost.first(length + 1)
    stateSize = stateSize?.first(length + 1)
    forwardTemporary = forwardTemporary?.first(length)
    backwardTemporary = backwardTemporary?.first(tapes == nil ? length + 1 : length)
    tapes = tapes.map { Tapes(size: $0.size?.first(length), adjointCost: $0.adjointCost.first(length)) }
  }
}

extension Problem {
  /// Returns the changed problem, or nil if it is invalid.
  func changed(_ change: (inout ProblemParts) -> Void) -> Problem? {
    var parts = ProblemParts(self)
    change(&parts)
    return parts.problem
  }
}

/// A network taken apart, so that one part can be changed.
struct JoinParts {
  var branches: [Int]
  var handle: Int
  var forwardCost: Int
  var backwardCost: Int
  var slots: Int?
}

extension Problem {
  /// Returns the network after a change.
  ///
  /// - Throws: ``ProblemError`` if it is invalid.
  func join(_ change: (inout JoinParts) -> Void) throws(ProblemError) -> Problem {
    var parts = JoinParts(
      branches: junction?.branches ?? [], handle: junction?.handle ?? 0, forwardCost: chain.forwardCost.common ?? 0,
      backwardCost: chain.backwardCost.common ?? 0, slots: levels[0].slots)
    change(&parts)
    return try Problem(
      branches: parts.branches, handle: parts.handle, forwardCost: parts.forwardCost,
      backwardCost: parts.backwardCost, memory: levels[0].name, slots: parts.slots, fractionDigits: fractionDigits)
  }
}

extension Level {
  /// Returns the level with other numbers; costs are those stated, without the time of bytes.
  func with(
    slots: Int?? = nil, capacity: Int? = nil, writeCost: Int? = nil, readCost: Int? = nil, isOverlapped: Bool? = nil
  ) -> Level {
    let capacity = capacity ?? self.capacity
    return Level(
      name: name, slots: capacity == nil ? slots ?? self.slots : nil, capacity: capacity,
      write: TransferCost(latency: writeCost ?? write.latency, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost ?? read.latency, bandwidth: readBandwidth), sizeFactor: sizeFactor,
      sharesCapacityWith: sharesCapacityWith, isOverlapped: isOverlapped ?? self.isOverlapped)
  }
}

extension PerStep {
  /// Returns each number changed by itself.
  func map(_ change: (Int) -> Int) -> PerStep {
    switch self {
    case .uniform(let number): return .uniform(change(number))
    case .each(let numbers): return .each(numbers.map(change))
    }
  }

  /// The numbers as they are given: one, or one for each.
  var stated: [Int] {
    switch self {
    case .uniform(let number): return [number]
    case .each(let numbers): return numbers
    }
  }

  /// Returns the numbers as a list of `count`.
  func listed(_ count: Int) -> PerStep { .each((0..<count).map { self[$0] }) }

  /// Returns the first `count` numbers.
  func first(_ count: Int) -> PerStep {
    if case .each(let numbers) = self { return .each(Array(numbers.prefix(count))) }
    return self
  }
}
