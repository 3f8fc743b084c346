/// A schedule for a problem. Its makespan is known immediately; its operations are generated lazily.
///
/// Every iteration gives the same operations. They reverse the whole chain and leave every level empty, unless it has an
/// ``end``.
///
///     let problem = try Problem(chain: Chain(length: 2), levels: [Level(name: "memory", slots: 1)])
///     for operation in try Planner.revolve.schedule(for: problem) { print(operation) }
///
/// - Complexity: an iterator needs memory in the number of states stored at the same time, not of operations, since it
///   keeps a stack with one entry per stored state.
public struct Schedule: Sequence, Sendable {
  /// The problem that it solves.
  public let problem: Problem
  /// The planner that made it.
  public let planner: Planner
  /// The exact sum of the operations' costs, in their unit; with overlapped levels, the time at which the last backward
  /// step ends.
  public var makespan: DecimalCost { DecimalCost(makespanUnits, fractionDigits: problem.fractionDigits) }
  /// ``makespan`` in the problem's units of 10^-``Problem/fractionDigits``.
  package let makespanUnits: Int
  /// What is known of how far the makespan is from the optimum.
  public let proof: Proof

  /// The bytes per unit of the grid on which each level was planned, nil for levels in slots; nil if no level is
  /// planned in bytes. Sizes are rounded up to whole units, so the schedule is valid for the true sizes.
  public let resolution: [Int?]?

  /// Where it ends, if backward steps are left then: it is the rest of one of several parts. Nil for all others.
  public internal(set) var end: Situation?

  /// The source of the operations, for planners that derive another plan from it.
  let plan: any SchedulePlan

  /// Creates the schedule of `plan`; a caveat says why the planner does not promise the least makespan.
  init(
    problem: Problem, planner: Planner, makespan: Int, lowerBound: Int? = nil, caveat: Caveat? = nil,
    resolution: [Int?]? = nil, plan: any SchedulePlan
  ) {
    self.problem = problem
    self.planner = planner
    makespanUnits = makespan
    if let caveat {
      proof = lowerBound == makespan ? .bound(caveat) : .open(caveat, lowerBound: lowerBound)
    } else {
      proof = .method
    }
    self.resolution = resolution
    self.plan = plan
  }

  /// Creates the schedule of a table from the problem's saturated optimum.
  init(problem: Problem, planner: Planner, optimum: UInt, table: any SchedulePlan) throws(PlanningError) {
    self.init(problem: problem, planner: planner, makespan: try SaturatingCost.makespan(optimum), plan: table)
  }

  /// Returns the same operations as a schedule of a problem in which every schedule costs `surplus` more.
  func addingCost(_ surplus: Int128, on problem: Problem) throws(PlanningError) -> Schedule {
    Schedule(
      problem: problem, planner: planner, makespan: try (Int128(makespanUnits) + surplus).asMakespan(),
      lowerBound: lowerBoundUnits.map { Int(Int128($0) + surplus) },
      caveat: proof.caveat, resolution: resolution, plan: plan)
  }

  /// Returns the same operations, planned on a grid of bytes, as a schedule of a problem in which they cost the same;
  /// with a caveat if the bound need not be that problem's optimum.
  func rebased(on problem: Problem, lowerBound: Int? = nil, caveat: Caveat? = nil, resolution: [Int?]) -> Schedule {
    Schedule(
      problem: problem, planner: planner, makespan: makespanUnits, lowerBound: lowerBound ?? lowerBoundUnits,
      caveat: caveat ?? proof.caveat, resolution: resolution, plan: plan)
  }

  /// Returns the same schedule with another reason why it may not be the best.
  func with(caveat: Caveat) -> Schedule {
    Schedule(
      problem: problem, planner: planner, makespan: makespanUnits, lowerBound: lowerBoundUnits, caveat: caveat,
      resolution: resolution, plan: plan)
  }

