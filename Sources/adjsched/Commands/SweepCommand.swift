import AdjointSchedules
import ScheduleFormats

/// `adjsched sweep`: runs planners over the product of all ranges.
enum SweepCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ChartFormat.csv)
    var planners = try arguments.planners()
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (grid, origin) = try grid(arguments, planners, progress)
    if let best = grid.bestPlanner, !arguments.has(.planner) { planners = [best] }
    let named = planners
    let chart = options.format == .svg ? try SweepChart(arguments, grid.axes, planners: named.count) : nil
    var missing: [Report.Exclusion] = []
    var cut: [Report.CutShort] = []
    let status = try TableCommand.write(to: options.destination, origin: origin) {
      let result = try result(grid, named, progress)
      missing = result.missing
      cut = result.cutShort
      progress.erase()
      if let chart { return (chart.chart(result).svg(), .done) }
      return (result.report.bytes(format: options.format.table ?? .csv), .done)
    }
    // Text and JSON include it.
    if !options.isQuiet && (options.format == .csv || options.format == .svg) {
      for planner in missing {
        Descriptor.standardError.say("note: \(planner.planner) has no schedule \(planner.reason)")
      }
    }
    options.sayFormat()
    FigureColumns.say(cut, beside: options.format.table, isQuiet: options.isQuiet)
    return status
  }

  /// Returns the points that a file's capacities or the options describe, and where the problem comes from.
  private static func grid(
    _ arguments: Arguments, _ planners: [Planner], _ progress: Progress
  ) throws -> (SweepGrid, Failure.Origin) {
    if arguments.operand != nil { return try CapacitySweep.grid(arguments, progress) }
    if let option = arguments.last(.capacity, .memory) {
      throw UsageError.outOfRange(option.name, reason: "applies to a problem file's levels; name the file")
    }
    var stated = try ProblemOptions(
      arguments, .init(platform: .levelsOrUnlimited, hasTapes: try arguments.hasTapes(planners), takesRanges: true))
    try stated.readPeriod(for: planners)
    let options = stated
    let grid = SweepGrid(
      axes: options.axes, first: options.first,
      problem: { (point) throws(UsageError) in try options.problem(at: point) })
    return (grid, .commandLine)
  }

  /// The planners' results at one point.
  private struct Outcome {
    var rows: [SweepResult.Row] = []
    var figures: [ScheduleSummary] = []
    var failures: [(planner: Planner, error: PlanningError)] = []
  }

  private static func result(
    _ grid: SweepGrid, _ planners: [Planner], _ progress: Progress
  ) throws -> SweepResult {
    let axes = grid.axes
    let count = axes.reduce(1) { $0 * $1.values.count }
    // Errors with the largest values are reported before any point is planned.
    _ = try grid.problem(grid.point(axes.map { $0.values.count - 1 }))
    var sweep = Sweep(planners: planners, points: count, observer: progress.observer)
    var outcomes = Array(repeating: Outcome(), count: count)
    let order = planningOrder(axes)
    for step in 0..<count {
      let indices = coordinates(step, axes, order)
      let point = grid.point(indices)
      let problem = try grid.problem(point)
      let storeAll = try problem.storeAllMakespan()
      var outcome = Outcome()
      for entry in sweep.entries(for: problem, period: point.period) {
        switch entry.result {
        case .success(let figures):
          outcome.rows.append(SweepResult.Row(indices, figures, problem, storeAll: storeAll))
          if figures.isCut { outcome.figures.append(figures) }
        case .failure(let error):
          outcome.failures.append((entry.planner, error))
        }
      }
      // In the report, the first axis varies slowest.
      outcomes[zip(axes, indices).reduce(0) { $0 * $1.0.values.count + $1.1 }] = outcome
      progress.show(step + 1, "points planned") { count }
    }
    var missing: [Planner: (points: Int, first: PlanningError)] = [:]
    for failure in outcomes.lazy.flatMap(\.failures) {
      missing[failure.planner, default: (0, failure.error)].points += 1
    }
    let rows = outcomes.flatMap(\.rows)
    if rows.isEmpty, let error = planners.lazy.compactMap({ missing[$0]?.first }).first { throw error }
    return SweepResult(
      axes: axes, rows: rows, splits: grid.splits,
      missing: planners.compactMap { planner in
        missing[planner].map { missing in
          Report.Exclusion(
            planner: planner.rawValue, reason: "at \(missing.points) of \(count) points: \(missing.first)")
        }
      }, cutShort: FigureColumns.cutShort(outcomes.flatMap(\.figures)))
  }

  /// Returns the axes in planning order: the length last, before only the period, because ``Sweep`` shares most
  /// between lengths on one platform.
  private static func planningOrder(_ axes: [SweepAxis]) -> [Int] {
    let rank = { (axis: SweepAxis) in axis.key == .period ? 2 : axis.key == .length || axis.key == .steps ? 1 : 0 }
    // The standard library's sort is stable.
    return axes.indices.sorted { rank(axes[$0]) < rank(axes[$1]) }
  }

  /// Returns a point's index on each axis; the last axis in the order varies fastest.
  private static func coordinates(_ number: Int, _ axes: [SweepAxis], _ order: [Int]) -> [Int] {
    var rest = number
    var point = axes.map { _ in 0 }
    for axis in order.reversed() {
      point[axis] = rest % axes[axis].values.count
      rest /= axes[axis].values.count
    }
    return point
  }
}

extension Arguments {
  /// Returns whether the swept chain keeps tapes; either all planners require it or none do.
  fileprivate func hasTapes(_ planners: [Planner]) throws(UsageError) -> Bool {
    guard let one = planners.first(where: { !$0.takesStates }) else { return false }
    if let other = planners.first(where: { !$0.takesTapes }) {
      throw .outOfRange(
        Option.Key.planner.name,
        reason:
          "\(one.rawValue) plans steps that keep tapes, \(other.rawValue) steps that do not; sweep them separately"
      )
    }
    return true
  }
}
