import AdjointSchedules
import ScheduleFormats

extension BudgetCommand {
  /// Finds how few bytes of the level that `--capacity` names are enough.
  static func capacity(
    _ arguments: Arguments, _ occurrence: Arguments.Occurrence, limit: MakespanLimit,
    _ options: ResultOptions<TableFormat>
  ) throws -> ExitStatus {
    guard arguments.operands.count == 1 else {
      throw UsageError.outOfRange(occurrence.name, reason: "is a level of one problem file; give one file")
    }
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let file = try ProblemFile(arguments.operand, progress)
    let range = try CapacityRange(occurrence, in: file.problem)
    if !range.sizes.isEmpty {
      throw UsageError.outOfRange(
        occurrence.name, reason: "is what budget looks for; name the level alone, or use sweep for a range")
    }
    return try capacity(of: range.level, in: file, limit: limit, options, progress)
  }

  /// Finds how few bytes of a problem file's level are enough.
  static func capacity(
    of level: Int, in file: ProblemFile, limit: MakespanLimit, _ options: ResultOptions<TableFormat>,
    _ progress: Progress
  ) throws -> ExitStatus {
    try TableCommand.write(options, origin: .file(file.name)) {
      let budget = try CapacityBudget(file.problem, level: level, atMost: limit, observer: progress.observer)
      progress.erase()
      let report = try report(budget, file.problem, level: level, limit)
      return (report, budget.answer == nil ? .no : .done)
    }
  }

  private static func report(
    _ budget: CapacityBudget, _ problem: Problem, level: Int, _ limit: MakespanLimit
  ) throws(PlanningError) -> Report {
    let candidates = budget.candidates
    let hasGap = candidates.contains { !$0.figures.isOptimal }
    var rows: [[Report.Cell]] = []
    for candidate in candidates {
      let storeAll = try candidate.problem.storeAllMakespan()
      rows.append(
        [.number(candidate.capacity)] + FigureColumns.cells(candidate.figures, candidate.problem, storeAll: storeAll)
          + [.flag(candidate.isWithin), .flag(candidate.capacity == budget.answer)]
          + (hasGap ? [FigureColumns.gap(candidate.figures)] : []))
    }
    return Report(
      format: "adjsched-budget/1",
      facts: [
        .init("level", .word(problem.levels[level].name)),
        .init("at-most", .cost(try limit.makespan(for: problem), fractionDigits: problem.fractionDigits)),
        .init("answer", budget.answer.map { .number($0) } ?? .none),
      ],
      columns: ["capacity"] + FigureColumns.names + ["within", "answer"] + (hasGap ? [FigureColumns.gap] : []),
      rows: rows, cutShort: FigureColumns.cutShort(candidates.map(\.figures)))
  }
}
