/// The division and the interval between saves with the least expected time under random kills.
///
/// Numbers of parts are compared at the interval sqrt(2 x save cost x mean time between kills) (J. W. Young, A first order
/// approximation to the optimum checkpoint interval, 1974, doi:10.1145/361147.361115), then intervals around it, each time
/// under the same kills.
struct FailureChoice {
  let division: DivisionChoice
  let forecast: FailureForecast

  /// The numbers of parts to compare, and the runs for each.
  static let trials = 24
  static let trialRuns = 32
  /// The runs for each interval, and at the end.
  static let intervalRuns = 128
  static let leastRuns = 1024
  static let mostRuns = 16_384
  /// Runs end when the standard error is below one part in this many.
  static let precision = 500.0
  /// The stretches and operations that are looked at, at the end, and in each comparison.
  static let mostWork = 100_000_000

  init(
    _ problem: Problem, limit: Int, restart: Int, losing lost: Set<Int>, model: FailureModel, planner: Planner
  ) throws(PlanningError) {
    let segments = DivisionSegments(problem, losing: lost, planner: planner)
    let candidates = try DivisionCandidates(segments)
    guard let one = candidates.parts(1).first else { throw .nothingLasts }
    let saveCost = model.saveCost ?? problem.writeCost(level: one.levels[0], state: 0)
    // Every job ends with a save.
    let time = limit - min(limit, saveCost)
    if time <= restart {
      throw .jobTooShort(limit: limit, least: Int(clamping: Int128(restart) + Int128(saveCost) + 1))
    }
    let usual: DivisionChoice
    do throws(PlanningError) {
      usual = try DivisionChoice(problem, limit: time, restart: restart, losing: lost, planner: planner)
    } catch {
      guard case .jobTooShort(_, let least) = error else { throw error }
      throw .jobTooShort(limit: limit, least: Int(clamping: Int128(least) + Int128(saveCost)))
    }
    let young = (2 * Double(saveCost) * Double(model.meanTime)).squareRoot()
    var best: (choice: DivisionChoice, mean: Double)?
    var places = [usual.places]
    let most = candidates.most
    let trials = segments.isQuick ? Self.trials : DivisionChoice.maximumTrialsOfUnequal
    for count in [1] + DivisionChoice.counts(upTo: most, trials: trials) {
      places += candidates.parts(count).filter { $0 != usual.places }
    }
    for (number, places) in places.enumerated() {
      try PlanningProgress.report(.simulatedPartCounts, done: number, total: nil)
      guard let choice = try DivisionChoice(segments, places, limit: time, restart: restart),
        let mean = try Self.mean(
          Self.runs(choice, model, Self.units(young), saveCost, limit, restart), of: Self.trialRuns)
      else { continue }
      if best.map({ mean < $0.mean }) ?? true { best = (choice, mean) }
    }
    guard let (division, _) = best else { throw .killsTooFrequent(meanTime: model.meanTime) }
    self.division = division
    var interval: (units: Int, mean: Double)?
    for units in Self.intervals(around: young) {
      let runs = Self.runs(division, model, units, saveCost, limit, restart)
      guard let mean = try Self.mean(runs, of: Self.intervalRuns) else { continue }
      if interval.map({ mean < $0.mean }) ?? true { interval = (units, mean) }
    }
    guard let interval else { throw .killsTooFrequent(meanTime: model.meanTime) }
    forecast = try Self.forecast(
      Self.runs(division, model, interval.units, saveCost, limit, restart), saveCost, interval.units)
  }

  /// Returns intervals to try; with saves that cost nothing, the adjoint is saved after every backward step.
  private static func intervals(around young: Double) -> [Int] {
    var intervals: [Int] = []
    var interval = young / 4
    while interval <= young * 8 && young > 0 {
      if intervals.last != units(interval) { intervals.append(units(interval)) }
      interval *= 1.414_213_562_373_095_1
    }
    return young > 0 ? intervals : [0]
  }

  private static func units(_ interval: Double) -> Int { interval < 0x1p62 ? Int(interval) : 1 << 62 }

  private static func runs(
    _ choice: DivisionChoice, _ model: FailureModel, _ interval: Int, _ saveCost: Int, _ limit: Int, _ restart: Int
  ) -> FailureRuns {
    let search = DivisionSearch(
      choice.segments, choice.places, limit: Int128(limit - min(limit, saveCost)), restart: Int128(restart))
    return FailureRuns(
      FailureStretches(search, saveCost: Int128(saveCost), interval: Int128(interval)), model: model,
      limit: Int128(limit), restart: Int128(restart))
  }

  /// Returns the mean time of some runs, fewer if they are much work; nil if a run does not end.
  private static func mean(_ runs: FailureRuns, of count: Int) throws(PlanningError) -> Double? {
    var runs = runs
    var next = min(8, count)
    while try runs.simulate(upTo: next) {
      if next == count || runs.work > mostWork / 20 { return runs.totals.mean }
      next = min(2 * next, count)
    }
    return nil
  }

  private static func forecast(
    _ runs: FailureRuns, _ saveCost: Int, _ interval: Int
  ) throws(PlanningError) -> FailureForecast {
    var runs = runs
    var next = 64
    while true {
      guard try runs.simulate(upTo: next) else { throw .killsTooFrequent(meanTime: runs.model.meanTime) }
      let totals = runs.totals
      let isPrecise = next >= leastRuns && totals.standardError <= totals.mean / precision
      _ = try (totals.time / (Int128(totals.runs) << 16) + 1).asMakespan()
      if isPrecise || next >= mostRuns || runs.work > mostWork {
        return FailureForecast(
          model: runs.model, saveCost: saveCost, saveInterval: interval,
          keptStates: runs.stretches.search.places.states.count, runs: totals.runs, time: totals.time,
          kills: totals.kills, jobs: totals.jobs, squares: totals.squares)
      }
      next *= 2
    }
  }
}
