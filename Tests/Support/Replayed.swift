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
    machine.makespan == schedule.makespan && machine.storedStates.allSatisfy { $0 == 0 }
    && statistics == machine.statistics
    && (schedule.lowerBound ?? 0) <= schedule.makespan
    && (!schedule.isOptimal || schedule.lowerBound == schedule.makespan)
  if !holds {
    Issue.record(
      """
      \(schedule.planner) on \(problem): announced \(schedule.makespan), replayed \(machine.makespan), \
      left \(machine.storedStates), announced \(String(describing: statistics)), counted \(machine.statistics)
      """, sourceLocation: sourceLocation)
  }
}
