import AdjointSchedules
import ScheduleFormats

extension Arguments {
  /// Returns the value of `--period`, or nil for the best period.
  ///
  /// - Throws: ``UsageError`` when none of the planners has a period.
  func period(for planners: [Planner]) throws(UsageError) -> Int? {
    try periods(for: planners, takesRanges: false)?.values[0]
  }

  /// Returns the value of `--period`, which may be a range.
  func periods(for planners: [Planner], takesRanges: Bool) throws(UsageError) -> Stated<Int>? {
    guard let occurrence = last(.period) else { return nil }
    let periods = try occurrence.wholeNumbers(in: 1...Chain.maximumLength, takesRanges: takesRanges)
    if planners.contains(where: \.isPeriodic) { return periods }
    let periodic = Planner.ofChains.filter(\.isPeriodic).map(\.rawValue).joined(separator: ", ")
    let names = planners.map(\.rawValue).joined(separator: ", ")
    throw .outOfRange(occurrence.name, reason: "\(names) has no period; use one of \(periodic)")
  }

  /// Returns the planner named by --planner; hrevolve by default.
  func planner() throws(UsageError) -> Planner {
    try choice(.planner, default: Planner.hrevolve, among: Planner.ofChains)
  }

  /// Returns the named planners in order, without duplicates; `all` means all of them.
  func planners() throws(UsageError) -> [Planner] {
    var planners: [Planner] = []
    for occurrence in all(.planner) {
      var named = Planner.ofStates
      if occurrence.value != "all" {
        guard let planner = Planner.ofChains.first(where: { $0.rawValue == occurrence.value }) else {
          let words = Planner.ofChains.map(\.rawValue) + ["all"]
          throw UsageError(occurrence.name, value: occurrence.value, isNotOneOf: words)
        }
        named = [planner]
      }
      planners += named.filter { !planners.contains($0) }
    }
    return planners.isEmpty ? [.hrevolve] : planners
  }
}

extension Arguments {
  /// Returns the memory available to planners' tables: `--memory-limit` and the machine's free memory.
  func planningMemory() throws(UsageError) -> PlanningMemory {
    PlanningMemory(
      limit: try last(.memoryLimit)?.bytes(roundedUp: false),
      available: { AvailableMemory.bytes })
  }
}
