extension Problem {
  /// Creates the problem of several branches that join in one handle, with one memory that is free to write and read.
  ///
  /// All steps cost the same. ``chain`` contains the states of all parts, numbered as in ``Junction``.
  ///
  ///     let problem = try Problem(branches: [3, 2], handle: 1, slots: 5)
  ///     print(try Planner.join.schedule(for: problem).makespan)  // 16
  ///
  /// - Parameters:
  ///   - branches: The length of each branch, in 1 ... 10^18.
  ///   - handle: The length of the handle, in 0 ... 10^18.
  ///   - forwardCost: uf, in the problem's units.
  ///   - backwardCost: ub, in the problem's units.
  ///   - memory: The memory's name for people.
  ///   - slots: The number of slots, or nil for unlimited.
  ///   - fractionDigits: The digits after the point of one unit of cost, in 0 ... 9.
  ///   - situation: Where the reversal begins; nil for the beginning.
  /// - Throws: ``ProblemError`` naming the field that is out of range, as spelled in problem files.
  /// - Complexity: O(branches), since each length is checked and listed.
  public init(
    branches: [Int], handle: Int, forwardCost: Int = 1, backwardCost: Int = 1, memory: String = "memory", slots: Int?,
    fractionDigits: Int = 0, situation: JoinSituation? = nil
  ) throws(ProblemError) {
    try Self.check(fractionDigits: fractionDigits)
    let junction = try Junction(branches: branches, handle: handle)
    try Self.check(.uniform(forwardCost), count: 0, field: .join(.forwardCost))
    try Self.check(.uniform(backwardCost), count: 0, field: .join(.backwardCost))
    let level = Level(name: memory, slots: slots)
    try level.checkNumbers(index: 0)
    self.init(
      checked: Chain(
        length: junction.lastPosition, forwardCost: .uniform(forwardCost), backwardCost: .uniform(backwardCost)),
      junction: junction, levels: [level], fractionDigits: fractionDigits)
    if let situation { self = try with(situation: junction.numbered(situation)) }
  }

  /// Returns the place of a position: the number itself on a chain, the number along its part in a network.
  ///
  /// - Complexity: O(log branches), since the parts' starts are sorted.
  public func place(of position: Int) -> Place { junction?.place(of: position) ?? Place(step: position) }

  /// The backward steps of all parts.
  package var backwardSteps: Int { junction.map { $0.steps + 1 } ?? chain.backwardSteps }

  /// The steps of one run over all parts.
  public var steps: Int { junction?.steps ?? chain.length }
}

extension Junction {
  /// Returns an operation with the numbers along one part replaced by positions.
  ///
  /// - Throws: The broken ``Rule`` if the branch, or the state on it, does not exist.
  /// - Complexity: O(1).
  public func numbered(_ operation: Operation, on part: Part) throws(Rule) -> Operation {
    guard let start = start(of: part), let length = length(of: part) else {
      throw .branchRange(branches: branches.count)
    }
    switch operation {
    case .forward(let from, let to):
      guard 0 <= from && from < to && to <= length else { throw .forwardRange(part, length: length) }
    case .backward(let step), .write(_, let step), .read(_, let step), .discard(_, let step), .tape(_, let step),
      .readTape(_, let step), .offload(_, let step), .prefetch(_, let step), .offloadTape(_, let step),
      .prefetchTape(_, let step):
      guard 0 <= step && step <= length else { throw .stateRange(part, length: length) }
    case .join: break
    }
    return operation.moved(by: start)
  }

  /// Returns an operation with the numbers along its part, and that part; the join itself has none.
  ///
  /// - Complexity: O(log branches), since the parts' starts are sorted.
  public func along(_ operation: Operation) -> (operation: Operation, part: Part?) {
    switch operation {
    case .join: return (operation, nil)
    case .forward(let step, _), .backward(let step), .write(_, let step), .read(_, let step), .discard(_, let step),
      .tape(_, let step), .readTape(_, let step), .offload(_, let step), .prefetch(_, let step),
      .offloadTape(_, let step), .prefetchTape(_, let step):
      let part = part(of: step)
      return (operation.moved(by: -(start(of: part) ?? 0)), part)
    }
  }
}

extension Operation {
  /// Returns the same operation shifted by a number of positions.
  func moved(by distance: Int) -> Operation {
    switch self {
    case .forward(let from, let to): return .forward(from: from + distance, to: to + distance)
    case .backward(let step): return .backward(step: step + distance)
    case .write(let level, let step): return .write(level: level, step: step + distance)
    case .read(let level, let step): return .read(level: level, step: step + distance)
    case .discard(let level, let step): return .discard(level: level, step: step + distance)
    case .tape(let level, let step): return .tape(level: level, step: step + distance)
    case .readTape(let level, let step): return .readTape(level: level, step: step + distance)
    case .offload(let level, let step): return .offload(level: level, step: step + distance)
    case .prefetch(let level, let step): return .prefetch(level: level, step: step + distance)
    case .offloadTape(let level, let step): return .offloadTape(level: level, step: step + distance)
    case .prefetchTape(let level, let step): return .prefetchTape(level: level, step: step + distance)
    case .join: return .join
    }
  }
}
