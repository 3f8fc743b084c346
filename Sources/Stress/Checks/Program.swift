import AdjointSchedules
import ScheduleFormats
import SeededRandom

/// The built program, given schedules made by the libraries.
struct ProgramCheck: Sendable {
  static let name = "verify in a process of its own"
  static let maximumOperations = 100_000

  let path: String
  let worker: Int

  /// Gives a schedule of the problem, and one with a changed operation, to `adjsched verify -`.
  ///
  /// - Returns: The number of schedules given to it.
  func run(_ problem: Problem, seed: UInt64) throws(Finding) -> Int {
    do {
      let trial = ChainTrial(problem, seed: seed)
      var random = trial.generator(0x7072_6F67)
      var count = 0
      if let schedule = trial.schedules.randomElement(using: &random)?.schedule,
        let statistics = try? schedule.statistics(), statistics.operations <= Self.maximumOperations
      {
        var bytes: [UInt8] = []
        try ScheduleWriter(format: random.one(in: 2) ? .json : .jsonl).write(schedule, to: &bytes)
        let report = try Verification.verify(bytes)
        try require(report.isValid, "the library finds the schedule invalid")
        try same(bytes, report.bytes(format: .text), status: 0)
        count += 1
      }
      guard let operations = RandomSchedule.operations(of: problem, using: &random), !operations.isEmpty else {
        return count
      }
      let mutant = random.pick(Mutation.allCases).applied(to: operations, on: problem, using: &random)
      if mutant.isEmpty { return count }
      let file = ScheduleLines.file(mutant, of: problem)
      guard let report = try? Verification.verify(file) else { return count }
      try same(file, report.bytes(format: .text), status: report.isValid ? 0 : 1)
      return count + 1
    } catch {
      throw Finding(check: Self.name, reason: "\(error)")
    }
  }

  private func same(_ file: [UInt8], _ report: [UInt8], status: Int32) throws(Broken) {
    guard let child = Child.run([path, "verify", "-"], input: file, worker: worker) else {
      throw Broken("cannot start \(path)")
    }
    try require(
      child.status == status && child.output == report,
      "exit status \(child.status) in place of \(status): \(String(decoding: child.output + child.errors, as: UTF8.self))"
    )
  }
}
