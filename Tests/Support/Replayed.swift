package import AdjointSchedules
import ScheduleLaws
package import Testing

/// Requires that a schedule keeps the laws of every schedule.
package func expectReplays(_ schedule: Schedule, sourceLocation: SourceLocation = #_sourceLocation) {
  do {
    let statistics = try schedule.statistics()
    try ScheduleLaws.checkNumbers(of: schedule, statistics)
    try ScheduleLaws.checkOperations(of: schedule, statistics)
  } catch {
    Issue.record("\(schedule.planner) on \(schedule.problem): \(error)", sourceLocation: sourceLocation)
  }
}