  /// Returns the same schedule with an additional lower bound.
  func proven(from bound: Int) -> Schedule {
    Schedule(
      problem: problem, planner: planner, makespan: makespanUnits, lowerBound: Swift.max(bound, lowerBoundUnits ?? 0),
      caveat: proof.caveat, resolution: resolution, plan: plan)
  }

  /// Returns an iterator over the operations, from the first.
  public func makeIterator() -> Iterator {
    Iterator(plan.operations(length: problem.chain.length))
  }

  /// Returns the counts and peaks of the whole schedule, without generating its operations unless sizes differ.
  ///
  /// - Parameter observer: Receives progress updates.
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(distinct segments x levels) in time and memory, since equal segments are counted once; where sizes,
  ///   or the costs of steps that keep tapes, differ, or the room that steps need while they run, O(operations), since equal
  ///   segments do not take equal bytes.
  public func statistics(observer: PlanningObserver? = nil) throws(PlanningError) -> Statistics {
    try PlanningProgress.observed(by: observer, count)
  }

  /// The longest chain whose operations are executed one by one if its distinct parts do not fit the limit of memory: some
  /// minutes of work.
  static let longestCounted = 100_000_000

  private func count() throws(PlanningError) -> Statistics {
    var statistics = try counted()
    if problem.isOverlapped {
      // A plan that uses no overlapped level never waits.
      if statistics.computeTime == nil { (statistics.computeTime, statistics.stallTime) = (makespanUnits, 0) }
      for index in problem.levels.indices where problem.levels[index].isOverlapped {
        statistics.levels[index].busyTime = statistics.levels[index].busyTime ?? 0
      }
    }
    return statistics
  }

  private func counted() throws(PlanningError) -> Statistics {
    let chain = problem.chain
    let needsRoom = chain.forwardTemporary != nil || chain.backwardTemporary != nil
    let isPlain = chain.tapes == nil && problem.situation == nil && chain.length > 0
    if !plan.countsBytes
      && ((chain.stateSize != nil && chain.commonSize == nil)
        || (needsRoom && (chain.commonTemporary == nil || !isPlain)))
    {
      return try Statistics(replaying: plan.operations(length: chain.length), on: problem)
    }
    var statistics: Statistics
    do throws(PlanningError) {
      statistics = try plan.statistics(length: chain.length, levelCount: problem.levels.count)
    } catch {
      // Executing the operations takes time instead of memory.
      guard case .tableTooLarge = error, problem.chain.length <= Self.longestCounted else { throw error }
      return try Statistics(replaying: plan.operations(length: chain.length), on: problem)
    }
    guard !plan.countsBytes, let size = chain.commonSize else { return statistics }
    for index in statistics.levels.indices {
      // Steps run forward and backward while the most states are stored, so they need their room beside all of these.
      let temporary = index == 0 && problem.levels[index].countsBytes ? chain.commonTemporary ?? 0 : 0
      let bytes =
        Int128(statistics.levels[index].peakSlots) * Int128(problem.levels[index].stored(size)) + Int128(temporary)
      guard let bytes = Int(exactly: bytes) else { throw .overflow(quantity: .storedBytes) }
      statistics.levels[index].peakBytes = bytes
    }
    return statistics
  }

  /// Iterates over the operations of a schedule in order.
  ///
  /// Copies share the remaining operations; create another iterator from the schedule to start over.
  ///
  /// Inlinable up to the refill of its batch, so that loops in other modules need no call per operation.
  public struct Iterator: IteratorProtocol {
    @usableFromInline var batch: [Operation] = []
    @usableFromInline var position = 0
    private let source: OperationSource

    init(_ source: @escaping OperationSource) {
      self.source = source
    }

    /// Returns the next operation, or nil at the end.
    ///
    /// - Complexity: amortised O(1) for most planners, since operations are made in batches.
    @inlinable
    public mutating func next() -> Operation? {
      if position == batch.count {
        refill()
        if batch.isEmpty { return nil }
      }
      defer { position += 1 }
      return batch[position]
    }

    @usableFromInline
    mutating func refill() {
      batch.removeAll(keepingCapacity: true)
      position = 0
      source(&batch)
    }
  }
}
