import AdjointSchedules

/// A statement in a schedule file that the replay contradicts.
public struct Mismatch: Hashable, Sendable {
  /// The field, such as `makespan` or `statistics.levels[0].writes`.
  public let field: String
  /// The number in the file, as a decimal.
  public let stated: String
  /// The number from the replay, as a decimal.
  public let replayed: String
  /// The mismatch as a sentence without a subject: `states makespan 9, the replay gives 8`.
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
  /// Returns the mismatches, in the order of the file format.
  ///
  /// - Parameter isRounded: True if costs of the problem were rounded; totals may then differ by as much as rounding
  ///   explains.
  func mismatches(
    levels: [Level], fractionDigits: Int, makespan units: Int, statistics replayed: Statistics, isRounded: Bool
  ) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    let text = CostText.text(units, fractionDigits: fractionDigits)
    let slack = isRounded ? replayed.roundingSlack : 0
    let difference = { (cost: DecimalCost) in
      cost.billionths - DecimalCost(units, fractionDigits: fractionDigits).billionths
    }
    if let makespan, !(-slack...slack).contains(difference(makespan)) {
      mismatches.append(Mismatch(field: "makespan", stated: CostText.text(makespan), replayed: text))
    }
    if let lowerBound, !(-slack...slack).contains(difference(lowerBound)) {
      let stated = CostText.text(lowerBound)
      if difference(lowerBound) > 0 {
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
    mismatches += resolution.map { Self.mismatches(resolution: $0, levels) } ?? []
    mismatches += peaks.map { Self.mismatches(peaks: $0, replayed.levels) } ?? []
    mismatches += statistics?.mismatches(replayed) ?? []
    return mismatches + (statistics?.timeMismatches(replayed, fractionDigits: fractionDigits, slack: slack) ?? [])
  }

  /// Returns what the replay contradicts of the stated end.
  func mismatches(end: Situation?) -> [Mismatch] {
    guard let stated = self.end, stated != end else { return [] }
    let due = end.map { "\($0.due)" } ?? "null"
    if stated.due != end?.due {
      return [
        Mismatch(
          field: "end.due", stated: "\(stated.due)", replayed: due,
          description: end == nil ? "states end.due \(stated.due), but no backward step is left" : nil)
      ]
    }
    if stated.buffer != end?.buffer {
      let (own, other) = (stated.buffer.map(String.init) ?? "null", end?.buffer.map(String.init) ?? "null")
      return [Mismatch(field: "end.buffer", stated: own, replayed: other)]
    }
    let isOfTapes = stated.stored == end?.stored
    let (own, other) = (isOfTapes ? stated.tapes : stated.stored, (isOfTapes ? end?.tapes : end?.stored) ?? [])
    let level = own.indices.first { $0 >= other.count || own[$0] != other[$0] } ?? 0
    let field = "end.\(isOfTapes ? "tapes" : "stored")[\(level)]"
    let counts = (level < own.count ? own[level].count : 0, level < other.count ? other[level].count : 0)
    return [
      Mismatch(
        field: field, stated: "\(counts.0)", replayed: "\(counts.1)",
        description: "states \(field) of \(counts.0) entries, and the replay ends with \(counts.1) others")
    ]
  }

  /// Returns the peaks that the replay contradicts.
  private static func mismatches(peaks: [Peak], _ levels: [Statistics.LevelUse]) -> [Mismatch] {
    if peaks.count != levels.count {
      return [
        Mismatch(
          field: "peaks", stated: "\(peaks.count)", replayed: "\(levels.count)",
          description: "states peaks of \(peaks.count) levels, the problem has \(levels.count)")
      ]
    }
    var mismatches: [Mismatch] = []
    for (index, (peak, use)) in zip(peaks, levels).enumerated() {
      for (name, stated, replayed) in [("slots", peak.slots, use.peakSlots), ("bytes", peak.bytes, use.peakBytes)] {
        guard let stated, stated != replayed else { continue }
        let field = "peaks[\(index)].\(name)"
        mismatches.append(
          Mismatch(
            field: field, stated: "\(stated)", replayed: replayed.map(String.init) ?? "null",
            description: replayed == nil ? "states \(field) \(stated), but the problem states no sizes" : nil))
      }
    }
    return mismatches
  }

  /// Returns the invalid units: each level in bytes must have a unit of at least one byte, other levels none.
  private static func mismatches(resolution: [Int?], _ levels: [Level]) -> [Mismatch] {
    if resolution.count != levels.count {
      return [
        Mismatch(
          field: "resolution", stated: "\(resolution.count)", replayed: "\(levels.count)",
          description: "states resolution of \(resolution.count) levels, the problem has \(levels.count)")
      ]
    }
    var mismatches: [Mismatch] = []
    for (index, (bytes, level)) in zip(resolution, levels).enumerated() {
      let field = "resolution[\(index)]"
      if !level.countsBytes, let bytes {
        mismatches.append(
          Mismatch(
            field: field, stated: "\(bytes)", replayed: "null",
            description: "states \(field) \(bytes), but level \(index) is counted in slots"))
      } else if let capacity = level.capacity, (bytes ?? 0) < 1 {
        let stated = bytes.map(String.init) ?? "null"
        mismatches.append(
          Mismatch(
            field: field, stated: stated, replayed: "\(capacity)",
            description: "states \(field) \(stated), but level \(index) is counted in bytes, \(capacity) of them"))
      }
    }
    return mismatches
  }
}

extension Statistics {
  /// By how many billionths a sum of exact costs can differ from the sum of the rounded ones: each cost, and the stated
  /// sum, is off by at most half of one.
  fileprivate var roundingSlack: Int128 {
    let transfers = levels.reduce(Int128(0)) { $0 + Int128($1.writes) + Int128($1.reads) }
    return (Int128(forwardSteps) + Int128(backwardSteps) + transfers + 2) / 2
  }
}

extension StatedSchedule.Counts {
  /// Returns the times that the replay contradicts by more than `slack` billionths.
  fileprivate func timeMismatches(_ replayed: Statistics, fractionDigits: Int, slack: Int128) -> [Mismatch] {
    var known: [String: Int?] = ["computeTime": replayed.computeTime, "stallTime": replayed.stallTime]
    for (index, use) in replayed.levels.enumerated() {
      known.updateValue(use.busyTime, forKey: "levels[\(index)].busyTime")
    }
    return times.compactMap { path, stated in
      guard let time = known[path] else { return nil }
      let field = "statistics.\(path)"
      guard let time else {
        return Mismatch(
          field: field, stated: CostText.text(stated), replayed: "null",
          description: "states \(field) \(CostText.text(stated)), but transfers block there: no level is overlapped")
      }
      let exact = DecimalCost(time, fractionDigits: fractionDigits)
      if (-slack...slack).contains(stated.billionths - exact.billionths) { return nil }
      return Mismatch(field: field, stated: CostText.text(stated), replayed: CostText.text(exact))
    }
  }

