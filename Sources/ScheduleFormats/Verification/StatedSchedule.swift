import AdjointSchedules

/// The optional statements of a schedule file, besides its problem and operations.
struct StatedSchedule {
  /// The counts and peaks in the file.
  struct Counts {
    /// The numbers by their path below `statistics`, such as `levels[0].writes`, in file order.
    var numbers: [(path: String, value: Int)] = []
    /// The times by their path, in file order.
    var times: [(path: String, value: DecimalCost)] = []
    /// The number of entries of `levels`, if given.
    var levelCount: Int?
  }

  var planner: String?
  /// Where it ends, if steps are left then.
  var end: Situation?
  var makespan: DecimalCost?
  var isOptimal: Bool?
  var lowerBound: DecimalCost?
  /// The bytes of each level's unit; nil for a level in slots.
  var resolution: [Int?]?
  var statistics: Counts?
  /// The peaks before the operations, one entry per level.
  var peaks: [Peak]?

  struct Peak {
    var slots: Int?
    var bytes: Int?
  }

  /// Reads the array `peaks`.
  static func peaks(_ scanner: inout JSONScanner) throws(ReadError) -> [Peak] {
    try scanner.enterArray("peaks")
    var peaks: [Peak] = []
    while try scanner.hasElement() {
      if peaks.count == StatedProblem.maximumLevels {
        throw .format("peaks", "has more than \(StatedProblem.maximumLevels) entries")
      }
      var peak = Peak()
      try scanner.fields("peaks[\(peaks.count)]", ["slots", "bytes"]) { scanner, key, path throws(ReadError) in
        let number = try scanner.integer(path)
        if key == "slots" { peak.slots = number } else { peak.bytes = number }
      }
      peaks.append(peak)
    }
    return peaks
  }
}

extension StatedSchedule.Counts {
  /// Reads the object `statistics`.
  init(_ scanner: inout JSONScanner) throws(ReadError) {
    let names = [
      "operations", "forwardSteps", "backwardSteps", "maxStepRuns", "computeTime", "stallTime", "levels",
    ]
    try scanner.fields("statistics", names) { scanner, key, path throws(ReadError) in
      if key == "levels" {
        try readLevels(&scanner)
      } else if key == "computeTime" || key == "stallTime" {
        times.append((key, try scanner.total(path)))
      } else {
        numbers.append((key, try scanner.integer(path)))
      }
    }
  }

  private mutating func readLevels(_ scanner: inout JSONScanner) throws(ReadError) {
    try scanner.enterArray("statistics.levels")
    var count = 0
    while try scanner.hasElement() {
      if count == StatedProblem.maximumLevels {
        throw .format("statistics.levels", "has more than \(StatedProblem.maximumLevels) entries")
      }
      let path = "statistics.levels[\(count)]"
      let names = ["writes", "reads", "tapes", "peakSlots", "peakBytes", "busyTime"]
      try scanner.fields(path, names) { scanner, key, path throws(ReadError) in
        if key == "busyTime" { return times.append(("levels[\(count)].\(key)", try scanner.total(path))) }
        numbers.append(("levels[\(count)].\(key)", try scanner.integer(path)))
      }
      count += 1
    }
    levelCount = count
  }
}
