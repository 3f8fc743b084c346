import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Pictures of branches that join: the parts one above the other.
@Suite struct JoinPictureTests {
  /// Branches of three and two steps, a handle of one: positions 0 ... 3, 4 ... 6, 7 and 8.
  private func problem() throws -> Problem {
    try Problem(branches: [3, 2], handle: 1, forwardCost: 2, backwardCost: 3, slots: 5)
  }

  @Test func `every step is a line within its part, and they take the makespan together`() throws {
    for (branches, handle, slots) in [([3, 2], 1, 5), ([1], 0, 2), ([12, 9, 4], 15, 11)] {
      let problem = try Problem(branches: branches, handle: handle, forwardCost: 2, backwardCost: 3, slots: slots)
      let picture = try SchedulePicture(Planner.join.schedule(for: problem))
      #expect(picture.lines.reduce(0) { $0 + $1.end - $1.start } == picture.makespan)
      for line in picture.lines {
        #expect(problem.place(of: line.from).part == problem.place(of: line.to).part, "\(line)")
      }
      #expect(picture.lines.filter { $0.activity == .backward }.count == problem.steps + 1)
      // The turn alone is level.
      #expect(picture.lines.filter { $0.from == $0.to }.map(\.from) == [picture.states.upperBound])
    }
  }

  @Test func `a branch's first state has a bar from the start, its end one until the branch is reversed`() throws {
    let picture = try SchedulePicture(Planner.join.schedule(for: problem()))
    let statistics = picture.statistics
    #expect(picture.bars.count == statistics.levels[0].writes + 2)
    for (start, end) in [(0, 3), (4, 6)] {
      // The lines of a branch's backward steps, of which step 0 is the last.
      let last = try #require(picture.lines.last { $0.activity == .backward && $0.to == start })
      #expect(picture.bars.contains { $0.state == start && $0.start == 0 && $0.end == last.end })
      #expect(picture.bars.contains { $0.state == end && $0.start > 0 && $0.end == last.end })
    }
    #expect(picture.peaks.map(\.slots) == [statistics.levels[0].peakSlots])
  }

  @Test func `the axis names each part where it begins`() throws {
    let picture = try SchedulePicture(Planner.join.schedule(for: problem()))
    #expect(
      picture.positionMarks(atMost: 9) { "\($0)" }.map { "\($0.position) \($0.label)" }
        == ["0 branch 0", "1 1", "2 2", "3 3", "4 branch 1", "5 1", "6 2", "7 handle", "8 1"])
    let long = try SchedulePicture(
      Planner.join.schedule(for: Problem(branches: Array(repeating: 1, count: 30), handle: 500, slots: 100)))
    let marks = long.positionMarks(atMost: 10) { "\($0)" }
    #expect(marks.count <= 12 && zip(marks, marks.dropFirst()).allSatisfy { $1.position - $0.position >= 50 })
    #expect(long.title(" ") == "join, 530 steps")
    for size in [(200, 200), (960, 540)] {
      #expect(String(decoding: long.svg(width: size.0, height: size.1), as: UTF8.self).contains(">branch 0<"))
    }
    let lines = String(decoding: picture.terminalText(columns: 60, lines: 40, isColored: false), as: UTF8.self)
    #expect(lines.contains("branch 1 ┤") && lines.contains("handle ┤"))
  }

  @Test func `a schedule that is read makes the same picture`() throws {
    let schedule = try Planner.join.schedule(for: problem())
    let planned = try SchedulePicture(schedule).svg()
    for format in ScheduleFormat.allCases {
      var sink: [UInt8] = []
      try ScheduleWriter(format: format).write(schedule, to: &sink)
      guard case .picture(let picture) = try SchedulePicture.read(ChoppedSource(sink.text, size: 30)) else {
        Issue.record("\(format): no picture")
        continue
      }
      #expect(picture.svg() == planned, "\(format)")
    }
  }

  @Test func `a window is of one chain`() throws {
    let problem = try problem()
    #expect(throws: PictureWindowError(isStart: false, number: 3, length: nil)) {
      try PictureWindow(to: 3).states(of: problem)
    }
  }
}
