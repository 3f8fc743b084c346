/// A plan: the source of a schedule's operations, and their counts without iterating them.
protocol SchedulePlan: Sendable {
  /// Returns a source of the operations for a chain of `length`.
  func operations(length: Int) -> OperationSource

  /// Returns the counts and peaks of all operations for a chain of `length`.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics

  /// True if the plan's own statistics count bytes even if sizes differ.
  var countsBytes: Bool { get }

  /// True if ``walk(_:of:)`` is supported.
  var hasOutline: Bool { get }

  /// Shows the operations to a visitor, many at a time if it wants; see ``Schedule/walk(_:)``.
  func walk(_ visitor: inout some OutlineVisitor, of problem: Problem) throws(PlanningError)
}

extension SchedulePlan {
  var countsBytes: Bool { false }
  var hasOutline: Bool { false }

  func walk(_ visitor: inout some OutlineVisitor, of problem: Problem) throws(PlanningError) {
    preconditionFailure("the plan has no outline")
  }
}

/// A plan with a list of operations: a short one, found by a search.
struct ListedPlan: SchedulePlan {
  let problem: Problem
  let listed: [Operation]

  func operations(length: Int) -> OperationSource {
    var isDone = false
    return { batch in
      if !isDone { batch += listed }
      isDone = true
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }
}
