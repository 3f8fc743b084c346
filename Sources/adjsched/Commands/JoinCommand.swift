import AdjointSchedules
import ScheduleFormats

/// `adjsched join`: branches that join in one handle.
enum JoinCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    guard arguments.operand != nil else {
      return try PlanCommand.write(try arguments.join(), from: .commandLine, planner: .join, options)
    }
    if let option = arguments.problemOption {
      throw UsageError.outOfRange(
        option.name, reason: "the join comes from a file, which already states this; leave out the file or the option")
    }
    let file = try ProblemFile(arguments.operand, Progress(isEnabled: !options.isQuiet), takesSituation: true)
    return try PlanCommand.write(file.problem, from: .file(file.name), planner: .join, options)
  }
}

extension Arguments {
  /// Returns the join described by the options.
  fileprivate func join() throws(UsageError) -> Problem {
    if !has(.branch) {
      throw .missingOption(
        "\(Option.Key.branch.name) (one for each branch)\(orFile)", command: command.name, example: command.example)
    }
    var branches: [Int] = []
    for branch in all(.branch) { branches.append(try branch.wholeNumber(in: 1...Chain.maximumLength)) }
    let handle = try last(.handle)?.wholeNumber(in: 0...Chain.maximumLength) ?? 0
    let slots = try required(.memorySlots, "the number of states in memory").wholeNumber(in: SlotCount.range)
    var units = CostUnits()
    var costs: [DecimalCost] = []
    for key in [Option.Key.forwardCost, .backwardCost] {
      let stated = try last(key)?.costs(takesRanges: false)
      if let stated { units.add(stated, of: key) }
      costs.append(stated?.values[0].cost ?? .one)
    }
    try units.check(self)
    var description = ProblemDescription(
      length: handle, forwardCost: .uniform(costs[0]), backwardCost: .uniform(costs[1]),
      levels: [ProblemDescription.Level(name: "memory", slots: slots)])
    description.branches = branches
    do throws(ProblemError) {
      return try description.problem()
    } catch {
      // The other numbers have already been checked individually.
      let key: Option.Key
      switch error.field {
      case .join(.forwardCost): key = .forwardCost
      case .join: key = .backwardCost
      default: key = .branch
      }
      throw .outOfRange(last(key)?.name ?? key.name, reason: error.reason.description)
    }
  }
}
