/// Several operations of a schedule that follow each other, known by what they do in all.
package struct OutlinePart: Sendable {
  /// What the operations do with one level.
  package struct LevelUse: Sendable {
    package var writes: Int
    package var reads: Int
    /// The slots taken at the end, less those at the beginning.
    package var net: Int
    /// The most slots taken at any moment, less those at the beginning; at least 0.
    package var peak: Int
  }

  /// How many operations there are.
  package var operations: Int
  /// The states between which all happens.
  package var states: ClosedRange<Int>
  /// The states between which every step is run, if any is.
  package var forward: ClosedRange<Int>?
  /// The adjoints between which every backward step is run, from the upper one down to the lower; nil for none.
  package var backward: ClosedRange<Int>?
  package var levels: [LevelUse]
  /// The states that are stored at the end and were not at the beginning, or the other way round, at each level whose
  /// `net` is not 0: that many of them, from `first` on every `stride`-th.
  package var lasting: (first: Int, stride: Int)
}

/// Looks at a schedule from afar: at its operations one by one, or at many together, as it chooses.
package protocol OutlineVisitor {
  /// Returns whether what a part consists of is to be visited in its place.
  mutating func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool
  /// - Parameters:
  ///   - start: The sum of the costs before the part, in the problem's units.
  ///   - end: The sum up to its end.
  mutating func visit(_ part: OutlinePart, from start: Int, to end: Int)
  mutating func visit(_ operation: Operation, from start: Int, to end: Int)
}

extension Schedule {
  /// True when the schedule can be looked at from afar: a planner's of steps that are alike.
  package var hasOutline: Bool {
    let chain = problem.chain
    return plan.hasOutline && chain.tapes == nil && chain.forwardCost.common != nil && chain.backwardCost.common != nil
      && (chain.stateSize == nil || chain.commonSize != nil)
  }

  /// Shows the operations to a visitor, in order: one by one, or many together, as it chooses.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(levels) a part that is looked at, however many operations there are, beside the distinct segments
  ///   among them.
  /// - Precondition: ``hasOutline``.
  package func walk(_ visitor: inout some OutlineVisitor) throws(PlanningError) {
    precondition(hasOutline, "only schedules of steps that are alike are walked from afar")
    try plan.walk(&visitor, of: problem)
  }
}
