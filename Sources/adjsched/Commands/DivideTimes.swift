import AdjointSchedules
import ScheduleFormats

/// The times that the options of `divide` state.
struct DivideTimes {
  private let limit: Stated<StatedCost>?
  private let restart: Stated<StatedCost>?
  private let meanTime: Stated<StatedCost>?
  private let save: Stated<StatedCost>?

  init(_ arguments: Arguments) throws(UsageError) {
    meanTime = try arguments.last(.failures)?.jobTime()
    // Without a limit, only kills end a job.
    limit =
      meanTime == nil
      ? try arguments.required(.jobLimit, "the most time that a job may take").jobTime()
      : try arguments.last(.jobLimit)?.jobTime()
    restart = try arguments.last(.restartCost)?.jobTime()
    save = try arguments.last(.saveCost)?.jobTime()
    if meanTime != nil { return }
    for key in [Option.Key.saveCost, .seed] {
      if let option = arguments.last(key) {
        throw .outOfRange(
          option.name, reason: "it is for kills; give --failures and the mean time between two of them too")
      }
    }
  }

  /// The times with their options, which must be in the unit of the costs.
  var stated: [(key: Option.Key, stated: Stated<StatedCost>?)] {
    [(.jobLimit, limit), (.restartCost, restart), (.failures, meanTime), (.saveCost, save)]
  }

  /// Returns the limit and the restart in units of 10^-`digits`, rounded to the safe side.
  func limits(digits: Int) throws(UsageError) -> (limit: Int, restart: Int) {
    let least = restart?.values[0].cost.units(scale: digits, roundedUp: true) ?? 0
    guard let limit else { return (.max, least) }
    let text = limit.values[0].text.quoted
    let most = limit.values[0].cost.units(scale: digits, roundedUp: false)
    if most == 0 {
      throw .outOfRange(limit.option, reason: "\(text) is no time for a job; give jobs more, such as 24h")
    }
    if least >= most {
      throw .outOfRange(limit.option, reason: "\(text) leaves no time after the restart; give jobs more")
    }
    if meanTime != nil, let save, save.values[0].cost.units(scale: digits, roundedUp: true) >= most - least {
      throw .outOfRange(
        save.option,
        reason:
          "\(save.values[0].text.quoted) for saving the adjoint leaves no time in a job of \(text); give jobs more")
    }
    return (most, least)
  }

  /// Returns the kills in units of 10^-`digits`, if they are to be simulated.
  func failures(_ arguments: Arguments, digits: Int) throws(UsageError) -> FailureModel? {
    guard let meanTime else { return nil }
    let mean = max(1, meanTime.values[0].cost.units(scale: digits, roundedUp: false))
    if meanTime.values[0].cost == .zero {
      throw .outOfRange(
        meanTime.option,
        reason:
          "\(meanTime.values[0].text.quoted) is no time between kills; give the mean time between two, such as 30h")
    }
    let seed = try arguments.last(.seed)?.wholeNumber(in: 0...Int.max).magnitude ?? UInt(FailureModel.standardSeed)
    return FailureModel(
      meanTime: mean, saveCost: save?.values[0].cost.units(scale: digits, roundedUp: true), seed: UInt64(seed))
  }

  /// The error if jobs are too short.
  func tooShort(least: String) -> Failure {
    let stated = limit.map { "\($0.option): no division was found with jobs of at most \($0.values[0].text.quoted)" }
    return .noDivision("\(stated ?? "no division was found"); the least that works here is \(least)")
  }
}
