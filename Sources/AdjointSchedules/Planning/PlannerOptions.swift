/// Options of a planner.
public struct PlannerOptions: Sendable {
  /// The number of steps between the states stored by periodic planners, at least 1; nil for the best.
  public var period: Int?
  /// The most times that any step may run forward, at least 1; nil for no limit.
  ///
  /// A schedule with the limit is proven optimal only if none without it costs less.
  public var maxRuns: Int?
  /// A proven lower bound on the makespan, in the problem's units, if the caller already knows one.
  package var lowerBound: Int?
  /// Receives progress updates.
  public var observer: PlanningObserver?
  /// How hard to look for the best schedule, 1 ... 9: each step up allows four times the work, which doubles the resolution
  /// of tables that do not fit exactly. The lesser efforts are tried too, so a greater one never gives a worse schedule; if nil,
  /// only ``standardEffort`` is tried. The same effort gives the same schedule on every machine.
  ///
  /// Only the planners that look for the best schedule use it; those whose answer is proven do no more work.
  public var effort: Int?
  /// Called many times a second to ask whether planning may go on. If nil, a count of its work decides, so that the same
  /// problem gives the same schedule on every machine.
  ///
  /// Planning begins with the least effort, which is always completed, and goes on with the next until the schedule is proven
  /// optimal, ``effort`` is reached (the greatest if nil), or this says no: the best schedule so far is then the answer.
  public var mayContinue: (@Sendable () -> Bool)?
  /// The share of the time for planning that is over, 0 ... 1, to choose work that fits into the rest; only with
  /// ``mayContinue``.
  package var elapsed: (@Sendable () -> Double)?

  /// The possible efforts.
  public static let efforts = 1...9
  /// The effort without options.
  public static let standardEffort = 5

  /// Creates options.
  ///
  /// - Parameters:
  ///   - period: The number of steps between the states stored by periodic planners; nil for the best.
  ///   - observer: Receives progress updates.
  ///   - mayContinue: Whether planning may go on; nil for a fixed effort.
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
