import AdjointSchedules
import ScheduleFormats

/// `adjsched compare`: all planners on one problem.
enum CompareCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ChartFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (problem, origin) = try arguments.problemOrFile(progress)
    var cut: [Report.CutShort] = []
    let status = try TableCommand.write(to: options.destination, origin: origin) {
      let comparison = try Comparison(problem, observer: progress.observer)
      progress.erase()
      let report = report(comparison)
      cut = report.cutShort
      guard let format = options.format.table else { return (BarChart(comparison).svg(), .done) }
      return (report.bytes(format: format), .done)
    }
    options.sayFormat()
    FigureColumns.say(cut, beside: options.format.table, isQuiet: options.isQuiet)
    return status
  }

  static func report(_ comparison: Comparison) -> Report {
    let problem = comparison.problem
    let digits = problem.fractionDigits
    let reference = comparison.reference
    let isProven = if case .optimum = reference { true } else { false }
    let storeAll = comparison.storeAll
    return Report(
      format: "adjsched-comparison/1", problem: problem,
      facts: [
        .init(isProven ? "optimum" : "lower-bound", .cost(reference.makespan, fractionDigits: digits)),
        .init("store-all", .cost(storeAll, fractionDigits: digits)),
      ],
      columns: [
        "planner", "makespan", "optimal", isProven ? "to-optimum" : "to-lower-bound", "to-store-all", "rerun-steps",
        "max-step-runs", "levels",
      ],
      rows: comparison.rows.map { row in
        [
          .word(row.planner.rawValue), .cost(row.makespan, fractionDigits: digits), .flag(row.isOptimal),
          .ratio(Ratio(row.makespan, to: reference.makespan)), .ratio(Ratio(row.makespan, to: storeAll)),
          .number(row.rerunSteps), .number(row.statistics.maxStepRuns), .uses(row.statistics.levels),
        ]
      },
      notApplicable: comparison.notApplicable.map { Report.Exclusion(planner: $0.planner, reason: $0.reason) },
      cutShort: FigureColumns.cutShort(comparison.rows))
  }
}
