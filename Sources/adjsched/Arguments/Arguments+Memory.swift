import AdjointSchedules

extension Arguments {
  /// Returns what the tables of the planner may take: `--memory-limit`, and what the machine has free.
  func planningMemory() throws(UsageError) -> PlanningMemory {
    PlanningMemory(
      limit: try last(.memoryLimit)?.bytes(roundedUp: false),
      available: { AvailableMemory.bytes })
  }
}
