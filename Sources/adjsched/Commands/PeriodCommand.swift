import AdjointSchedules
import ScheduleFormats

/// `adjsched period`: the best period of disk states, and the costs of its neighbours.
enum PeriodCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    // The longest possible chain; the period does not depend on the length.
    let stated = try ProblemOptions(
      arguments, .init(platform: .memoryAndDisk, defaultLength: Chain.maximumLength))
    let problem = try stated.problem(at: stated.first)
    let isBounded = arguments.last(.length, .steps) != nil
    if !isBounded {
      if problem.chain.forwardCost.common == 0 {
        throw UsageError.outOfRange(
          Option.Key.forwardCost.name,
          reason: "with free steps a longer period is always better; give the chain's length, -l N, as a bound")
      }
      if let slots = arguments.last(.diskSlots), problem.levels[1].slots != nil {
        throw UsageError.outOfRange(
          slots.name, reason: "the period they need depends on the chain's length; give -l N too")
      }
    }
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    return try TableCommand.write(options, origin: .commandLine) {
      let choice = try PeriodChoice(problem, observer: progress.observer)
      progress.erase()
      return (report(choice, problem, isBounded: isBounded), .done)
    }
  }

  /// - Parameter isBounded: Whether the length of the chain is known; memory alone may then be cheaper.
  private static func report(_ choice: PeriodChoice, _ problem: Problem, isBounded: Bool) -> Report {
    let digits = problem.fractionDigits
    let unit = (0..<digits).reduce(1) { power, _ in power * 10 }
    return Report(
      format: "adjsched-period/1",
      facts: [.init("best-period", .number(choice.best))]
        + (isBounded ? [.init("memory-alone-is-enough", .flag(choice.isMemoryEnough))] : []),
      columns: ["period", "segment-cost", "cost-per-step", "best"],
      rows: choice.candidates.map { candidate in
        [
          .number(candidate.period), .cost(candidate.segmentCost, fractionDigits: digits),
          // In whole units of cost, not in the problem's units.
          perStep(candidate, unit: unit), .flag(candidate.period == choice.best),
        ]
      })
  }

  private static func perStep(_ candidate: PeriodChoice.Candidate, unit: Int) -> Report.Cell {
    let (denominator, overflow) = candidate.period.multipliedReportingOverflow(by: unit)
    return overflow ? .none : .ratio(Ratio(candidate.segmentCost, to: denominator))
  }
}
