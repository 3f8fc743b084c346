/// What a planner may be told beside the problem.
public struct PlannerOptions: Sendable {
  /// The distance of the states that periodic planners store, in steps, at least 1; nil for the best.
  public var period: Int?
  /// A proven lower bound on the makespan that the caller knows already, so that it is not computed again.
  public var lowerBound: Int?
  /// Is told how far long planning has come.
  public var observer: PlanningObserver?

  public init(period: Int? = nil, lowerBound: Int? = nil, observer: PlanningObserver? = nil) {
    self.period = period
    self.lowerBound = lowerBound
    self.observer = observer
  }
}
