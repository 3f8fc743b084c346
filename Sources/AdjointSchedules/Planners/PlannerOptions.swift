/// What a planner may be told beside the problem.
public struct PlannerOptions: Sendable {
  /// The distance of the states that periodic planners store, in steps, at least 1; nil for the best.
  public var period: Int?
  /// A proven lower bound on the makespan in the problem's units, that the caller knows already, so that it is not computed again.
  package var lowerBound: Int?
  /// Receives progress updates.
  public var observer: PlanningObserver?

  /// Creates what a planner may be told.
  ///
  /// - Parameters:
  ///   - period: The distance of the states that periodic planners store, nil for the best.
  ///   - observer: Receives progress updates.
  public init(period: Int? = nil, observer: PlanningObserver? = nil) {
    self.init(period: period, lowerBound: nil, observer: observer)
  }

  package init(period: Int? = nil, lowerBound: Int?, observer: PlanningObserver? = nil) {
    self.period = period
    self.lowerBound = lowerBound
    self.observer = observer
  }
}
