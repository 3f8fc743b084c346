import AdjointSchedules

/// The sentences about schedules that are not proven optimal.
extension Caveat: CustomStringConvertible {
  /// One line that says why the optimum is not proven.
  public var description: String { "not proven optimal: \(reason)" }

  private var reason: String {
    switch self {
    case .heuristic(let planner, let pointless):
      return "\(planner.rawValue) is a heuristic; hrevolve plans the same problem at least as well"
        + (pointless?.clause ?? "")
    case .heuristicOfTapes(let planner):
      return "\(planner.rawValue) is a heuristic; rotor finds the best schedule it can"
    case .limitedRuns(let limit, let isLeast, let excess):
      let times = limit == 1 ? "once" : "\(limit) times"
      if isLeast {
        return "it is the best of the schedules that run no step more than \(times), but one that does may cost less"
      }
      let found = "it is the best found that runs no step more than \(times)"
      guard let excess else { return "\(found); another, or one that does, may cost less" }
      let above = Self.decimals(excess, digits: 4)
      return "\(found), at most \(above) % above the best of those; one that does may cost less"
    case .searchEnded:
      return
        "the search for the exact optimum hit its limit; no schedule costs less than the lower bound"
    case .slotTable(let entries):
      return """
        write or read costs fall from one level to a slower one, and the exact table exceeds its limit of \(entries) \
        entries or the memory limit; use fewer slots or a shorter chain for an exact plan
        """
    case .intervalTable(let entries):
      return """
        with unequal forward steps on several levels, the exact table exceeds its limit of \(entries) entries or the \
        memory limit; use fewer slots or a shorter chain for an exact plan
        """
    case .noIntervals(let error, let parts?):
      return "\(Self.noIntervals(error)), so long intervals are split on grids of \(parts) parts"
    case .noIntervals(let error, nil):
      return
        "\(Self.noIntervals(error)), so states are stored as if all steps cost the same, or once and for all"
    case .roomOfLargest:
      return """
        every state gets the room of the largest, because the table of the true sizes exceeds its limits; a shorter \
        chain, a smaller capacity or sizes in multiples of a larger unit give a better plan
        """
    case .slotsOfMean:
      return """
        it was planned as if all states had one size, and those that did not fit went to another level, because the table \
        of the true sizes exceeds its limits
        """
    case .fixedParts:
      return "levels that share a capacity have fixed parts of it; a schedule that changes them may cost less"
    case .everyStateKept: return "every state is kept, the largest on the cheapest level"
    case .persistent(let levels, let isRounded):
      let persistent =
        levels == 1
        ? "a stored state stays until its backward step; this is the best such schedule"
        : "levels are planned one after another, and a stored state stays until faster levels do the rest"
      let grid = isRounded ? ", with sizes rounded up to the given resolution" : ""
      return "\(persistent)\(grid); one that drops a state early and recomputes it may cost less"
    case .branchesInTurn:
      return
        "the table over all remaining lengths exceeds its limits, and the branches are reversed one after another"
    case .completion(true):
      return
        "it is the best that drops each stored state at once or keeps it until it has served; another may cost less"
    case .completion(false):
      return
        "each stored state is dropped at once or kept until it has served, and not every choice of them was compared"
    case .tapesStay: return "dropping a state early and recomputing it, or running over a tape, may cost less"
    case .placesStay:
      return "moving a state or a tape, or dropping one early and making it again, may cost less"
    case .oneLevelOrDivided:
      return
        "it uses one level alone, or segments of equal length; a schedule whose parts use all levels may cost less"
    case .roomRounded(let units, let slots, let splitsLeftOut):
      return Self.roomRounded(units, slots, splitsLeftOut)
    case .overlapped(.timed):
      return "it is the best of many schedules whose overlapped transfers were timed; another may cost less"
    case .overlapped(.tooLong):
      return """
        it is the best of many schedules whose overlapped transfers were timed, without the one for transfers that \
        block, which is too long to time; another may cost less
        """
    case .overlapped(.tooLongButBetter):
      return """
        the schedule for transfers that block takes less, but is too long to time with overlap; plan it without the mark \
        "overlapped", or give --effort
        """
    case .noRoomTable: return "no table fits the memory limit, so every step is recomputed from the first state or tape"
    }
  }

  private static func roomRounded(_ units: [Int], _ slots: Int?, _ splitsLeftOut: Bool) -> String {
    var clauses: [String] = []
    if !units.isEmpty {
      let list = units.map { "\($0)" }.joined(separator: " and ")
      clauses.append("sizes are planned in units of \(list) bytes, rounded up")
    }
    if let slots { clauses.append("the table has room for \(slots) of the slots") }
    if splitsLeftOut { clauses.append("long parts of the chain are split at some steps only") }
    return clauses.joined(separator: ", and ")
  }

  private static func noIntervals(_ error: PlanningError) -> String {
    switch error {
    case .tooManyIntervals(let bytes, let limit, _, _):
      return
        "a table over all intervals of the chain needs \(ByteText.needed(bytes)), more than the memory limit of \(ByteText.allowed(limit))"
    case .tooManySteps(_, let limit):
      return "a table over all intervals of the chain is limited to \(limit) steps"
    case .tooMuchWork(_, _, let limit):
      return "a table over all intervals of the chain has more than the limit of \(limit) entries"
    default: return "no table was used"
    }
  }

  /// Returns a number of units of 10^-`digits` as a decimal with all digits.
  static func decimals(_ units: Int, digits: Int) -> String {
    let unit = (0..<digits).reduce(1) { unit, _ in 10 * unit }
    return "\(units / unit).\(String(unit + units % unit).dropFirst())"
  }
}

extension Schedule {
  /// Why its makespan is not proven least, and how far it is from the optimum at most, as a sentence; nil when it is.
  public var note: String? {
    guard let caveat else { return nil }
    guard let millionthsAbove else { return caveat.description }
    let above = Caveat.decimals(millionthsAbove, digits: 4)
    return "\(caveat); the makespan is at most \(above) % above the optimum"
  }
}

extension Caveat.PointlessLevel {
  fileprivate var clause: String {
    ", and without level \(index), which only adds cost here, for \(Caveat.decimals(saving, digits: 2)) % less"
  }
}
