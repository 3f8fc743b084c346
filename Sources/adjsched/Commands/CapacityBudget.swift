import AdjointSchedules
import ScheduleFormats

/// The part of `budget` that finds how few bytes of a problem file's level are enough.
enum CapacityBudget {
  /// The answer is accurate to one part in this many.
  private static let precision = 1000
  /// The most plans.
  private static let maximumPlans = 40

  private struct Candidate {
    let capacity: Int
    let problem: Problem
    let figures: ScheduleSummary
    let isWithin: Bool
  }

  /// The plans made so far, by capacity.
  private struct Search {
    let problem: Problem
    let level: Int
    let limit: MakespanLimit
    let progress: Progress
    private(set) var candidates: [Int: Candidate] = [:]
    private(set) var planned = 0
    /// Why there is no schedule, of the last capacity without one.
    private(set) var failure: PlanningError?

    init(problem: Problem, level: Int, limit: MakespanLimit, progress: Progress) {
      (self.problem, self.level, self.limit, self.progress) = (problem, level, limit, progress)
    }

    mutating func isWithin(_ capacity: Int) throws(PlanningError) -> Bool {
      if let known = candidates[capacity] { return known.isWithin }
      planned += 1
      let changed = problem.with(capacity: capacity, atLevel: level)
      do throws(PlanningError) {
        let observer = progress.observer
        let figures = try ScheduleSummary(among: 16, observer: observer) { () throws(PlanningError) in
          try Planner.best(for: changed).schedule(for: changed, options: PlannerOptions(observer: observer))
        }
        let isWithin = figures.makespan <= (try limit.makespan(for: changed))
        candidates[capacity] = Candidate(capacity: capacity, problem: changed, figures: figures, isWithin: isWithin)
        return isWithin
      } catch {
        if error == .cancelled { throw error }
        failure = error
        return false
      }
    }
  }

  static func run(
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
    return try TableCommand.write(options, origin: .file(file.name)) {
      let (search, answer) = try least(file.problem, range.level, limit, progress)
      progress.erase()
      if search.candidates.isEmpty, let failure = search.failure { throw failure }
      return (try report(search, answer, limit), answer == nil ? .no : .done)
    }
  }

  /// Returns the least capacity within the limit, to within the precision, and all that were planned.
  private static func least(
    _ problem: Problem, _ level: Int, _ limit: MakespanLimit, _ progress: Progress
  ) throws -> (search: Search, answer: Int?) {
    var search = Search(problem: problem, level: level, limit: limit, progress: progress)
    var high = problem.everythingStored(atLevel: level)
    guard try search.isWithin(high) else { return (search, nil) }
    // Halved from where everything fits: with less room no schedule costs less.
    var low = 0
    while high - low > max(1, high / precision) && search.planned < maximumPlans {
      let middle = low + (high - low) / 2
      if try search.isWithin(middle) { high = middle } else { low = middle }
    }
    return (search, high)
  }

  private static func report(_ search: Search, _ answer: Int?, _ limit: MakespanLimit) throws -> Report {
    let candidates = search.candidates.values.sorted { $0.capacity < $1.capacity }
    let hasGap = candidates.contains { !$0.figures.isOptimal }
    let digits = search.problem.fractionDigits
    return Report(
      format: "adjsched-budget/1",
      facts: [
        .init("level", .word(search.problem.levels[search.level].name)),
        .init("at-most", .cost(try limit.makespan(for: search.problem), fractionDigits: digits)),
        .init("answer", answer.map { .number($0) } ?? .none),
      ],
      columns: ["capacity"] + FigureColumns.names + ["within", "answer"] + (hasGap ? [FigureColumns.gap] : []),
      rows: try candidates.map { candidate in
        [.number(candidate.capacity)]
          + FigureColumns.cells(
            candidate.figures, candidate.problem, storeAll: try candidate.problem.storeAllMakespan())
          + [.flag(candidate.isWithin), .flag(candidate.capacity == answer)]
          + (hasGap ? [FigureColumns.gap(candidate.figures)] : [])
      }, cutShort: FigureColumns.cutShort(candidates.map(\.figures)))
  }
}
