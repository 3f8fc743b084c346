import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Schedules one after another, such as the jobs of a division.
@Suite struct SeriesReportTests {
  private func legs() throws -> [[UInt8]] {
    let problem = try uniform(60, levels((3, 0, 0), (nil, 5, 4)))
    return try JobDivision(problem, limit: 80, restartCost: 5).legs.map { leg in
      var bytes: [UInt8] = []
      try ScheduleWriter(format: .jsonl).write(leg, to: &bytes)
      return bytes
    }
  }

  private func text(_ report: SeriesReport) throws -> String {
    String(decoding: try report.bytes(format: .text), as: UTF8.self)
  }

  @Test func `legs are verified together`() throws {
    let legs = try legs()
    #expect(legs.count > 2)
    let report = try Verification.verifySeries(ArraySource(legs.flatMap { $0 }))
    #expect(report.isValid && report.reports.count == legs.count)
    let total = report.reports.reduce(0) { $0 + $1.makespan }
    let lines = try text(report).split(separator: "\n")
    #expect(lines.prefix(3) == ["valid", "schedules \(legs.count)", "makespan \(total)"])
    #expect(
      lines.count == 3 + legs.count && lines[3].hasPrefix("schedule 1 makespan ") && lines[3].contains(" first-due 60 ")
    )
    #expect(lines.last?.hasSuffix(" last-done 0") == true)
    let json = String(decoding: try report.bytes(format: .json), as: UTF8.self)
    #expect(json.contains("\"valid\": true,\n  \"makespan\": \(total),\n  \"schedules\": ["), "\(json)")
    // One alone is reported as ever.
    let first = try Verification.verifySeries(ArraySource(legs[0]))
    #expect(try first.bytes(format: .text) == Verification.verify(legs[0]).bytes(format: .text))
    let priced = try Verification.verifySeries(
      ArraySource(legs.flatMap { $0 }), costs: try uniform(60, levels((3, 0, 0), (nil, 5, 4)), forward: 2))
    #expect(try text(priced).contains("\npriced-makespan "))
  }

  @Test func `what is wrong is said of the schedule that is wrong`() throws {
    let legs = try legs()
    func faults(_ order: [Int]) throws -> [String] {
      try Verification.verifySeries(ArraySource(order.flatMap { legs[$0] })).faults
    }
    #expect(try faults([0, 1]) == [])
    #expect(try faults([0, 2]).first?.hasPrefix("schedule 2: begins with backward step ") == true)
    #expect(try faults([0, 0]).first?.hasPrefix("schedule 2: begins at the beginning of the chain, but ") == true)
    #expect(try faults([legs.count - 1, 0]).first?.hasPrefix("schedule 2: follows one after which nothing ") == true)
    var broken = String(decoding: legs[1], as: UTF8.self)
    broken.replace("\"op\":\"write\"", with: "\"op\":\"read\"", maxReplacements: 1)
    let report = try Verification.verifySeries(ArraySource(legs[0] + Array(broken.utf8) + legs[2]))
    #expect(report.faults.count == 1 && report.faults[0].hasPrefix("schedule 2: operation "), "\(report.faults)")
  }

  @Test func `all other readers say that there are several`() throws {
    let all = Array(try legs().joined())
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    let expected = "another schedule begins here; give each a file of its own"
    #expect(message { _ = try ScheduleFile(contentsOf: all) }.contains(expected))
    #expect(message { _ = try SchedulePicture.read(ArraySource(all)) }.contains(expected))
    #expect(message { _ = try ScheduleRecording(reading: ArraySource(all), after: 3) }.contains(expected))
    for format in [ScheduleFormat.text, .json] {
      var bytes: [UInt8] = []
      try Planner.revolve.schedule(for: try uniform(5, levels((2, 0, 0)))).write(format, to: &bytes)
      #expect(message { _ = try Verification.verifySeries(ArraySource(bytes + bytes)) }.contains(expected), "\(format)")
    }
    let withoutStatistics = Array(
      String(decoding: try legs()[0], as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("{\"statistics") }
        .joined(separator: "\n").utf8)
    #expect(
      message { _ = try Verification.verifySeries(ArraySource(withoutStatistics + [10] + withoutStatistics)) }
        .contains(expected))
  }
}
