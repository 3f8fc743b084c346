/// Options of a planner.
public struct PlannerOptions: Sendable {
  /// The number of steps between the states stored by periodic planners, at least 1; nil for the best.
  public var period: Int?
  /// A proven lower bound on the makespan, in the problem's units, if the caller already knows one.
  package var lowerBound: Int?
  /// Receives progress updates.
  public var observer: PlanningObserver?

  /// Creates options.
  ///
  /// - Parameters:
  ///   - period: The number of steps between the states stored by periodic planners; nil for the best.
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
