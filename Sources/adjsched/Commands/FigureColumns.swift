import AdjointSchedules
import ScheduleFormats

/// The columns that show what a schedule of the best planner comes to.
enum FigureColumns {
  static let names = ["makespan", "optimal", "to-store-all", "rerun-steps", "max-step-runs"]

  static func cells(_ figures: ScheduleFigures, _ problem: Problem, storeAll: Int) -> [Report.Cell] {
    [
      .cost(figures.makespan, fractionDigits: problem.fractionDigits), .flag(figures.isOptimal),
      .ratio(Ratio(figures.makespan, to: storeAll)), .number(figures.rerunSteps),
      .number(figures.statistics.maxStepRuns),
    ]
  }
}