  fileprivate func mismatches(_ replayed: Statistics) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    if let levelCount, levelCount != replayed.levels.count {
      mismatches.append(
        Mismatch(
          field: "statistics.levels", stated: "\(levelCount)", replayed: "\(replayed.levels.count)",
          description: "states statistics of \(levelCount) levels, the problem has \(replayed.levels.count)"))
    }
    // Nil where the problem states no sizes.
    var values: [String: Int?] = [
      "operations": replayed.operations, "forwardSteps": replayed.forwardSteps,
      "backwardSteps": replayed.backwardSteps, "maxStepRuns": replayed.maxStepRuns,
    ]
    for (index, use) in replayed.levels.enumerated() {
      values["levels[\(index)].writes"] = use.writes
      values["levels[\(index)].reads"] = use.reads
      values["levels[\(index)].peakSlots"] = use.peakSlots
      values["levels[\(index)].tapes"] = use.tapes ?? 0
      values.updateValue(use.peakBytes, forKey: "levels[\(index)].peakBytes")
    }
    for (path, stated) in numbers {
      // Entries beyond the problem's levels are reported by the number of levels.
      guard let known = values[path], known != stated else { continue }
      let field = "statistics.\(path)"
      mismatches.append(
        Mismatch(
          field: field, stated: "\(stated)", replayed: known.map(String.init) ?? "null",
          description: known == nil ? "states \(field) \(stated), but the problem states no sizes" : nil))
    }
    return mismatches
  }
}
