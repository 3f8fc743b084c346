import AdjointSchedules
import ScheduleFormats

/// What came of reading a schedule, as text: the report in both forms, or the error.
func outcome(_ verify: () throws -> VerificationReport) -> String {
  do {
    let report = try verify()
    let bytes = report.bytes(format: .text) + report.bytes(format: .json)
    return "\(report.isValid) \(String(decoding: bytes, as: UTF8.self))"
  } catch {
    return "\(error)"
  }
}

/// Reads a schedule in one piece, again, and in small pieces, and requires the same answer each time.
func requireOneAnswer(_ bytes: [UInt8]) {
  let whole = outcome { try Verification.verify(PiecewiseSource(bytes, size: max(bytes.count, 1))) }
  let again = outcome { try Verification.verify(PiecewiseSource(bytes, size: max(bytes.count, 1))) }
  require(whole == again, "reading twice gives the same: \(whole) \(again)")
  for size in [1, 7, 97] {
    let pieces = outcome { try Verification.verify(PiecewiseSource(bytes, size: size)) }
    require(whole == pieces, "pieces of \(size) bytes: \(whole) \(pieces)")
  }
}

/// Writes a schedule, reads it back and requires the same problem and makespan.
func requireRoundTrip(_ schedule: Schedule) throws {
  for format in [ScheduleFormat.json, .jsonl] {
    var bytes: [UInt8] = []
    try ScheduleWriter(format: format).write(schedule, to: &bytes)
    let report = try Verification.verify(bytes)
    require(report.isValid, "\(format): \(report)")
    // A file whose costs are all multiples of ten units is read in larger ones.
    let written = CostText.text(schedule.makespanUnits, fractionDigits: schedule.problem.fractionDigits)
    let read = CostText.text(report.makespan, fractionDigits: report.problem.fractionDigits)
    require(read == written, "\(format): \(read) for \(written)")
    if report.problem.fractionDigits == schedule.problem.fractionDigits {
      require(report.problem == schedule.problem, "\(format): another problem")
    }
  }
  var bytes: [UInt8] = []
  try ScheduleWriter(format: .text, summaryOnly: true).write(schedule, to: &bytes)
  require(!bytes.isEmpty, "an empty summary")
}

/// Plans a problem with every planner, where that takes no time, and requires what each one promises.
func requirePlans(_ problem: Problem) {
  let isSmall = problem.chain.length <= 16 && problem.levels.count <= 3
  let planners: [Planner] = isSmall ? Planner.ofChains : problem.levels.count == 1 ? [.revolve, .storeAll] : []
  for planner in planners {
    let schedule: Schedule
    do throws(PlanningError) {
      schedule = try planner.schedule(for: problem)
    } catch {
      require(!error.description.isEmpty, "an error without words")
      continue
    }
    require(
      schedule.lowerBoundUnits.map { $0 <= schedule.makespanUnits } ?? true, "\(planner): a bound above the makespan")
    if !isSmall {
      _ = try? schedule.statistics()
      continue
    }
    do {
      try requireRoundTrip(schedule)
    } catch let error as PlanningError {
      guard case .overflow = error else { fatalError("\(planner): \(error)") }
    } catch let error as ReplayLimit {
      // Sizes are added up by the replay alone.
      require(error.quantity == .storedBytes, "\(planner): \(error)")
    } catch {
      fatalError("\(planner): \(error)")
    }
  }
}
