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
