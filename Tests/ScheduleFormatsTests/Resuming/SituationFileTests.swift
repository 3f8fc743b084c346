import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Situations in problem and schedule files.
@Suite struct SituationFileTests {
  private let problem = #"""
    {"chain": {"length": 9}, "levels": [{"slots": 2}, {"name": "disk", "slots": null, "writeCost": 3, "readCost": 1}],
    "situation": {"due": 6, "stored": [[5], [4, 0]]}}
    """#

  @Test func `problem files have a situation and keep it`() throws {
    let read = try ProblemReader.read(Array(problem.utf8))
    #expect(read.situation == Situation(due: 6, stored: [[5], [0, 4]]))
    #expect(try ProblemReader.read(ProblemWriter.bytes(read)) == read)
    let tapes = try ProblemReader.read(
      Array(
        #"{"situation":{"due":2,"stored":[[0]],"tapes":[[1]],"buffer":0},"chain":{"length":4,"adjointCost":2},"levels":[{"slots":3}]}"#
          .utf8))
    #expect(tapes.situation == Situation(due: 2, stored: [[0]], tapes: [[1]], buffer: 0))
    #expect(try ProblemReader.read(ProblemWriter.bytes(tapes)) == tapes)
  }

  @Test func `schedules that begin in a situation are written, read and verified in every format`() throws {
    let schedule = try Planner.hrevolve.schedule(for: try ProblemReader.read(Array(problem.utf8)))
    for format in ScheduleFormat.allCases {
      for slots in [false, true] {
        var bytes: [UInt8] = []
        try schedule.write(format, numbersSlots: slots, to: &bytes)
        let file = try ScheduleFile(contentsOf: bytes)
        #expect(file.problem == schedule.problem && file.operations == Array(schedule))
      }
    }
  }

  @Test func `long lists of states continue on further lines of a text`() throws {
    let states = Array(0...400)
    let problem = try uniform(500, levels((nil, 0, 0), (1, 1, 1)))
      .with(situation: Situation(due: 450, stored: [states, [7]]))
    var bytes: [UInt8] = []
    try Planner.hrevolve.schedule(for: problem).write(.text, to: &bytes)
    #expect(try ScheduleFile(contentsOf: bytes).problem.situation == problem.situation)
  }

  @Test func `what is wrong with a situation is named`() {
    func error(_ situation: String, chain: String = #"{"length":4}"#) -> String? {
      let file = "{\"chain\":\(chain),\"levels\":[{\"slots\":2},{\"slots\":1}],\"situation\":\(situation)}"
      do {
        _ = try ProblemReader.read(Array(file.utf8))
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(error(#"{"due":4,"stored":[[0,1],[]]}"#) == nil)
    #expect(error(#"{"due":5,"stored":[[],[]]}"#)?.hasPrefix("situation.due: must be from 0 to 4") == true)
    #expect(error(#"{"due":4}"#)?.hasPrefix("situation.stored: is missing") == true)
    #expect(error(#"{"due":4,"stored":[[0]]}"#)?.hasPrefix("situation.stored: has 1 entries") == true)
    #expect(error(#"{"due":4,"stored":[[0,1,2],[]]}"#)?.contains("2 slots") == true)
    #expect(error(#"{"due":4,"stored":[[0,0],[]]}"#)?.contains("lists 0 twice") == true)
    #expect(error(#"{"due":4,"stored":[[9],[]]}"#)?.hasPrefix("situation.stored[0]: must be from 0 to 4") == true)
    #expect(error(#"{"due":4,"stored":[[],[]],"tapes":[[1],[]]}"#)?.hasPrefix("situation.tapes: does not suit") == true)
    #expect(error(#"{"due":1,"stored":[[],[]],"tapes":[[2],[]]}"#, chain: #"{"length":4,"adjointCost":1}"#) != nil)
    #expect(error(#"{"due":4,"stored":[[],[]],"buffer":7}"#)?.hasPrefix("situation.buffer") == true)
    #expect(error(#"{"due":4,"stored":[[],[]],"gone":7}"#)?.contains("unknown field") == true)
  }

  @Test func `what situation says in JSON is a problem`() throws {
    let schedule = try Planner.hrevolve.schedule(for: try uniform(12, levels((2, 0, 0), (nil, 3, 1))))
    var bytes: [UInt8] = []
    try schedule.write(.jsonl, to: &bytes)
    let recording = try ScheduleRecording(reading: ArraySource(bytes), after: 15)
    let report = try #require(SituationReport(recording))
    let read = try ProblemReader.read(report.bytes(format: .json))
    #expect(read == (try recording.problem.with(situation: recording.situation?.losing([]))))
    // Only there may the fields stand that are not a problem's.
    let rest = #""chain": {"length": 4}, "levels": [{"slots": 2}]}"#
    for (start, message) in [
      (#"{"after": 3, "#, "after: unknown field"), (#"{"format": "adjsched-schedule/1", "#, "this is a schedule"),
      (#"{"format": "adjsched-situation/1", "after": 3, "after": 4, "#, "after: is given twice"),
      (#"{"format": "adjsched-situation/1", "before": 3, "#, "before: unknown field"),
    ] {
      #expect { try ProblemReader.read(Array((start + rest).utf8)) } throws: { "\($0)".contains(message) }
    }
    #expect { try Verification.verify(report.bytes(format: .json)) } throws: { "\($0)".contains("plan FILE") }
  }

  @Test func `the end of the rest of a leg is written and read in every format`() throws {
    let division = try JobDivision(try uniform(60, levels((3, 0, 0), (nil, 5, 4))), limit: 80, restartCost: 5)
    let leg = try #require(division.legs.dropFirst().first)
    var bytes: [UInt8] = []
    try ScheduleWriter(format: .jsonl).write(leg, to: &bytes)
    let recording = try ScheduleRecording(reading: ArraySource(bytes), after: 9)
    #expect(recording.end == leg.end)
    let rest = try recording.rest(losing: [0])
    for format in ScheduleFormat.allCases {
      var bytes: [UInt8] = []
      try rest.write(format, to: &bytes)
      #expect(try Verification.verify(bytes).isValid)
      #expect(try ScheduleRecording(reading: ArraySource(bytes), after: 2).end == rest.end)
      if format != .text { continue }
      let broken = String(decoding: bytes, as: UTF8.self)
        .replacing("# end-situation due ", with: "# end-situation due 1")
      #expect((try? Verification.verify(Array(broken.utf8)))?.isValid != true)
    }
    let count = try leg.statistics().operations
    #expect(throws: ScheduleRecording.ReadingError.atEnd(after: count)) {
      try ScheduleRecording(reading: ArraySource(bytes), after: count)
    }
  }

  @Test func `a schedule is read up to a cut, in any format`() throws {
    let schedule = try Planner.hrevolve.schedule(for: try uniform(12, levels((2, 0, 0), (nil, 3, 1))))
    for format in ScheduleFormat.allCases {
      var bytes: [UInt8] = []
      try schedule.write(format, to: &bytes)
      let recording = try ScheduleRecording(reading: ArraySource(bytes), after: 11)
      #expect(recording.count == (try schedule.statistics().operations))
      let report = try #require(SituationReport(recording, losing: [0]))
      let text = String(decoding: report.bytes(format: .text), as: UTF8.self)
      #expect(text.hasPrefix("after 11\ndue "), "\(text)")
      #expect(try ProblemReader.read(ProblemWriter.bytes(recording.problem)) == recording.problem)
    }
    var bytes: [UInt8] = []
    try schedule.write(.text, to: &bytes)
    #expect(throws: ScheduleRecording.ReadingError.self) {
      try ScheduleRecording(reading: ArraySource(bytes), after: 100_000)
    }
    #expect(throws: ScheduleRecording.ReadingError.self) {
      try ScheduleRecording(reading: ArraySource(bytes), after: try schedule.statistics().operations)
    }
  }
}
