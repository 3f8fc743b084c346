import AdjointSchedules

/// All that a file says of a schedule besides its operations.
struct ScheduleFacts {
  var problem: Problem
  var planner: String
  /// In the problem's units, as is the bound.
  var makespan: Int
  var lowerBound: Int?
  /// Why the makespan is not proven least; nil when it is.
  var reservation: String?
  var statistics: Statistics
}

extension ScheduleFacts {
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  init(_ schedule: Schedule) throws(PlanningError) {
    self.init(
      problem: schedule.problem, planner: schedule.planner.rawValue, makespan: schedule.makespan,
      lowerBound: schedule.lowerBound, reservation: schedule.reservation,
      statistics: try schedule.statistics())
  }
}
