package import AdjointSchedules
package import Testing

/// Executes a schedule on the model machine and requires all that every schedule of every planner must keep: no rule
/// broken, the announced makespan and statistics, nothing left stored, no operation wasted on an empty run.
package func expectReplays(_ schedule: Schedule, sourceLocation: SourceLocation = #_sourceLocation) {
  let problem = schedule.problem
  var machine = ReplayMachine(problem: problem)
  do {
    for operation in schedule { try machine.execute(operation) }
    try machine.finish()
  } catch {
    Issue.record("\(schedule.planner) on \(problem): \(error)", sourceLocation: sourceLocation)
    return
  }
  let statistics = try? schedule.statistics()
  let holds =
    machine.makespan == schedule.makespanUnits && machine.storedStates.allSatisfy { $0 == 0 }
    && statistics == machine.statistics
    && (schedule.lowerBoundUnits ?? 0) <= schedule.makespanUnits
    && (!schedule.isOptimal || schedule.lowerBoundUnits == schedule.makespanUnits)
  if !holds {
    Issue.record(
      """
      \(schedule.planner) on \(problem): announced \(schedule.makespanUnits), replayed \(machine.makespan), \
      left \(machine.storedStates), announced \(String(describing: statistics)), counted \(machine.statistics)
      """, sourceLocation: sourceLocation)
  }
}
