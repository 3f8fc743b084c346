/// Kills that strike a run at random: independent of one another, and as likely in any hour as in any other.
///
/// What a kill costs is the restart, and what has been done since the last point after which nothing is lost: a state just
/// stored on a level that lasts, while the chain runs forward, and later the adjoint just saved.
public struct FailureModel: Hashable, Sendable {
  /// The mean time between two kills, in the problem's units, at least 1.
  public let meanTime: Int
  /// What it takes to save the adjoint, in the problem's units; nil for the cost of writing x_0 where it is kept, since an
  /// adjoint is as large as a state.
  public let saveCost: Int?
  /// The seed of the simulated kills.
  public let seed: UInt64

  /// The seed without a choice.
  public static let standardSeed: UInt64 = 1

  /// - Parameters:
  ///   - meanTime: The mean time between two kills, in the problem's units, at least 1.
  ///   - saveCost: What it takes to save the adjoint; nil for the cost of writing x_0 where it is kept.
  ///   - seed: The seed of the simulated kills.
  public init(meanTime: Int, saveCost: Int? = nil, seed: UInt64 = standardSeed) {
    precondition(meanTime >= 1 && saveCost ?? 0 >= 0, "kills take time, and saving is no gain")
    (self.meanTime, self.saveCost, self.seed) = (meanTime, saveCost, seed)
  }
}

/// How long a divided reversal takes under random kills, by a simulation that is the same on every machine.
///
/// After a kill, a new job goes on from the last safe point with what the levels that last hold. The adjoint is saved after the
/// first backward step for which ``saveInterval`` has passed since the last time, and at the end of every part of the chain.
public struct FailureForecast: Hashable, Sendable {
  /// The kills.
  public let model: FailureModel
  /// What it takes to save the adjoint, in the problem's units.
  public let saveCost: Int
  /// The time between two saves that was found best, in the problem's units; 0 for a save after every backward step.
  public let saveInterval: Int
  /// The number of states kept on the levels that last: more than without kills, if that makes up for what they take.
  public let keptStates: Int
  /// The number of runs simulated.
  public let runs: Int
  /// The sums over all runs: the times in units of 2^-16 of the problem's, the kills, the jobs.
  package let time: Int128
  package let kills: Int
  package let jobs: Int
  /// The sum of the squares of the distances from the mean time, in the problem's units.
  let squares: Double

  /// The mean of the simulated times, in the problem's units, rounded up.
  public var expectedTime: Int { Int(clamping: expectedTime(digits: 0)) }

  /// The standard error of the mean, in the problem's units.
  public var standardError: Double { (squares / Double(max(1, runs - 1)) / Double(runs)).squareRoot() }

  /// The mean number of kills in a run.
  public var expectedKills: Double { Double(kills) / Double(runs) }

  /// The mean number of jobs in a run.
  public var expectedJobs: Double { Double(jobs) / Double(runs) }

  /// Returns the mean time in units with so many digits more, rounded up.
  package func expectedTime(digits: Int) -> Int128 {
    let divisor = Int128(runs) << 16
    return (time * (0..<digits).reduce(1) { power, _ in power * 10 } + divisor - 1) / divisor
  }
}
