import AdjointSchedules
import ScheduleFormats

/// `adjsched join`: branches that join in one handle.
enum JoinCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (problem, origin) = try arguments.join(progress)
    do {
      var reservation: String?
      try Output.write(to: options.destination) { sink in
        let schedule = try JoinSchedule.plan(problem, observer: progress.observer)
        progress.erase()
        reservation = schedule.reservation
        let writer = JoinScheduleWriter(format: options.format, summaryOnly: options.isSummary)
        // Operations that scroll over the terminal are progress enough.
        let isVisible = sink.descriptor.isTerminal
        try writer.write(schedule, to: &sink) { written in
          if !isVisible { progress.show(written, "operations written") { try? schedule.statistics().operations } }
        }
      }
      progress.erase()
      if let reservation, !options.isQuiet { Descriptor.standardError.say("note: \(reservation)") }
      return .done
    } catch let error as PlanningError {
      throw Failure.planning(error, origin)
    }
  }
}

extension Arguments {
  /// Returns the join that a file states, or else the options.
  fileprivate func join(_ progress: Progress) throws -> (JoinProblem, Failure.Origin) {
    guard let operand else { return (try joinOfOptions(), .commandLine) }
    if let option = problemOption {
      throw UsageError.outOfRange(
        option.name, reason: "the join comes from a file, which states that already; leave out the file or the option")
    }
    let (name, problem) = try Input.content(operand, progress) { source, onRounding in
      try JoinReader.read(source, onRounding: onRounding)
    }
    return (problem, .file(name))
  }

  private func joinOfOptions() throws(UsageError) -> JoinProblem {
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
    do throws(ProblemError) {
      return try JoinProblem(
        branches: branches, handle: handle, forwardCost: costs[0], backwardCost: costs[1], slots: slots)
    } catch {
      // The other numbers have been checked one by one.
      let key: Option.Key =
        error.field.hasSuffix("forwardCost") ? .forwardCost : error.field.hasSuffix("Cost") ? .backwardCost : .branch
      throw .outOfRange(last(key)?.name ?? key.name, reason: error.reason)
    }
  }
}
