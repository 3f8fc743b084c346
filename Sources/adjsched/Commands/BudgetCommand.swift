import AdjointSchedules
import ScheduleFormats

/// `adjsched budget`: how few slots are enough, how many fit, which platform?
enum BudgetCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let limit = try BudgetLimit(arguments)
    let memory = arguments.last(.memory)
    if let memory {
      if let limit {
        throw UsageError.outOfRange(
          limit.occurrence.name, reason: "asks a different question than \(memory.name); give one")
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
      return try Self.capacity(arguments, capacity, limit: limit.makespan, options)
    }
    if let limit, !arguments.operands.isEmpty {
      try arguments.requireNoProblemOptions()
      return try files(arguments, limit: limit.makespan, options)
    }
    if let operand = arguments.operands.first {
      throw UsageError.outOfRange(
        "file '\(operand.excerpt)'", reason: "problem files are compared by --at-most or --time; leave out --memory")
    }
    return try slots(SlotRequest(arguments, limit, memory: memory), options)
  }

  /// Compares problem files, or finds the fewest bytes of the only level of a file that has a capacity.
  private static func files(
    _ arguments: Arguments, limit: MakespanLimit, _ options: ResultOptions<TableFormat>
  ) throws -> ExitStatus {
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let files = try arguments.operands.map { try ProblemFile($0, progress) }
    if files.count == 1, let level = files[0].problem.onlyLevelWithCapacity {
      return try capacity(of: level, in: files[0], limit: limit, options, progress)
    }
    return try PlatformBudget.run(files, limit: limit, options, progress)
  }

  /// Finds how many slots the level without a number should have.
  private static func slots(_ request: SlotRequest, _ options: ResultOptions<TableFormat>) throws -> ExitStatus {
    let problem = request.problem
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    var hint: String?
    let status = try TableCommand.write(options, origin: .commandLine) {
      let answer: SlotBudget
      var most: Int?
      switch request.budget {
      case .makespan(let limit):
        let makespan = try limit.makespan.makespan(for: problem)
        answer = try SlotBudget(problem, level: request.level, atMost: makespan, observer: progress.observer)
        most = makespan
        if answer.answer == nil { hint = try limit.multipleHint(problem) }
      case .bytes(let memory, let stateSize):
        let slots = try request.slots(in: memory, stateSize: stateSize)
        answer = try SlotBudget(problem, level: request.level, slots: slots, observer: progress.observer)
      }
      progress.erase()
      return (try slotReport(answer, request, most: most), answer.answer == nil ? .no : .done)
    }
    if let hint, !options.isQuiet { Descriptor.standardError.say("note: \(hint)") }
    return status
  }

  private static func slotReport(
    _ budget: SlotBudget, _ request: SlotRequest, most: Int?
  ) throws(PlanningError) -> Report {
    let (problem, stateSize) = (request.problem, request.stateSize)
    let digits = problem.fractionDigits
    let storeAll = try problem.storeAllMakespan()
    var facts = [Report.Fact("store-all", .cost(storeAll, fractionDigits: digits))]
    if let most { facts.append(.init("at-most", .cost(most, fractionDigits: digits))) }
    if let stateSize { facts.append(.init("state-size", .number(stateSize))) }
    facts.append(.init("answer", budget.answer.map { .number($0) } ?? .none))
    let hasGap = budget.candidates.contains { !$0.figures.isOptimal }
    return Report(
      format: "adjsched-budget/1", facts: facts,
      columns: [request.unknown.rawValue] + (stateSize == nil ? [] : ["bytes"]) + FigureColumns.names
        + (most == nil ? [] : ["within"])
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

extension Problem {
  /// The level that has a capacity of its own, if exactly one has.
  fileprivate var onlyLevelWithCapacity: Int? {
    let stated = levels.indices.filter { levels[$0].capacity != nil }
    return stated.count == 1 ? stated[0] : nil
  }
}
