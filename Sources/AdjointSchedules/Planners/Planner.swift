/// The planners, named as in the literature and on the command line.
public enum Planner: String, CaseIterable, Sendable {
  case revolve
  case diskRevolve = "disk-revolve"
  case hrevolve
  case storeAll = "store-all"
  case storeNone = "store-none"
  case uniform
  case periodic
  case multistage
  case oneReadDiskRevolve = "one-read-disk-revolve"
  case periodicDiskRevolve = "periodic-disk-revolve"
  case twoLevel = "two-level"
  case online
  case rotor
  case mixed

  /// Returns the planner that takes all problems like this one and finds the best schedule it can.
  public static func best(for problem: Problem) -> Planner { problem.chain.tapes == nil ? .hrevolve : .rotor }

  /// True for the planners of chains whose steps keep tapes; the others plan backward steps that run from states.
  public var takesTapes: Bool { self == .rotor || self == .mixed }

  /// The planners of backward steps that run from states.
  public static let ofStates = allCases.filter { !$0.takesTapes }

  /// Returns the planner's schedule for `problem`.
  ///
  /// - Throws: ``PlanningError`` when there is none, when the planner does not take such problems, or when a total or
  ///   a table is too large.
  public func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    switch self {
    case .revolve: return try Revolve.plan(problem, options: options)
    case .diskRevolve: return try DiskRevolve.plan(problem, options: options)
    case .hrevolve: return try HRevolve.plan(problem, options: options)
    case .storeAll: return try StoreAll.plan(problem, options: options)
    case .storeNone: return try StoreNone.plan(problem, options: options)
    case .uniform: return try Uniform.plan(problem, options: options)
    case .periodic: return try Periodic.plan(problem, options: options)
    case .multistage: return try Multistage.plan(problem, options: options)
    case .oneReadDiskRevolve: return try OneReadDiskRevolve.plan(problem, options: options)
    case .periodicDiskRevolve: return try PeriodicDiskRevolve.plan(problem, options: options)
    case .twoLevel: return try TwoLevel.plan(problem, options: options)
    case .online: return try Online.plan(problem, options: options)
    case .rotor: return try Rotor.plan(problem, options: options)
    case .mixed: return try Mixed.plan(problem, options: options)
    }
  }
}
