import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// Overlapped levels in problem files, and their transfers and times in schedules.
@Suite struct OverlapFormatTests {
  private let header =
    #"{"chain":{"length":4,"backwardCost":2},"levels":[{"name":"memory","slots":2},"#
    + #"{"name":"disk","slots":1,"writeCost":7,"readCost":7,"overlapped":true}]}"#

  /// Two transfers of 7 beside 15 units of steps, which wait for 4.
  private let operations: [Operation] = [
    .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0), .forward(from: 0, to: 1),
    .write(level: 0, step: 1), .forward(from: 1, to: 3), .write(level: 0, step: 3), .forward(from: 3, to: 4),
    .backward(step: 4), .read(level: 0, step: 3), .backward(step: 3), .discard(level: 0, step: 3),
    .prefetch(level: 1, step: 0), .read(level: 0, step: 1), .forward(from: 1, to: 2), .backward(step: 2),
    .read(level: 0, step: 1), .backward(step: 1), .discard(level: 0, step: 1), .read(level: 0, step: 0),
    .backward(step: 0), .discard(level: 0, step: 0), .discard(level: 1, step: 0),
  ]

  private func problem() throws -> Problem { try ProblemReader.read(Array(header.utf8)) }

  private func verify(_ text: String) throws -> String {
    String(decoding: try Verification.verify(Array(text.utf8)).textBytes, as: UTF8.self)
  }

  private func replayed() throws -> (problem: Problem, makespan: Int, statistics: Statistics) {
    let problem = try problem()
    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    return (problem, machine.makespan, machine.statistics)
  }

  private func written(_ format: ScheduleFormat, numbersSlots: Bool = false) throws -> String {
    let (problem, makespan, statistics) = try replayed()
    let facts = ScheduleHeader(
      problem: problem, planner: "tool", makespan: makespan, note: "by hand", statistics: statistics)
    var bytes: [UInt8] = []
    ScheduleWriter(format: format, numbersSlots: numbersSlots).write(operations, facts: facts) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a problem file marks overlapped levels, and is written with the mark`() throws {
    let problem = try problem()
    #expect(problem.levels.map(\.isOverlapped) == [false, true])
    #expect(throws: FormatError.self) {
      try ProblemReader.read(Array(header.replacing(":true", with: ":1").utf8))
    }
    let first = header.replacing(#""slots":2}"#, with: #""slots":2,"overlapped":true}"#)
    #expect(
      throws: FormatError(
        place: "levels[0].overlapped",
        reason: "must not be true: overlapped transfers go between level 0 and the other levels")
    ) { try ProblemReader.read(Array(first.utf8)) }
  }

  @Test(arguments: ScheduleFormat.allCases, [false, true])
  func `every format is written with its times and read back`(format: ScheduleFormat, numbersSlots: Bool) throws {
    let text = try written(format, numbersSlots: numbersSlots)
    let report = try verify(text)
    #expect(
      report == """
        valid
        makespan 19
        operations 23
        forward-steps 5
        backward-steps 5
        max-step-runs 2
        compute-time 15
        stall-time 4
        level 0 memory writes 3 reads 4 peak-slots 2
        level 1 disk writes 1 reads 1 peak-slots 1 busy-time 14
        states left stored 0

        """, "\(text)\n\(report)")
    let (stall, other) = format == .text ? ("stall-time 4", "stall-time 3") : ("\"stallTime\":4", "\"stallTime\":3")
    let spaced = format == .json ? stall.replacing(":", with: ": ") : stall
    #expect(text.contains(spaced))
    #expect(
      try verify(text.replacing(spaced, with: format == .json ? other.replacing(":", with: ": ") : other))
        == "invalid: states statistics.stallTime 3, the replay gives 4\n")
  }

  @Test func `text names the transfers and the mark`() throws {
    let text = try written(.text)
    #expect(text.contains("# level 1 disk slots 1 write-cost 7 read-cost 7 overlapped yes\n"))
    #expect(text.contains("\noffload 1 0\n") && text.contains("\nprefetch 1 0\n"))
    #expect(
      try verify(text.replacing(" overlapped yes", with: ""))
        .hasPrefix("invalid: operation 2 (offload 1 0): level 1 is not overlapped, so it is written and read"))
    #expect(try verify(text.replacing("\noffload 1 0\n", with: "\nwrite 1 0\n")).contains("level 1 is overlapped"))
  }

  @Test func `times without an overlapped level are false statements`() throws {
    let blocking = """
      {"chain":{"length":0},"levels":[{"slots":1}]}
      {"op":"backward","step":0}
      {"statistics":{"computeTime":1,"levels":[{"busyTime":0}]}}
      """
    #expect(
      try verify(blocking) == """
        invalid: states statistics.computeTime 1, but transfers block there: no level is overlapped
        invalid: states statistics.levels[0].busyTime 0, but transfers block there: no level is overlapped

        """)
  }

  @Test func `tapes move in every format`() throws {
    let header =
      #"{"chain":{"length":2,"forwardCost":2,"adjointCost":3},"levels":[{"slots":1},"#
      + #"{"slots":1,"writeCost":1,"readCost":2,"overlapped":true}]}"#
    let problem = try ProblemReader.read(Array(header.utf8))
    let moves: [Operation] = [
      .tape(level: 0, step: 0), .offloadTape(level: 1, step: 0), .tape(level: 0, step: 1), .backward(step: 1),
      .prefetchTape(level: 1, step: 0), .backward(step: 0),
    ]
    var machine = ReplayMachine(problem: problem)
    for operation in moves { try machine.execute(operation) }
    let facts = ScheduleHeader(
      problem: problem, planner: "tool", makespan: 13, note: "by hand", statistics: machine.statistics)
    for format in ScheduleFormat.allCases {
      for numbersSlots in [false, true] {
        var bytes: [UInt8] = []
        ScheduleWriter(format: format, numbersSlots: numbersSlots).write(moves, facts: facts) { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        let report = try verify(text)
        #expect(report.hasPrefix("valid\nmakespan 13\n"), "\(text)\n\(report)")
        if format == .text { #expect(text.contains("\noffload 1 tape 0")) }
        if format == .jsonl { #expect(text.contains(#"{"op":"prefetch","level":1,"tape":0"#)) }
      }
    }
  }

  @Test func `a transfer with other fields says what is wrong`() throws {
    for (line, reason) in [
      (#"{"op":"offload","level":1}"#, "operation 1, line 2, step: is missing; an offload has \"level\" and \"step\""),
      (
        #"{"op":"prefetch","level":1,"step":0,"tape":0}"#,
        "operation 1, line 2, tape: does not belong here; a prefetch has \"level\" and \"step\""
      ),
    ] {
      #expect(throws: FormatError.self, "\(reason)") { try verify("\(header)\n\(line)\n") }
      do { _ = try verify("\(header)\n\(line)\n") } catch { #expect("\(error)" == reason) }
    }
  }

  @Test func `a slot is taken until the transfer that uses it has ended`() throws {
    let text = try written(.text, numbersSlots: true)
    // x_0 leaves slot 0 at 7, when x_3 is written; x_1 is written at 1.
    let start = "write 0 0 slot 0\noffload 1 0 slot 0\ndiscard 0 0 slot 0\nforward 0 1\nwrite 0 1 slot 1\n"
    #expect(text.contains(start + "forward 1 3\nwrite 0 3 slot 0\n"), "\(text)")
    #expect(text.contains("prefetch 1 0 slot 0\nread 0 1 slot 1\n"), "\(text)")
    let early = text.replacing("write 0 1 slot 1", with: "write 0 1 slot 0")
    let reason = "operation 5 (write 0 1): slot 0 of level 0 is in use until a transfer of state 0 ends"
    #expect(try verify(early).contains(reason), "\(early)")
  }
}
