import AdjointSchedules
import ScheduleFormats

/// `adjsched budget`: how few slots are enough, how many fit, which platform?
enum BudgetCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let limit = try arguments.makespanLimit()
    if let memory = arguments.last(.memory) {
      if let other = arguments.last(.atMost, .time) {
        throw UsageError.outOfRange(other.name, reason: "asks a different question than \(memory.name); give one")
      }
    } else if limit == nil {
      throw UsageError.missingOption(
        "--at-most, --time or --memory (what the budget is)", command: arguments.command.name,
        example: arguments.command.example)
    }
    if let capacity = arguments.last(.capacity) {
      guard let limit, !arguments.operands.isEmpty else {
        throw UsageError.outOfRange(
          capacity.name, reason: "is a level of a problem file; give the file, and --at-most or --time")
      }
      try arguments.requireNoProblemOptions()
      return try CapacityBudget.run(arguments, capacity, limit: limit, options)
    }
    if let limit, !arguments.operands.isEmpty {
      try arguments.requireNoProblemOptions()
      return try PlatformBudget.run(arguments, limit: limit, options)
    }
    if let operand = arguments.operands.first {
      throw UsageError.outOfRange(
        "file '\(operand.excerpt)'", reason: "problem files are compared by --at-most or --time; leave out --memory")
    }
    return try slots(arguments, limit, options)
  }

  /// Finds how many slots the level without a number should have.
  private static func slots(
    _ arguments: Arguments, _ limit: MakespanLimit?, _ options: ResultOptions<TableFormat>
  ) throws -> ExitStatus {
    // Checked first.
    if limit != nil { _ = try arguments.length() }
    let unknown = try arguments.unknownSlots()
    var form = ProblemOptions.Form(unknown: unknown)
    if case .cost(let cost) = limit, let occurrence = arguments.last(.atMost) {
      let beside = StatedCost(cost: cost, text: occurrence.value, isTime: TimeText.isTime(occurrence.value))
      form.costsBeside = [(.atMost, Stated(beside, option: occurrence.name))]
    }
    let stated = try ProblemOptions(arguments, form)
    let problem = try stated.problem(at: stated.first)
    // With -m it is the disk, which follows memory.
    let level = unknown == .memorySlots ? 0 : 1
    let stateSize = try arguments.last(.stateSize)?.bytes(roundedUp: true)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    var hint: String?
    let status = try TableCommand.write(options, origin: .commandLine) {
      let budget: SlotBudget
      var most: Int?
      if let limit {
        let makespan = try limit.makespan(for: problem)
        budget = try SlotBudget(problem, level: level, atMost: makespan, observer: progress.observer)
        most = makespan
      } else {
        let size = try arguments.required(.stateSize, "the size of one state")
        let memory = try arguments.required(.memory, "the memory for states").bytes(roundedUp: false)
        let stateSize = try size.bytes(roundedUp: true)
        let slots = min(memory / stateSize, Level.maximumSlots)
        let hasOthers = problem.levels.enumerated().contains { $0.offset != level && $0.element.slots != 0 }
        if slots == 0 && !hasOthers && problem.chain.length > 0 {
          throw PlanningError.tooLittleMemory(bytes: memory, stateBytes: stateSize)
        }
        budget = try SlotBudget(problem, level: level, slots: slots, observer: progress.observer)
      }
      progress.erase()
      let report = try slotReport(budget, problem, unknown.rawValue, most: most, stateSize: stateSize)
      if budget.answer == nil { hint = try arguments.multipleHint(most: most, problem) }
      return (report, budget.answer == nil ? .no : .done)
    }
    if let hint, !options.isQuiet { Descriptor.standardError.say("note: \(hint)") }
    return status
  }

  private static func slotReport(
    _ budget: SlotBudget, _ problem: Problem, _ column: String, most: Int?, stateSize: Int?
  ) throws -> Report {
    let digits = problem.fractionDigits
    let storeAll = try problem.storeAllMakespan()
    var facts = [Report.Fact("store-all", .cost(storeAll, fractionDigits: digits))]
    if let most { facts.append(.init("at-most", .cost(most, fractionDigits: digits))) }
    if let stateSize { facts.append(.init("state-size", .number(stateSize))) }
    facts.append(.init("answer", budget.answer.map { .number($0) } ?? .none))
    let hasGap = budget.candidates.contains { !$0.figures.isOptimal }
    return Report(
      format: "adjsched-budget/1", facts: facts,
      columns: [column] + (stateSize == nil ? [] : ["bytes"]) + FigureColumns.names + (most == nil ? [] : ["within"])
        + ["answer"] + (hasGap ? [FigureColumns.gap] : []),
      rows: budget.candidates.map { candidate in
        var row: [Report.Cell] = [.number(candidate.slots)]
        if let stateSize {
          let (bytes, overflow) = candidate.slots.multipliedReportingOverflow(by: stateSize)
          row.append(overflow ? .none : .number(bytes))
        }
        row += FigureColumns.cells(candidate.figures, problem, storeAll: storeAll)
        if let most { row.append(.flag(candidate.figures.makespan <= most)) }
        row.append(.flag(candidate.slots == budget.answer))
        return row + (hasGap ? [FigureColumns.gap(candidate.figures)] : [])
      }, cutShort: FigureColumns.cutShort(budget.candidates.map(\.figures)))
  }
}

extension Arguments {
  /// Returns the option whose slots are to be found: memory's, or with `-m` the disk's.
  fileprivate func unknownSlots() throws(UsageError) -> Option.Key {
    guard let memory = last(.memorySlots) else { return .memorySlots }
    if has(.memory) {
      throw .outOfRange(memory.name, reason: "--memory gives the number of states in memory; leave one of them out")
    }
    guard last(.diskWrite, .diskRead) != nil else {
      throw .outOfRange(
        memory.name, reason: "is what budget looks for; leave it out, or add a disk to look for its slots")
    }
    if let disk = last(.diskSlots) {
      throw .outOfRange(disk.name, reason: "leaves nothing to look for; leave out -m or \(disk.name)")
    }
    return .diskSlots
  }

  /// Returns the message for a limit below what even free storage allows; perhaps an x was forgotten.
  fileprivate func multipleHint(most: Int?, _ problem: Problem) throws(PlanningError) -> String? {
    guard let most, let occurrence = last(.atMost, .time), occurrence.key == .atMost,
      case .cost = try? occurrence.limit(), most < (try problem.storeAllMakespan())
    else { return nil }
    return
      "\(occurrence.name): the steps alone cost more than \(occurrence.value.excerpt); for that many times store-all write \(occurrence.value.excerpt)x"
  }

  /// Returns the limit on the makespan, or nil if none is given.
  fileprivate func makespanLimit() throws(UsageError) -> MakespanLimit? {
    guard let occurrence = last(.atMost, .time) else { return nil }
    return occurrence.key == .time ? .cost(try occurrence.seconds()) : try occurrence.limit()
  }
}
