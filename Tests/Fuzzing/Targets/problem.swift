import AdjointSchedules
import ScheduleFormats

/// Problem files, of one chain, of a join and of several chains; what is small is planned, written and read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let problem = try? ProblemReader.read(bytes) { requirePlans(problem) }
  if let join = try? JoinReader.read(bytes) { planSmall(join) }
  if let share = try? ShareReader.read(bytes) { planSmall(share) }
  return 0
}

private func planSmall(_ problem: JoinProblem) {
  guard problem.branches.count <= 3, problem.branches.allSatisfy({ $0 <= 5 }), problem.handle <= 16 else { return }
  guard let schedule = try? JoinSchedule.plan(problem) else { return }
  for format in [ScheduleFormat.json, .jsonl] {
    var sink = ArraySink()
    do {
      try JoinScheduleWriter(format: format).write(schedule, to: &sink)
      let report = try Verification.result(of: PiecewiseSource(sink.bytes, size: 4096))
      require(report.isValid, "a join's schedule: \(report)")
    } catch {
      fatalError("a join's schedule: \(error)")
    }
  }
}

private func planSmall(_ problem: ShareProblem) {
  guard problem.chains.count <= 20, problem.slots.map({ $0 <= 100 }) ?? true else { return }
  guard let share = try? MemoryShare.plan(problem) else { return }
  for format in TableFormat.allCases { require(!share.bytes(format: format).isEmpty, "an empty table") }
}
