internal import SeededRandom

/// Simulated runs of a division under random kills.
///
/// The times of the kills of a run depend on the seed and the run's number alone, so that choices are compared under the same
/// kills. Times are in units of 2^-16 of the problem's, since kills do not wait for whole units.
struct FailureRuns {
  /// Sums over runs.
  struct Totals {
    var runs = 0
    var time: Int128 = 0
    var kills = 0
    var jobs = 0
    /// The mean, and the squares of the distances from it, in the problem's units.
    var mean = 0.0
    var squares = 0.0

    var standardError: Double { runs < 2 ? .infinity : (squares / Double(runs - 1) / Double(runs)).squareRoot() }
  }

  var stretches: FailureStretches
  let model: FailureModel
  let limit: Int128
  let restart: Int128
  private(set) var totals = Totals()
  private var steps = 0
  /// The work of all runs, in stretches and operations.
  var work: Int { steps + stretches.work }

  /// A run with more kills is not worth its time: it may never end.
  static let mostKills = 10_000

  /// - Parameter model: The kills, at most 2^46 units apart, or so many that a run has none.
  init(_ stretches: FailureStretches, model: FailureModel, limit: Int128, restart: Int128) {
    (self.stretches, self.model, self.limit, self.restart) = (stretches, model, limit, restart)
  }

  /// Simulates runs until there are as many.
  ///
  /// - Returns: false if some run does not end.
  mutating func simulate(upTo count: Int) throws(PlanningError) -> Bool {
    while totals.runs < count {
      guard let (time, kills, jobs) = try run(totals.runs) else { return false }
      totals.runs += 1
      totals.time += time
      totals.kills += kills
      totals.jobs += jobs
      // B. P. Welford's sums, with nothing but IEEE 754's basic operations: the same on every machine.
      let value = Double(time) / 65_536
      let distance = value - totals.mean
      totals.mean += distance / Double(totals.runs)
      totals.squares += distance * (value - totals.mean)
      try PlanningProgress.report(.simulatedRuns, done: totals.runs, total: nil)
    }
    return true
  }

  private mutating func run(_ number: Int) throws(PlanningError) -> (time: Int128, kills: Int, jobs: Int)? {
    var random = SeededGenerator(seed: SeededGenerator.seed(ofCase: number, in: model.seed))
    var node = DivisionSearch.Node.beginning
    var time: Int128 = 0
    var (kills, jobs) = (0, 0)
    var untilKill = random.kill(model)
    while node != .due(-1) {
      // What the job has done after the last safe point, and in all.
      var pending = jobs == 0 ? 0 : restart
      var used = pending
      var isKilled = false
      jobs += 1
      let first = node
      for stretch in try stretches.job(from: node) {
        steps += 1
        // The driver stops in time where the next save would come too late.
        if used + stretch.time > limit { break }
        let needed = (pending + stretch.time) << 16
        if untilKill < needed {
          time += untilKill
          untilKill = random.kill(model)
          isKilled = true
          break
        }
        time += needed
        untilKill -= needed
        used += stretch.time
        pending = 0
        node = stretch.node
      }
      if isKilled { kills += 1 } else if node == first { return nil }
      if kills > Self.mostKills { return nil }
    }
    return (time, kills, jobs)
  }
}

extension SeededGenerator {
  /// Returns the time until the next kill, in units of 2^-16.
  fileprivate mutating func kill(_ model: FailureModel) -> Int128 {
    // A mean of so many units that the fraction would not fit is rounded to one without.
    model.meanTime >= 1 << 46 ? exponential(mean: model.meanTime) << 16 : exponential(mean: model.meanTime << 16)
  }
}
