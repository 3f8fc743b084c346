import AdjointSchedules

extension ScheduleWriter {
  /// Writes a leg: a schedule that ends in the situation of its field `end`.
  ///
  /// - Throws: `PlanningError.overflow` before the first byte when a count does not fit 64 bits; whatever the sink throws.
  /// - Complexity: O(operations), each of which is made twice, since the counts precede them.
  package func write<Sink: ByteSink>(_ leg: JobLeg, to sink: inout Sink) throws {
    let header = ScheduleHeader(
      problem: leg.problem, end: leg.end, planner: Planner.best(for: leg.problem).rawValue, makespan: leg.makespan,
      note: "a part of a division over jobs", statistics: try leg.statistics())
    try write(leg.operations, facts: header, emit: { try sink.write($0) })
  }
}
