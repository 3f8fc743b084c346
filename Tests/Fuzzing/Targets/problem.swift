import AdjointSchedules
import ScheduleFormats

/// Problem files, of one chain, of a join and of several chains; what is small is planned, written and read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let problem = try? ProblemReader.read(bytes) {
    if problem.junction == nil { requirePlans(problem) } else { planSmallJoin(problem) }
  }
  if let share = try? ProblemReader.readShare(bytes) { planSmall(share) }
  return 0
}

private func planSmallJoin(_ problem: Problem) {
  guard let junction = problem.junction, junction.branches.count <= 3, junction.branches.allSatisfy({ $0 <= 5 }),
    junction.handle <= 16, let schedule = try? Planner.join.schedule(for: problem)
  else { return }
  do { try requireRoundTrip(schedule) } catch { fatalError("a join's schedule: \(error)") }
}

private func planSmall(_ problem: ShareProblem) {
  guard problem.chains.count <= 20, problem.slots.map({ $0 <= 100 }) ?? true else { return }
  guard let share = try? MemoryShare.plan(problem) else { return }
  for format in TableFormat.allCases { require(!share.bytes(format: format).isEmpty, "an empty table") }
}
