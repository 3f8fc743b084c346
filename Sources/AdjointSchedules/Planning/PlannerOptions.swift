/// Options of a planner.
public struct PlannerOptions: Sendable {
  /// The number of steps between the states stored by periodic planners, at least 1; nil for the best.
  public var period: Int?
  /// A proven lower bound on the makespan, in the problem's units, if the caller already knows one.
  package var lowerBound: Int?
  /// Receives progress updates.
  public var observer: PlanningObserver?
  /// Called many times a second to ask whether a planner that already has a schedule may look for a better one. If nil,
  /// a count of its work decides, so that the same problem gives the same schedule on every machine.
  ///
  /// Only chains with unequal steps for which no exact table fits are improved. A planner without a schedule continues.
  public var mayContinue: (@Sendable () -> Bool)?

  /// Creates options.
  ///
  /// - Parameters:
  ///   - period: The number of steps between the states stored by periodic planners; nil for the best.
  ///   - observer: Receives progress updates.
  ///   - mayContinue: Whether a planner that already has a schedule may look for a better one; nil for a fixed effort.
  public init(
    period: Int? = nil, observer: PlanningObserver? = nil, mayContinue: (@Sendable () -> Bool)? = nil
  ) {
    self.init(period: period, lowerBound: nil, observer: observer)
    self.mayContinue = mayContinue
  }

  package init(period: Int? = nil, lowerBound: Int?, observer: PlanningObserver? = nil) {
    self.period = period
    self.lowerBound = lowerBound
    self.observer = observer
  }
}
