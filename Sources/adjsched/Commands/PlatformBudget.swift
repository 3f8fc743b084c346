import AdjointSchedules
import ScheduleFormats

/// The part of `budget` that compares problem files.
enum PlatformBudget {
  private struct Row {
    let file: ProblemFile
    let figures: ScheduleSummary
    let isWithin: Bool

    /// The makespan in units of 10^-9, which every file's costs fit.
    var comparable: Int128 {
      let missing = DecimalCost.maximumFractionDigits - file.problem.fractionDigits
      return (0..<missing).reduce(Int128(figures.makespan)) { cost, _ in cost * 10 }
    }
  }

  static func run(
    _ files: [ProblemFile], limit: MakespanLimit, _ options: ResultOptions<TableFormat>, _ progress: Progress
  ) throws -> ExitStatus {
    try TableCommand.write(options, origin: .commandLine) {
      let planning = PlannerOptions(observer: progress.observer)
      let rows = try files.map { try row($0, among: files.count, limit, planning) }
        .sorted { $0.comparable < $1.comparable }
      progress.erase()
      let answer = rows.first(where: \.isWithin)
      return (report(rows, answer: answer), answer == nil ? .no : .done)
    }
  }

  private static func row(
    _ file: ProblemFile, among files: Int, _ limit: MakespanLimit, _ planning: PlannerOptions
  ) throws(Failure) -> Row {
    do throws(PlanningError) {
      let figures = try ScheduleSummary(among: files, observer: planning.observer) { () throws(PlanningError) in
        try Planner.best(for: file.problem).schedule(for: file.problem, options: planning)
      }
      return Row(file: file, figures: figures, isWithin: figures.makespan <= (try limit.makespan(for: file.problem)))
    } catch {
      throw Failure.planning(error, .file(file.name))
    }
  }

  private static func name(_ row: Row) -> Report.Cell { .word(row.file.name.spellingBytes) }

  private static func report(_ rows: [Row], answer: Row?) -> Report {
    let hasGap = rows.contains { !$0.figures.isOptimal }
    return Report(
      format: "adjsched-budget/1",
      facts: [.init("answer", answer.map { name($0) } ?? .none)],
      columns: ["problem"] + FigureColumns.names + ["within"] + (hasGap ? [FigureColumns.gap] : []),
      rows: rows.map { row in
        // If a problem was planned, its step costs fit.
        let storeAll = (try? row.file.problem.storeAllMakespan()) ?? 0
        return [name(row)] + FigureColumns.cells(row.figures, row.file.problem, storeAll: storeAll)
          + [.flag(row.isWithin)] + (hasGap ? [FigureColumns.gap(row.figures)] : [])
      }, cutShort: FigureColumns.cutShort(rows.map(\.figures)))
  }
}
