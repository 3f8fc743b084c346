import AdjointSchedules
import ScheduleFormats

/// The columns that summarise the best planner's schedule.
enum FigureColumns {
  static let names = ["makespan", "optimal", "to-store-all", "rerun-steps", "max-step-runs"]
  /// The last column of tables in which some optimum is not proven.
  static let gap = "to-lower-bound"

  static func cells(_ figures: ScheduleSummary, _ problem: Problem, storeAll: Int) -> [Report.Cell] {
    [
      .cost(figures.makespan, fractionDigits: problem.fractionDigits), .flag(figures.isOptimal),
      .ratio(Ratio(figures.makespan, to: storeAll)), .number(figures.rerunSteps),
      .number(figures.statistics.maxStepRuns),
    ]
  }

  /// Returns the ratio of a makespan to its proven bound.
  static func gap(_ figures: ScheduleSummary) -> Report.Cell {
    figures.lowerBound.map { .ratio(Ratio(figures.makespan, to: $0)) } ?? .none
  }

  /// Returns the planners that were cut short in any row, without duplicates.
  static func cutShort(_ figures: [ScheduleSummary]) -> [Report.CutShort] {
    Planner.allCases.compactMap { planner in
      let cut = figures.filter { $0.planner == planner && $0.isCut }
      if cut.isEmpty { return nil }
      return Report.CutShort(planner: planner.rawValue, millionths: cut.compactMap(\.millionthsAbove).max())
    }
  }

  /// Reports the planners that were cut short on standard error, if the table has no place for it.
  static func say(_ planners: [Report.CutShort], beside format: TableFormat?, isQuiet: Bool) {
    if isQuiet || format == .text || format == .json { return }
    for planner in planners { Descriptor.standardError.say("note: \(planner.sentence)") }
  }
}
