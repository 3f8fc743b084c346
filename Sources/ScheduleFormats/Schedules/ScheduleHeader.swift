import AdjointSchedules

/// Everything in a schedule file except the operations.
struct ScheduleHeader {
  var problem: Problem
  /// Where it ends, if steps are left then: it is one of several parts.
  var end: Situation?
  var planner: String
  /// In the problem's units, like the bound.
  var makespan: Int
  var lowerBound: Int?
  /// Why the makespan is not proven least, as a sentence; nil when it is.
  var note: String?
  /// The bytes per unit of each level's grid, if levels are planned in bytes.
  var resolution: [Int?]?
  var statistics: Statistics
}

extension ScheduleHeader {
  /// - Parameter statistics: Those of the schedule; counted here if nil.
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  init(_ schedule: Schedule, statistics: Statistics? = nil) throws(PlanningError) {
    let counted: Statistics
    if let statistics { counted = statistics } else { counted = try schedule.statistics() }
    self.init(
      problem: schedule.problem, end: schedule.end, planner: schedule.planner.rawValue,
      makespan: schedule.makespanUnits,
      lowerBound: schedule.lowerBoundUnits, note: schedule.note, resolution: schedule.resolution,
      statistics: counted)
  }
}
