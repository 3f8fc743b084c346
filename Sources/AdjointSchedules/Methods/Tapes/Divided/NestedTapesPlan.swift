/// A schedule of segments as steps, whose backward steps are the schedules of a segment on a level of its own.
///
/// - Complexity: That of the schedules that it is made of; statistics count each of them once.
struct NestedTapesPlan: SchedulePlan {
  let problem: Problem
  /// The level that reverses the segments.
  let inner: Int
  /// The steps of every segment but the last.
  let period: Int
  /// The schedule over segments, on the other levels.
  let outer: Schedule
  let ordinary: Schedule
  let last: Schedule

  var countsBytes: Bool { true }

  func operations(length: Int) -> OperationSource {
    var segments = outer.makeIterator()
    var segment: (operations: Schedule.Iterator, first: Int)?
    let (inner, period, stored) = (inner, period, outer.problem.chain.length)
    let (ordinary, last) = (ordinary, last)
    return { batch in
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if var current = segment {
          let operation = current.operations.next()
          segment = operation == nil ? nil : current
          if let operation { batch.append(operation.moved(toLevel: inner).shifted(by: current.first)) }
          continue
        }
        guard let operation = segments.next() else { return }
        switch operation {
        case .forward(let from, let to): batch.append(.forward(from: from * period, to: to * period))
        case .backward(let step):
          segment = ((step == stored ? last : ordinary).makeIterator(), step * period)
        case .write(let level, let step): batch.append(.write(level: level, step: step * period))
        case .read(let level, let step): batch.append(.read(level: level, step: step * period))
        case .discard(let level, let step): batch.append(.discard(level: level, step: step * period))
        case .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join:
          preconditionFailure("segments are states of a chain without tapes or overlap")
        }
      }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    let stored = outer.problem.chain.length
    var statistics = try outer.statistics()
    let (ordinary, last) = (try ordinary.statistics(), try last.statistics())
    func total(_ path: KeyPath<Statistics, Int>, _ factor: Int, _ quantity: Quantity) throws(PlanningError) -> Int {
      let sum =
        Int128(statistics[keyPath: path]) * Int128(factor) + Int128(stored) * Int128(ordinary[keyPath: path])
        + Int128(last[keyPath: path])
      guard let total = Int(exactly: sum) else { throw .overflow(quantity: quantity) }
      return total
    }
    let operations = try total(\.operations, 1, .operations) - (stored + 1)
    statistics.forwardSteps = try total(\.forwardSteps, period, .forwardSteps)
    statistics.operations = operations
    statistics.backwardSteps = length
    statistics.maxStepRuns = max(statistics.maxStepRuns + ordinary.maxStepRuns, last.maxStepRuns)
    let hasSizes = problem.chain.stateSize != nil
    for index in statistics.levels.indices {
      statistics.levels[index].tapes = 0
      guard hasSizes else { continue }
      let (bytes, overflow) = statistics.levels[index].peakSlots.multipliedReportingOverflow(
        by: problem.storedSize(level: index, state: 0))
      if overflow { throw .overflow(quantity: .storedBytes) }
      statistics.levels[index].peakBytes = bytes
    }
    let (many, one) = (ordinary.levels[0], last.levels[0])
    func sum(_ each: Int, _ end: Int) throws(PlanningError) -> Int {
      guard let sum = Int(exactly: Int128(stored) * Int128(each) + Int128(end)) else {
        throw .overflow(quantity: .operations)
      }
      return sum
    }
    statistics.levels[inner] = Statistics.LevelUse(
      writes: try sum(many.writes, one.writes), reads: try sum(many.reads, one.reads),
      tapes: try sum(many.tapes ?? 0, one.tapes ?? 0), peakSlots: max(many.peakSlots, one.peakSlots),
      peakBytes: many.peakBytes.map { max($0, one.peakBytes ?? 0) })
    return statistics
  }
}

extension Operation {
  /// Returns the operation on another level.
  func moved(toLevel level: Int) -> Operation {
    switch self {
    case .write(_, let step): return .write(level: level, step: step)
    case .read(_, let step): return .read(level: level, step: step)
    case .discard(_, let step): return .discard(level: level, step: step)
    case .tape(_, let step): return .tape(level: level, step: step)
    case .readTape(_, let step): return .readTape(level: level, step: step)
    case .forward, .backward, .offload, .prefetch, .offloadTape, .prefetchTape, .join: return self
    }
  }

  /// Returns the operation on a chain that begins with `steps` more steps.
  fileprivate func shifted(by steps: Int) -> Operation {
    switch self {
    case .forward(let from, let to): return .forward(from: from + steps, to: to + steps)
    case .backward(let step): return .backward(step: step + steps)
    case .write(let level, let step): return .write(level: level, step: step + steps)
    case .read(let level, let step): return .read(level: level, step: step + steps)
    case .discard(let level, let step): return .discard(level: level, step: step + steps)
    case .tape(let level, let step): return .tape(level: level, step: step + steps)
    case .readTape(let level, let step): return .readTape(level: level, step: step + steps)
    case .offload, .prefetch, .offloadTape, .prefetchTape, .join:
      preconditionFailure("segments are reversed on one level")
    }
  }
}
