import AdjointSchedules

/// A value that a schedule file states and the replay contradicts.
public struct Mismatch: Hashable, Sendable {
  /// The field, such as `makespan` or `statistics.levels[0].writes`.
  public let field: String
  /// The number that the file states, as a decimal.
  public let stated: String
  /// The number that it contradicts, as a decimal.
  public let replayed: String
  /// The whole as a sentence without a subject: `states makespan 9, the replay gives 8`.
  public let description: String

  init(field: String, stated: String, replayed: String, description: String? = nil) {
    self.field = field
    self.stated = stated
    self.replayed = replayed
    self.description = description ?? "states \(field) \(stated), the replay gives \(replayed)"
  }
}

extension Mismatch: CustomStringConvertible {}

extension StatedSchedule {
  /// Returns what the replay contradicts, in the order of the file format.
  func mismatches(fractionDigits: Int, makespan units: Int, statistics replayed: Statistics) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    let text = CostText.text(units, fractionDigits: fractionDigits)
    let isEqual = { (cost: DecimalCost) in CostText.text(cost) == text }
    if let makespan, !isEqual(makespan) {
      mismatches.append(Mismatch(field: "makespan", stated: CostText.text(makespan), replayed: text))
    }
    if let lowerBound, !isEqual(lowerBound) {
      let stated = CostText.text(lowerBound)
      if Self.isGreater(lowerBound, than: units, fractionDigits: fractionDigits) {
        mismatches.append(
          Mismatch(
            field: "lowerBound", stated: stated, replayed: text,
            description: "states lowerBound \(stated), above the makespan of the replay, \(text)"))
      } else if isOptimal == true {
        mismatches.append(
          Mismatch(
            field: "lowerBound", stated: stated, replayed: text,
            description: "states optimal with lowerBound \(stated), below the makespan of the replay, \(text)"))
      }
    }
    return mismatches + (statistics?.mismatches(replayed) ?? [])
  }

  private static func isGreater(_ cost: DecimalCost, than units: Int, fractionDigits: Int) -> Bool {
    let scale = max(cost.fractionDigits, fractionDigits)
    // The one that does not fit 64 bits on the common scale is the greater; the one with the finer digits fits.
    guard let cost = cost.units(scale: scale) else { return true }
    guard let other = DecimalCost(units, fractionDigits: fractionDigits).units(scale: scale) else { return false }
    return cost > other
  }
}

extension StatedSchedule.Counts {
  fileprivate func mismatches(_ replayed: Statistics) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    if let levelCount, levelCount != replayed.levels.count {
      mismatches.append(
        Mismatch(
          field: "statistics.levels", stated: "\(levelCount)", replayed: "\(replayed.levels.count)",
          description: "states statistics of \(levelCount) levels, the problem has \(replayed.levels.count)"))
    }
    var values: [String: Int] = [
      "operations": replayed.operations, "forwardSteps": replayed.forwardSteps,
      "backwardSteps": replayed.backwardSteps, "maxStepRuns": replayed.maxStepRuns,
    ]
    for (index, use) in replayed.levels.enumerated() {
      values["levels[\(index)].writes"] = use.writes
      values["levels[\(index)].reads"] = use.reads
      values["levels[\(index)].peakSlots"] = use.peakSlots
      // What is not counted for a problem without sizes or tapes is 0 there, or unknown.
      values["levels[\(index)].tapes"] = use.tapes ?? 0
      values["levels[\(index)].peakBytes"] = use.peakBytes
    }
    for (path, stated) in numbers {
      // Entries beyond the problem's levels are covered by the number of levels.
      if let value = values[path], value != stated {
        mismatches.append(
          Mismatch(field: "statistics.\(path)", stated: "\(stated)", replayed: "\(value)"))
      }
    }
    return mismatches
  }
}
