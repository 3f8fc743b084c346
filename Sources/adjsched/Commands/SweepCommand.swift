import AdjointSchedules
import ScheduleFormats

/// `adjsched sweep`: planners over the product of all ranges.
enum SweepCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ChartFormat.csv)
    let planners = try arguments.planners()
    let arguments = arguments.withoutOverridden()
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

  /// What the planners say to one point.
  private struct Outcome {
    var rows: [[Report.Cell]] = []
    var failures: [(planner: Planner, error: PlanningError)] = []
  }

  private static func report(
    _ arguments: Arguments, _ planners: [Planner], _ axes: [SweepAxis], _ progress: Progress
  ) throws -> Report {
    let count = axes.reduce(1) { $0 * $1.values.count }
    let hasTapes = try arguments.hasTapes(planners)
    // What is wrong with the greatest values is said before any point is planned.
    _ = try lastProblem(arguments, axes, hasTapes: hasTapes)
    var sweep = Sweep(planners: planners, observer: progress.observer)
    var outcomes = Array(repeating: Outcome(), count: count)
    let places = planningOrder(axes)
    for step in 0..<count {
      let point = coordinates(step, places)
      let here = arguments.at(point.map { ($0.axis, $0.index) })
      let problem = try here.problem(.levelsOrUnlimited, hasTapes: hasTapes)
      let storeAll = try problem.storeAllMakespan()
      let cells = axes.indices.map { axis in point.first { $0.place == axis }.map { $0.axis.values[$0.index].cell } }
      var outcome = Outcome()
      for entry in sweep.entries(for: problem, period: try here.period(for: planners)) {
        switch entry.result {
        case .success(let figures):
          outcome.rows.append(cells.map { $0 ?? .none } + Self.cells(figures, problem, storeAll))
        case .failure(let error):
          outcome.failures.append((entry.planner, error))
        }
      }
      outcomes[number(of: point)] = outcome
      progress.show(step + 1, "points planned") { count }
    }
    var missing: [Planner: (points: Int, first: PlanningError)] = [:]
    for failure in outcomes.lazy.flatMap(\.failures) {
      missing[failure.planner, default: (0, failure.error)].points += 1
    }
    let rows = outcomes.flatMap(\.rows)
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
  private static func lastProblem(
    _ arguments: Arguments, _ axes: [SweepAxis], hasTapes: Bool
  ) throws -> Problem {
    try arguments.at(axes.map { ($0, $0.values.count - 1) }).problem(.levelsOrUnlimited, hasTapes: hasTapes)
  }

  /// Returns the axes in the order in which points are planned: the length last but for the period, for ``Sweep`` shares
  /// most between the lengths of one platform.
  private static func planningOrder(_ axes: [SweepAxis]) -> [(place: Int, axis: SweepAxis)] {
    let rank = { (axis: SweepAxis) in axis.key == .period ? 2 : axis.key == .length || axis.key == .steps ? 1 : 0 }
    // The sort of the standard library keeps the others in their order.
    return axes.enumerated().map { (place: $0.offset, axis: $0.element) }.sorted { rank($0.axis) < rank($1.axis) }
  }

  private typealias Point = [(place: Int, axis: SweepAxis, index: Int)]

  /// Returns the place on each axis of a point; the last axis varies fastest.
  private static func coordinates(_ number: Int, _ axes: [(place: Int, axis: SweepAxis)]) -> Point {
    var rest = number
    var point: Point = []
    for (place, axis) in axes.reversed() {
      point.append((place, axis, rest % axis.values.count))
      rest /= axis.values.count
    }
    return point.reversed()
  }

  /// Returns which point it is in the report, where the axis given first varies slowest.
  private static func number(of point: Point) -> Int {
    point.sorted { $0.place < $1.place }.reduce(0) { $0 * $1.axis.values.count + $1.index }
  }

  private static func cells(_ figures: ScheduleFigures, _ problem: Problem, _ storeAll: Int) -> [Report.Cell] {
    let promises: Set<Planner> = [.revolve, .diskRevolve, .hrevolve, .rotor, .mixed]
    return [
      .word(figures.planner.rawValue), .cost(figures.makespan, fractionDigits: problem.fractionDigits),
      // A heuristic is not compared with the optimum here.
      promises.contains(figures.planner) ? .flag(figures.isOptimal) : .none,
      .ratio(Ratio(figures.makespan, to: storeAll)), .number(figures.rerunSteps),
      .number(figures.statistics.maxStepRuns),
    ]
  }
}

extension Arguments {
  /// Returns whether the chain that is swept keeps tapes, as all planners or none of them ask for.
  fileprivate func hasTapes(_ planners: [Planner]) throws(UsageError) -> Bool {
    guard let one = planners.first(where: \.takesTapes) else { return false }
    if let other = planners.first(where: { !$0.takesTapes }) {
      throw .outOfRange(
        Option.Key.planner.name,
        reason:
          "\(one.rawValue) plans steps that keep tapes, \(other.rawValue) steps that do not; sweep one of them at a time"
      )
    }
    return true
  }
}
