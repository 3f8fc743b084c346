/// Consecutive operations of a schedule, described by their total effect.
package struct OutlinePart: Sendable {
  /// The use of one level by the operations.
  package struct LevelUse: Sendable {
    package var writes: Int
    package var reads: Int
    /// The slots in use at the end, minus those at the start.
    package var net: Int
    /// The most slots in use at any moment, minus those at the start; at least 0.
    package var peak: Int
  }

  /// The number of operations.
  package var operations: Int
  /// The range of states in which everything happens.
  package var states: ClosedRange<Int>
  /// The range of states between which every step runs, if any.
  package var forward: ClosedRange<Int>?
  /// The range of adjoints between which every backward step runs, from upper to lower; nil if none.
  package var backward: ClosedRange<Int>?
  package var levels: [LevelUse]
  /// The states stored at the end but not at the start, or vice versa, for each level whose `net` is not 0: that many
  /// of them, every `stride`-th from `first`.
  package var lasting: (first: Int, stride: Int)
}

/// Visits a schedule at any level of detail: operations one by one, or many together, as it chooses.
package protocol OutlineVisitor {
  /// Returns whether to visit the contents of a part instead of the part.
  mutating func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool
  /// - Parameters:
  ///   - start: The sum of the costs before the part, in the problem's units.
  ///   - end: The sum up to its end.
  mutating func visit(_ part: OutlinePart, from start: Int, to end: Int)
  mutating func visit(_ operation: Operation, from start: Int, to end: Int)
}

extension Schedule {
  /// True if the schedule has an outline: a planner's schedule of equal steps.
  package var hasOutline: Bool {
    let chain = problem.chain
    return plan.hasOutline && chain.tapes == nil && chain.forwardCost.common != nil && chain.backwardCost.common != nil
      && (chain.stateSize == nil || chain.commonSize != nil)
  }

  /// Shows the operations to a visitor, in order: one by one, or many together, as it chooses.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(levels) per visited part, independent of the number of operations, plus the distinct segments
  ///   among them.
  /// - Precondition: ``hasOutline``.
  package func walk(_ visitor: inout some OutlineVisitor) throws(PlanningError) {
    precondition(hasOutline, "only schedules of steps that are alike are walked from afar")
    try plan.walk(&visitor, of: problem)
  }
}
