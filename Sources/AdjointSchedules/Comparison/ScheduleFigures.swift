/// What a schedule comes to: the numbers by which strategies are compared.
public struct ScheduleFigures: Hashable, Sendable {
  public let planner: Planner
  /// The sum of the operations' costs, in the problem's units.
  public let makespan: Int
  /// True when no schedule of the problem costs less.
  public let isOptimal: Bool
  /// How many forward steps are run beyond one run of each.
  public let rerunSteps: Int
  public let statistics: Statistics

  /// Takes the figures of a schedule.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: that of ``Schedule/statistics(observer:)``.
  public init(_ schedule: Schedule, observer: PlanningObserver? = nil) throws(PlanningError) {
    planner = schedule.planner
    makespan = schedule.makespan
    isOptimal = schedule.isOptimal
    statistics = try schedule.statistics(observer: observer)
    rerunSteps = statistics.forwardSteps - schedule.problem.chain.length
  }
}
