import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// Schedules of joins on their way out and back in.
@Suite struct JoinScheduleFormatTests {
  private func schedule(_ branches: [Int] = [2, 1], _ handle: Int = 1, slots: Int = 5) throws -> Schedule {
    try Planner.join.schedule(
      for:
        Problem(
          branches: branches, handle: handle, forwardCost: 10, backwardCost: 25, slots: slots, fractionDigits: 1))
  }

  private func text(_ schedule: Schedule, _ format: ScheduleFormat, summaryOnly: Bool = false) throws -> String {
    var sink: [UInt8] = []
    try ScheduleWriter(format: format, summaryOnly: summaryOnly).write(schedule, to: &sink)
    return sink.text
  }

  private func result(_ text: String, size: Int = 7) throws -> String {
    let result = try Verification.verify(ChoppedSource(text, size: size))
    return String(decoding: result.bytes(format: .text), as: UTF8.self)
  }

  @Test func `JSON has the join, the branch of every operation, and the statistics`() throws {
    let schedule = try Planner.join.schedule(for: Problem(branches: [1], handle: 0, backwardCost: 2, slots: 2))
    #expect(
      try text(schedule, .json) == """
        {
          "format": "adjsched-schedule/1",
          "planner": "join",
          "join": { "branches": [ { "length": 1 } ], "handle": { "length": 0 }, "forwardCost": 1, "backwardCost": 2 },
          "levels": [ { "name": "memory", "slots": 2, "writeCost": 0, "readCost": 0 } ],
          "makespan": 5,
          "optimal": true,
          "lowerBound": 5,
          "peaks": [ { "slots": 2 } ],
          "operations": [
            { "op": "read", "branch": 0, "level": 0, "step": 0 },
            { "op": "forward", "branch": 0, "from": 0, "to": 1 },
            { "op": "write", "branch": 0, "level": 0, "step": 1 },
            { "op": "join" },
            { "op": "backward", "branch": "handle", "step": 0 },
            { "op": "read", "branch": 0, "level": 0, "step": 0 },
            { "op": "backward", "branch": 0, "step": 0 },
            { "op": "discard", "branch": 0, "level": 0, "step": 0 }
          ],
          "statistics": { "operations": 8, "forwardSteps": 1, "backwardSteps": 2, "maxStepRuns": 1,
                          "levels": [ { "writes": 1, "reads": 2, "peakSlots": 2 } ] }
        }

        """)
  }

  @Test func `JSON Lines and text have a line an operation`() throws {
    let lines = try text(schedule(), .jsonl).split(separator: "\n")
    #expect(lines.count == (try schedule().statistics().operations) + 2)
    #expect(lines[0].hasPrefix(#"{"format":"adjsched-schedule/1","planner":"join","join":{"branches":[{"length":2},"#))
    #expect(lines[1] == #"{"op":"read","branch":0,"level":0,"step":0}"#)
    #expect(
      lines.contains(#"{"op":"join"}"#) && lines.contains(#"{"op":"write","branch":"handle","level":0,"step":0}"#))
    #expect(lines.last?.hasPrefix(#"{"statistics":{"operations":"#) == true)
    let text = try text(schedule(), .text)
    #expect(text.contains("\n# branch 1 length 1\n# handle length 1\n# level 0 memory slots 5"))
    #expect(text.contains("\nread 0 0 0\n") && text.contains("\njoin\nwrite handle 0 0\n"))
  }

  @Test func `a summary has everything but the operations`() throws {
    for format in ScheduleFormat.allCases {
      let summary = try text(schedule(), format, summaryOnly: true)
      #expect(!summary.contains("\"op\"") && !summary.contains("\nread") && summary.contains("13") == false)
      #expect(summary.contains(format == .text ? "# operations" : "statistics"))
    }
  }

  @Test func `every written schedule verifies`() throws {
    for branches in [[1], [7], [3, 5], [2, 1, 4]] {
      for handle in [0, 3] {
        for slots in [2 * branches.count + 1, 20] {
          let schedule = try schedule(branches, handle, slots: slots)
          let makespan = CostText.text(schedule.makespanUnits, fractionDigits: 1)
          for format in [ScheduleFormat.json, .jsonl] {
            let report = try result(text(schedule, format), size: 50)
            #expect(report.hasPrefix("valid\nmakespan \(makespan)\n"), "\(report)")
            #expect(report.hasSuffix("states left stored 0\n"))
          }
        }
      }
    }
  }

  @Test func `a broken rule and a false statement are named`() throws {
    let good = try text(schedule(), .jsonl)
    let lines = good.split(separator: "\n")
    #expect(
      try result(lines.prefix(3).joined(separator: "\n"))
        == "invalid: after operation 2: the schedule ends before backward step 1 of the handle has been run\n")
    #expect(
      try result(lines[0] + "\n{\"op\":\"join\"}\n")
        == "invalid: operation 1 (join): the end of branch 0 is not in memory, and the join needs all of them\n")
    let makespan = CostText.text(try schedule().makespanUnits, fractionDigits: 1)
    let wrong = good.split(separator: "\"makespan\":\(makespan)").joined(separator: "\"makespan\":1")
    #expect(try result(wrong).contains("invalid: states makespan 1, the replay gives \(makespan)\n"))
    let json = try Verification.verify(ChoppedSource(lines[0] + "\n{\"op\":\"join\"}\n", size: 9)).bytes(
      format: .json)
    #expect(
      String(decoding: json, as: UTF8.self).hasPrefix(
        "{\n  \"valid\": false,\n  \"operation\": 1,\n  \"text\": \"join\",\n"))
  }

  @Test func `what is no schedule of a join names the place`() throws {
    let head = #"{"join":{"branches":[{"length":1}],"handle":{"length":0}},"levels":[{"slots":2}]}"#
    let table = [
      (
        head, "line 1, column 82: there are no operations: this is a problem, not a schedule; plan it with join FILE"
      ),
      (
        head.dropLast() + #","planner":"x"}"#,
        "line 1, column 96: there are no operations; give the whole schedule, not a summary or a problem"
      ),
      (
        head + "\n{\"op\":\"jump\"}",
        "operation 1, line 2, op: unknown operation \"jump\"; an operation is one of forward, backward, write, read, discard, join"
      ),
      (
        head + "\n{\"op\":\"read\"}",
        "operation 1, line 2, branch: is missing; a read has \"branch\" and \"level\" and \"step\""
      ),
      (
        head + "\n{\"op\":\"join\",\"step\":1}",
        "operation 1, line 2, step: does not belong here; a join has no other fields"
      ),
      (
        head + "\n{\"op\":\"backward\",\"branch\":\"hand\",\"step\":1}",
        "operation 1, line 2, branch: must be a branch's number or \"handle\", not \"hand\""
      ),
      (
        head + "\n{\"op\":\"read\",\"branch\":0,\"level\":1,\"step\":0}",
        "operation 1, line 2, level: must be 0, the only level of a join"
      ),
      (head + "\n{\"op\":\"read\",\"op\":\"read\"}", "operation 1, line 2, op: is given twice; keep one"),
      (
        head + "\n{\"oops\":1}",
        "operation 1, line 2, oops: unknown field; the fields here are \"op\", \"branch\", \"level\", \"step\", \"from\", \"to\", \"slot\""
      ),
      (
        #"{"chain":{"length":1},"join":{}}"#,
        "join: stands after \"chain\"; a schedule of a join has join and levels first, and no chain"
      ),
      (#"{"levels":[{"slots":1}],"join":{}}"#, "levels: stands before \"join\"; put the join first"),
      (
        #"{"join":{"branches":[{"length":1}],"handle":{"length":0}},"chain":{}}"#,
        "chain: stands beside \"join\"; a schedule has only one of them"
      ),
      (
        #"{"join":{"branches":[{"length":1}],"handle":{"length":0}},"operations":[]}"#,
        "levels: is missing; state it before the operations"
      ),
    ]
    for (text, wanted) in table {
      do {
        let report = try result(text)
        Issue.record("\(text): \(report)")
      } catch let error as FormatError {
        #expect(error.description == wanted, "\(text)")
      }
    }
  }

  @Test func `a total that does not fit is a limit, not a verdict`() throws {
    let huge = """
      {"join":{"branches":[{"length":2}],"handle":{"length":0},"forwardCost":9e18},"levels":[{"slots":2}]}
      {"op":"read","branch":0,"level":0,"step":0}
      {"op":"forward","branch":0,"from":0,"to":2}
      """
    #expect(throws: ReplayLimit(number: 2, operation: "forward 0 0 2", quantity: .makespan)) { try result(huge) }
  }
}
