import AdjointSchedules

/// All that a file says of a schedule besides its operations.
struct ScheduleHeader {
  var problem: Problem
  var planner: String
  /// In the problem's units, as is the bound.
  var makespan: Int
  var lowerBound: Int?
  /// Why the makespan is not proven least, as a sentence; nil when it is.
  var note: String?
  /// The bytes of one unit of each level's grid, where levels are planned by the byte.
  var resolution: [Int?]?
  var statistics: Statistics
}

extension ScheduleHeader {
  /// - Parameter statistics: Those of the schedule, counted here where they are not given.
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  init(_ schedule: Schedule, statistics: Statistics? = nil) throws(PlanningError) {
    let counted: Statistics
    if let statistics { counted = statistics } else { counted = try schedule.statistics() }
    self.init(
      problem: schedule.problem, planner: schedule.planner.rawValue, makespan: schedule.makespanUnits,
      lowerBound: schedule.lowerBoundUnits, note: schedule.note, resolution: schedule.resolution,
      statistics: counted)
  }
}
