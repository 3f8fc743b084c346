import AdjointSchedules
import ScheduleFormats
import SeededRandom

extension Check<ChainTrial> {
  /// The problem, written as a file, is read back as the same problem.
  static var problemFile: Check {
    Check(name: "problem file") { trial in
      let read = try ProblemReader.read(Array(Specimen.chain(trial.problem).file.utf8))
      try require(read.isSame(as: trial.problem), "written and read back it is another problem: \(read)")
      return 1
    }
  }

  /// Costs with more digits than nine, as programs write them, are rounded to nine, and that is said.
  static var manyDigits: Check {
    Check(name: "costs of many digits") { trial in
      var random = trial.generator(0x6469_6769)
      guard random.one(in: 4), let problem = trial.problem.changed({ $0.fractionDigits = 9 }) else { return 0 }
      let (file, count) = withMoreDigits(Array(Specimen.chain(problem).file.utf8), using: &random)
      var noted = 0
      let read = try ProblemReader.read(file, onRounding: { noted = $0.count })
      try require(read.isSame(as: problem), "rounded it is another problem: \(read)")
      try require(noted == count, "\(count) costs have too many digits, \(noted) are noted")
      return 1
    }
  }

  /// Returns a file with more digits after each that has nine, less than half a unit of the ninth, and how many.
  private static func withMoreDigits(_ file: [UInt8], using random: inout SeededGenerator) -> ([UInt8], Int) {
    var longer: [UInt8] = []
    var (digits, count) = (Int?.none, 0)
    for byte in file {
      let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      if let known = digits, !isDigit {
        if known == 9 {
          longer += Array("\(random.int(0...4))\(random.int(1...999_999))".utf8)
          count += 1
        }
        digits = nil
      }
      if byte == UInt8(ascii: ".") { digits = 0 } else if isDigit { digits = digits.map { $0 + 1 } }
      longer.append(byte)
    }
    return (longer, count)
  }

  /// One schedule in all three formats: reading gives what was written, and writing it again gives the same bytes.
  static var scheduleFiles: Check {
    Check(name: "schedule files") { trial in
      var random = trial.generator(0x6669_6C65)
      guard !trial.schedules.isEmpty else { return 0 }
      let plan = random.pick(trial.plans.filter { if case .success = $0.result { true } else { false } })
      let schedule = try plan.result.get()
      guard let statistics = try? schedule.statistics() else { return 0 }
      let isLong = statistics.operations > 400
      let numbersSlots = random.one(in: 2)
      let name = plan.planner.rawValue
      var planned: (problem: Problem, schedule: Schedule)?
      for format in ScheduleFormat.allCases {
        let writer = ScheduleWriter(format: format, summaryOnly: isLong, numbersSlots: numbersSlots)
        let bytes = try written(schedule, writer)
        try require(bytes == written(schedule, writer), "\(name): \(format) written twice differs")
        if isLong { continue }
        let report = try Verification.verify(bytes)
        try require(
          report.isValid,
          "\(name): \(format) read back: \(String(decoding: report.bytes(format: .text), as: UTF8.self))")
        try require(
          report.statistics.scaled(from: report.problem, to: trial.problem) == statistics && report.planner == name,
          "\(name): \(format) has other counts")
        try require(report.problem.isSame(as: trial.problem), "\(name): \(format) states another problem")
        // Bounds of overlapped levels are rounded up to whole units, which are larger in a file that leaves out digits.
        if trial.problem.isOverlapped && report.problem.fractionDigits != trial.problem.fractionDigits { continue }
        // Every format states the same problem, which is planned again once.
        let again: Schedule
        if let planned, planned.problem == report.problem {
          again = planned.schedule
        } else {
          again = try plan.planner.schedule(
            for: report.problem, options: Self.options(plan.options, report.problem, trial.problem))
          planned = (report.problem, again)
        }
        try require(written(again, writer) == bytes, "\(name): \(format) read, planned and written again differs")
      }
      return ScheduleFormat.allCases.count
    }
  }

  private static func written(_ schedule: Schedule, _ writer: ScheduleWriter) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try writer.write(schedule, to: &bytes)
    return bytes
  }

  /// Returns the options with the bound in the units of the problem that was read.
  private static func options(_ options: PlannerOptions, _ read: Problem, _ original: Problem) -> PlannerOptions {
    var options = options
    options.lowerBound = options.lowerBound.map { bound in
      (read.fractionDigits..<max(read.fractionDigits, original.fractionDigits)).reduce(bound) { units, _ in units / 10 }
    }
    return options
  }
}

extension Statistics {
  /// Returns the same with times in the units of the original problem, of which a file leaves out digits that are all zero.
  fileprivate func scaled(from read: Problem, to original: Problem) -> Statistics {
    var result = self
    for _ in read.fractionDigits..<max(read.fractionDigits, original.fractionDigits) {
      result.computeTime = result.computeTime.map { 10 * $0 }
      result.stallTime = result.stallTime.map { 10 * $0 }
      for level in result.levels.indices {
        result.levels[level].busyTime = result.levels[level].busyTime.map { 10 * $0 }
      }
    }
    return result
  }
}

extension Problem {
  /// True if the other is the same problem on another scale, without unnecessary digits after the point.
  fileprivate func isSame(as other: Problem) -> Bool {
    guard fractionDigits <= other.fractionDigits else { return false }
    let factor = (fractionDigits..<other.fractionDigits).reduce(1) { factor, _ in factor * 10 }
    let scaled = changed { parts in
      // A cost near 2^63 in larger units fits, since it did before.
      let scale = { (cost: Int) in cost.multipliedReportingOverflow(by: factor).partialValue }
      parts.forwardCost = parts.forwardCost.map(scale)
      parts.backwardCost = parts.backwardCost.map(scale)
      parts.tapes = parts.tapes.map { Tapes(size: $0.size, adjointCost: $0.adjointCost.map(scale)) }
      parts.levels = parts.levels.map { $0.with(writeCost: scale($0.write.latency), readCost: scale($0.read.latency)) }
      parts.fractionDigits = other.fractionDigits
      if parts.tapes != nil { parts.backwardCost = other.chain.backwardCost }
    }
    return scaled == other
  }
}
