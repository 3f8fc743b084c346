/// What it costs to reverse a segment whose first state is stored, for every vector of free slots, without the first read
/// and without backward steps.
protocol CompletionPricer: Sendable {
  /// The vectors of free slots.
  var space: SlotVectorSpace { get }

  /// Returns the least cost of reversing x_start ... x_end, x_start stored on `level` and in the buffer; nil if there is no
  /// schedule.
  ///
  /// - Parameter vector: The free slots, not counting that of x_start.
  func cost(from start: Int, to end: Int, vector: Int, level: Int) -> Int128?

  /// Returns the operations that do so, the last of which discards x_start.
  func body(from start: Int, to end: Int, vector: Int, level: Int) -> SegmentBody
}

/// Equal steps on any platform with few slots or short chains: P of ``SlotVectorTable``.
struct VectorPricer: CompletionPricer {
  let space: SlotVectorSpace
  private let table: SlotVectorTable

  /// Returns nil if the table exceeds its limits.
  init?(_ problem: Problem, due: Int, forwardCost: Int) throws(PlanningError) {
    guard
      let table = try SlotVectorTable(
        length: due, forwardCost: forwardCost, backwardCost: 0, levels: problem.levels, keepsCosts: true)
    else { return nil }
    (self.table, space) = (table, table.space)
  }

  func cost(from start: Int, to end: Int, vector: Int, level: Int) -> Int128? {
    let cost = table.stored[vector][level][end - start]
    return cost >= SaturatingCost<UInt>.unreachable ? nil : Int128(cost)
  }

  func body(from start: Int, to end: Int, vector: Int, level: Int) -> SegmentBody {
    SegmentBody(table, from: start, length: end - start, state: SlotVectorState(vector: vector, level: level))
  }
}

/// Unequal steps on any platform with few slots and a short chain: P of ``IntervalVectorTable``.
struct IntervalPricer: CompletionPricer {
  let space: SlotVectorSpace
  private let table: IntervalVectorTable

  /// Returns nil if the table exceeds its limits.
  init?(_ problem: Problem, due: Int) throws(PlanningError) {
    let costs = (0..<due).map { problem.chain.forwardCost[$0] }
    guard let space = SlotVectorSpace(levels: problem.levels, length: due, limit: IntervalVectorTable.maximumEntries),
      let table = try IntervalVectorTable(forwardCosts: costs, levels: problem.levels, keepsCosts: true)
    else { return nil }
    (self.space, self.table) = (space, table)
  }

  func cost(from start: Int, to end: Int, vector: Int, level: Int) -> Int128? {
    // The table has no entries for the problem of one state.
    guard end > start else { return 0 }
    let cost = table.stored[(IntervalSpace.column(end) + start) * table.places.count + place(vector, level)]
    return cost >= SaturatingCost<UInt>.unreachable ? nil : Int128(cost)
  }

  func body(from start: Int, to end: Int, vector: Int, level: Int) -> SegmentBody {
    SegmentBody(
      table, from: start, length: end - start, state: .stored(start: start, place: place(vector, level)))
  }

  /// The number of the place with this vector: the one after a write that takes the slot of x_start.
  private func place(_ vector: Int, _ level: Int) -> Int {
    let before = space.freeing(level, in: vector) ?? vector
    return table.places.writes[before * table.places.levelCount + level]
  }
}

/// Equal steps on one level that is free to write and read: Revolve's closed form.
struct RevolvePricer: CompletionPricer {
  let space: SlotVectorSpace
  private let index: Int
  private let slots: Int?
  private let forwardCost: Int

  /// Returns nil unless the problem has one usable level, and that is free.
  init?(_ problem: Problem, due: Int, forwardCost: Int) {
    guard problem.usableLevels.count == 1, let (index, level) = problem.usableLevels.first, level.isFree,
      let space = SlotVectorSpace(levels: problem.levels, length: max(due, 1), limit: .max - 1)
    else { return nil }
    (self.space, self.index, self.forwardCost) = (space, index, forwardCost)
    slots = level.isUnlimited(forLength: due) ? nil : level.slots
  }

  func cost(from start: Int, to end: Int, vector: Int, level: Int) -> Int128? {
    let steps = BinomialPlan.forwardSteps(length: end - start, slots: slots(end - start, vector))
    let (cost, overflow) = steps.multipliedReportingOverflow(by: Int128(forwardCost))
    return overflow ? nil : cost
  }

  func body(from start: Int, to end: Int, vector: Int, level: Int) -> SegmentBody {
    let slots = slots(end - start, vector)
    let plan = BinomialPlan(level: level, slots: slots, length: end - start)
    return SegmentBody(plan, from: start, length: end - start, state: plan.stored)
  }

  /// The free slots and that of the segment's first state.
  private func slots(_ length: Int, _ vector: Int) -> Int {
    let free = space.free(index, in: vector)
    return max(1, free >= length ? length : free + 1)
  }
}
