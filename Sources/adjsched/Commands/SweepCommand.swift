import AdjointSchedules
import ScheduleFormats

/// `adjsched sweep`: planners over the product of all ranges.
enum SweepCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ChartFormat.csv)
    let planners = try arguments.planners()
    let axes = try SweepAxis.axes(of: arguments)
    let chart = options.format == .svg ? try SweepChart(arguments, axes, planners: planners.count) : nil
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    var missing: [Report.Exclusion] = []
    let status = try TableCommand.write(to: options.destination, origin: .commandLine) {
      let report = try report(arguments, planners, axes, progress)
      missing = report.notApplicable
      progress.erase()
      if let chart { return (chart.chart(report).svg(), .done) }
      return (report.bytes(format: options.format.table ?? .csv), .done)
    }
    // Text and JSON say it themselves.
    if !options.isQuiet && (options.format == .csv || options.format == .svg) {
      for planner in missing {
        Descriptor.standardError.say("note: \(planner.planner) has no schedule \(planner.reason)")
      }
    }
    return status
  }

  private static func report(
    _ arguments: Arguments, _ planners: [Planner], _ axes: [SweepAxis], _ progress: Progress
  ) throws -> Report {
    let count = axes.reduce(1) { $0 * $1.values.count }
    var rows: [[Report.Cell]] = []
    var missing: [Planner: (points: Int, first: PlanningError)] = [:]
    let longest = try longestProblem(arguments, axes).chain.length
    var sweeps: [Int?: Sweep] = [:]
    for number in 0..<count {
      let point = coordinates(number, axes)
      let here = arguments.at(point)
      let problem = try here.problem(.levelsOrUnlimited)
      let storeAll = try problem.storeAllMakespan()
      let period = try here.period(for: planners)
      for entry in sweeps[period, default: Sweep(planners: planners, period: period, longest: longest)]
        .entries(for: problem)
      {
        switch entry.result {
        case .success(let figures):
          rows.append(point.map { $0.axis.values[$0.index].cell } + cells(figures, problem, storeAll))
        case .failure(let error):
          missing[entry.planner, default: (0, error)].points += 1
        }
      }
      progress.show(number + 1, "points planned") { count }
    }
    if rows.isEmpty, let error = planners.lazy.compactMap({ missing[$0]?.first }).first { throw error }
    return Report(
      format: "adjsched-sweep/1",
      columns: axes.map(\.name) + [
        "planner", "makespan", "optimal", "to-store-all", "rerun-steps", "max-step-runs",
      ], rows: rows,
      notApplicable: planners.compactMap { planner in
        missing[planner].map { missing in
          Report.Exclusion(
            planner: planner.rawValue, reason: "at \(missing.points) of \(count) points: \(missing.first)")
        }
      })
  }

  /// Returns the problem at the last value of every axis, where all of them are greatest.
  private static func longestProblem(_ arguments: Arguments, _ axes: [SweepAxis]) throws -> Problem {
    try arguments.at(axes.map { ($0, $0.values.count - 1) }).problem(.levelsOrUnlimited)
  }

  /// Returns the place on each axis of a point; the last axis varies fastest.
  private static func coordinates(_ number: Int, _ axes: [SweepAxis]) -> [(axis: SweepAxis, index: Int)] {
    var rest = number
    var point: [(axis: SweepAxis, index: Int)] = []
    for axis in axes.reversed() {
      point.append((axis, rest % axis.values.count))
      rest /= axis.values.count
    }
    return point.reversed()
  }

  private static func cells(_ figures: ScheduleFigures, _ problem: Problem, _ storeAll: Int) -> [Report.Cell] {
    let promises: Set<Planner> = [.revolve, .diskRevolve, .hrevolve]
    return [
      .word(figures.planner.rawValue), .cost(figures.makespan, fractionDigits: problem.fractionDigits),
      // A heuristic is not compared with the optimum here.
      promises.contains(figures.planner) ? .flag(figures.isOptimal) : .none,
      .ratio(Ratio(figures.makespan, to: storeAll)), .number(figures.rerunSteps),
      .number(figures.statistics.maxStepRuns),
    ]
  }
}
