extension Planner {
  /// True when the planner stores every p-th state, so that ``PlannerOptions/period`` means something to it.
  package var isPeriodic: Bool {
    switch self {
    case .uniform, .periodic, .periodicDiskRevolve, .twoLevel: return true
    default: return false
    }
  }
}
