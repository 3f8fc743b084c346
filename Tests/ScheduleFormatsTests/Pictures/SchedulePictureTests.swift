import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// What a picture holds: every operation, the peaks, and never more than it may.
@Suite struct SchedulePictureTests {
  @Test func `every operation that takes time has its line, one after another up to the makespan`() throws {
    let count = try PictureFixtures.visitAll { schedule in
      let picture = try SchedulePicture(schedule)
      let place = "\(schedule.planner), l = \(schedule.problem.chain.length), \(schedule.problem.levels.map(\.name))"
      var lines = picture.lines[...]
      var machine = ReplayMachine(problem: schedule.problem)
      for operation in schedule {
        let start = machine.makespan
        try machine.execute(operation)
        var line = SchedulePicture.Line(activity: .transfer, start: start, end: machine.makespan, from: 0, to: 0)
        switch operation {
        case .forward(let from, let to): (line.activity, line.from, line.to) = (.forward, from, to)
        case .backward(let step):
          (line.activity, line.from, line.to) = (.backward, min(step + 1, schedule.problem.chain.length), step)
        case .write(_, let step), .read(_, let step): (line.from, line.to) = (step, step)
        case .discard, .tape, .readTape: continue
        }
        if line.activity == .transfer && line.start == line.end { continue }
        #expect(lines.popFirst() == line, "\(place), \(operation)")
      }
      #expect(lines.isEmpty && picture.lines.reduce(0) { $0 + $1.end - $1.start } == schedule.makespan, "\(place)")
      #expect(picture.makespan == schedule.makespan)
    }
    #expect(count > 500)
  }

  @Test func `every write begins a bar that its discard ends`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      var expected: [SchedulePicture.Bar] = []
      var machine = ReplayMachine(problem: schedule.problem)
      for operation in schedule {
        let start = machine.makespan
        try machine.execute(operation)
        if case .write(let level, let step) = operation {
          expected.append(.init(lane: level, state: step, start: start, end: -1))
        } else if case .discard(let level, let step) = operation {
          let index = expected.firstIndex { $0.lane == level && $0.state == step && $0.end < 0 }
          expected[try #require(index)].end = start
        }
      }
      #expect(Set(try SchedulePicture(schedule).bars) == Set(expected), "\(schedule.planner)")
    }
  }

  @Test func `peaks are those of the statistics, where they are first reached`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      let picture = try SchedulePicture(schedule)
      let statistics = try schedule.statistics()
      #expect(picture.statistics == statistics)
      var expected: [SchedulePicture.Peak?] = Array(repeating: nil, count: schedule.problem.levels.count)
      var machine = ReplayMachine(problem: schedule.problem)
      for operation in schedule {
        try machine.execute(operation)
        guard case .write(let level, let step) = operation else { continue }
        let slots = machine.storedStates[level]
        if slots == statistics.levels[level].peakSlots && expected[level] == nil {
          expected[level] = .init(level: level, slots: slots, time: machine.makespan, state: step)
        }
      }
      #expect(picture.peaks == expected.compactMap { $0 }, "\(schedule.planner)")
    }
  }

  @Test func `a schedule file makes the picture of the schedule that it holds`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      for format in [ScheduleFormat.json, .jsonl] {
        var sink = MemorySink()
        try ScheduleWriter(format: format).write(schedule, to: &sink)
        guard case .picture(let picture) = try SchedulePicture.read(ChoppedSource(sink.text, size: 1000)) else {
          Issue.record("\(schedule.planner): no picture")
          continue
        }
        #expect(picture.svg() == (try SchedulePicture(schedule).svg()), "\(schedule.planner), \(format)")
      }
    }
  }

  @Test func `a schedule that breaks a rule, or states what is not true, is not drawn`() throws {
    let texts = [
      (
        ExampleSchedule.json.replacing("{ \"op\": \"write\", \"level\": 0, \"step\": 2 },", with: ""),
        "operation 5 (read 0 2)"
      ),
      (ExampleSchedule.json.replacing("\"makespan\": 8", with: "\"makespan\": 9"), "states makespan 9"),
    ]
    for (text, fault) in texts {
      guard case .invalid(let report) = try SchedulePicture.read(ChoppedSource(text, size: 100)) else {
        Issue.record("\(fault): drawn")
        continue
      }
      #expect(!report.isValid && report.faults.first?.hasPrefix(fault) == true, "\(report.faults)")
    }
  }

  @Test func `states that are left stored are drawn up to the end`() throws {
    let text =
      ExampleSchedule.json.replacing(
        "{ \"op\": \"backward\", \"step\": 0 },\n    { \"op\": \"discard\", \"level\": 0, \"step\": 0 }",
        with: "{ \"op\": \"backward\", \"step\": 0 }"
      ).split(separator: "\n  \"statistics\"")[0].dropLast() + "\n}"
    guard case .picture(let picture) = try SchedulePicture.read(ChoppedSource(String(text), size: 100)) else {
      Issue.record("no picture")
      return
    }
    #expect(picture.bars.contains(.init(lane: 0, state: 0, start: 0, end: 8)))
  }

  @Test func `tapes are runs that leave a bar, which their backward steps end`() throws {
    let text = """
      {"format":"adjsched-schedule/1","chain":{"length":2,"adjointCost":2,"stateSize":3,"tapeSize":[4,5]},\
      "levels":[{"name":"memory","capacity":12,"writeCost":1,"readCost":1}]}
      {"op":"write","level":0,"step":0}
      {"op":"tape","level":0,"step":0}
      {"op":"tape","level":0,"step":1}
      {"op":"backward","step":1}
      {"op":"read","level":0,"step":1,"tape":0}
      {"op":"backward","step":0}
      """
    guard case .picture(let picture) = try SchedulePicture.read(ChoppedSource(text, size: 100)) else {
      Issue.record("no picture")
      return
    }
    #expect(
      picture.lines == [
        .init(activity: .transfer, start: 0, end: 1, from: 0, to: 0),
        .init(activity: .forward, start: 1, end: 3, from: 0, to: 1),
        .init(activity: .forward, start: 3, end: 5, from: 1, to: 2),
        .init(activity: .backward, start: 5, end: 8, from: 2, to: 1),
        .init(activity: .transfer, start: 8, end: 9, from: 1, to: 1),
        .init(activity: .backward, start: 9, end: 12, from: 1, to: 0),
      ])
    #expect(
      picture.bars == [
        .init(lane: 0, state: 1, start: 3, end: 8, isTape: true),
        .init(lane: 0, state: 0, start: 1, end: 12, isTape: true),
        .init(lane: 0, state: 0, start: 0, end: 12),
      ])
    #expect(picture.peaks == [.init(level: 0, slots: 3, time: 5, state: 2)])
    let svg = String(decoding: picture.svg(), as: UTF8.self)
    #expect(svg.contains(">tape</text>") && svg.contains("at most 12 of 12 bytes"))
  }
}
