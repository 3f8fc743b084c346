/// How far a planner has come, for whoever waits.
public struct PlanningProgress: Hashable, Sendable {
  /// What is counted, such as `lengths of row 3 of 10`.
  public let what: String
  public let done: Int
  /// How much there is at most, nil where that is not known.
  public let total: Int?
}

/// Is told how far a planner has come, many times a second while it works.
///
/// It is called on the thread that plans, between two steps of the planner's loops: it should return at once.
public typealias PlanningObserver = @Sendable (PlanningProgress) -> Void
