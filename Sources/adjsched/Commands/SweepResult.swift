import AdjointSchedules
import ScheduleFormats

/// The result of a sweep: one row per point and planner with a schedule there.
struct SweepResult {
  struct Row {
    /// The index of the point on each axis.
    let point: [Int]
    let planner: Planner
    /// In units of 10^-`fractionDigits`.
    let makespan: Int
    let fractionDigits: Int
    let isOptimal: Bool
    let gap: Report.Cell
    let storeAll: Int
    let rerunSteps: Int
    let maxStepRuns: Int

    init(_ point: [Int], _ figures: ScheduleSummary, _ problem: Problem, storeAll: Int) {
      self.point = point
      self.storeAll = storeAll
      planner = figures.planner
      makespan = figures.makespan
      fractionDigits = problem.fractionDigits
      isOptimal = figures.isOptimal
      gap = FigureColumns.gap(figures)
      rerunSteps = figures.rerunSteps
      maxStepRuns = figures.statistics.maxStepRuns
    }
  }

  let axes: [SweepAxis]
  /// Ordered by point, the first axis varying slowest, then by planner.
  let rows: [Row]
  /// The budget that the capacities divide, if there is one.
  let splits: CapacitySplits?
  let missing: [Report.Exclusion]
  let cutShort: [Report.CutShort]

  var report: Report {
    // Heuristics are not compared with the optimum here.
    let hasGap = rows.contains { $0.planner.seeksOptimum && !$0.isOptimal }
    let best = splits?.best(of: rows) ?? []
    return Report(
      format: "adjsched-sweep/1",
      columns: SweepAxis.names(of: axes) + [
        "planner", "makespan", "optimal", "to-store-all", "rerun-steps", "max-step-runs",
      ] + (splits == nil ? [] : ["total", "within", "best"]) + (hasGap ? [FigureColumns.gap] : []),
      rows: rows.enumerated().map { index, row in
        zip(axes, row.point).map { $0.values[$1].cell } + [
          .word(row.planner.rawValue), .cost(row.makespan, fractionDigits: row.fractionDigits),
          row.planner.seeksOptimum ? .flag(row.isOptimal) : .none, .ratio(Ratio(row.makespan, to: row.storeAll)),
          .number(row.rerunSteps), .number(row.maxStepRuns),
        ] + splitCells(row, isBest: best.contains(index))
          + (hasGap ? [row.planner.seeksOptimum ? row.gap : .none] : [])
      },
      notApplicable: missing, cutShort: cutShort)
  }

  private func splitCells(_ row: Row, isBest: Bool) -> [Report.Cell] {
    guard let splits else { return [] }
    let total = splits.total(row.point)
    return [.number(total), .flag(total <= splits.limit), .flag(isBest)]
  }
}
