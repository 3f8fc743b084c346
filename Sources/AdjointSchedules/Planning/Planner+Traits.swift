/// What a planner takes, promises and listens to.
extension Planner {
  /// Returns the planner that accepts every problem of this kind and finds the best schedule it can.
  public static func best(for problem: Problem) -> Planner {
    if problem.junction != nil { return .join }
    return problem.chain.tapes == nil ? .hrevolve : .rotor
  }

  /// Returns the planners that take chains like this one, or branches that join.
  static func all(for problem: Problem) -> [Planner] {
    if problem.junction != nil { return [.join] }
    return problem.chain.tapes == nil ? ofStates : ofTapes
  }

  /// The planners of one chain; ``join`` plans branches that meet in one handle.
  public static let ofChains = allCases.filter { $0 != .join }

  /// True for the planners that plan chains whose steps keep tapes.
  public var takesTapes: Bool { self == .storeAll || isOnlyOfTapes }

  /// True for the planners that plan chains whose backward steps run from states.
  public var takesStates: Bool { self != .join && !isOnlyOfTapes }

  private var isOnlyOfTapes: Bool {
    switch self {
    case .rotor, .mixed, .checkpointSequential, .fullRecomputation: return true
    default: return false
    }
  }

  /// The planners of chains whose backward steps run from states.
  package static let ofStates = ofChains.filter(\.takesStates)

  /// The planners of chains whose steps keep tapes.
  package static let ofTapes = ofChains.filter(\.takesTapes)

  /// True for the planners of chains that look for the best schedule, with the effort they are given; their schedules
  /// say whether they are optimal.
  package var seeksOptimum: Bool {
    switch self {
    case .revolve, .diskRevolve, .hrevolve, .rotor, .mixed: return true
    default: return false
    }
  }

  /// True if the planner uses the cost of each step; others use only the number of steps.
  var weighsSteps: Bool {
    switch self {
    case .join, .checkpointSequential, .fullRecomputation: return true
    default: return seeksOptimum
    }
  }

  /// True if the planner plans levels whose transfers run beside the steps.
  package var overlapsTransfers: Bool {
    switch self {
    case .hrevolve, .diskRevolve, .periodicDiskRevolve, .rotor: return true
    default: return false
    }
  }

  /// True if the planner stores every p-th state, so that ``PlannerOptions/period`` applies to it.
  package var isPeriodic: Bool {
    switch self {
    case .uniform, .periodic, .periodicDiskRevolve, .twoLevel, .checkpointSequential: return true
    default: return false
    }
  }
}
