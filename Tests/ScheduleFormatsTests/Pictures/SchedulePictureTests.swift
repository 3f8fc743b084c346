import AdjointSchedules
import TestSupport
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
        case .discard, .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join: continue
        }
        if line.activity == .transfer && line.start == line.end { continue }
        #expect(lines.popFirst() == line, "\(place), \(operation)")
      }
      #expect(lines.isEmpty && picture.lines.reduce(0) { $0 + $1.end - $1.start } == schedule.makespanUnits, "\(place)")
      #expect(picture.makespan == schedule.makespanUnits)
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

  @Test(.slow) func `a schedule file makes the picture of the schedule that it holds`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      for format in [ScheduleFormat.json, .jsonl] {
        var sink: [UInt8] = []
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

  @Test func `no label of a peak stands on another, or on a mark`() throws {
    let platforms: [[Level]] = [
      (0..<8).map { Level(name: "\($0)", slots: 1, writeCost: $0, readCost: $0) },
      (0..<8).map { Level(name: "\($0)", slots: 30, writeCost: $0, readCost: $0) },
      [Level(name: "memory", slots: 10), Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)],
    ]
    for levels in platforms {
      for (planner, length) in [(Planner.hrevolve, 100), (.hrevolve, 1000), (.multistage, 200), (.storeNone, 20)] {
        guard let schedule = try? planner.schedule(for: Problem(chain: Chain(length: length), levels: levels)) else {
          continue
        }
        for width in [300, 960] {
          let svg = String(decoding: try SchedulePicture(schedule).svg(width: width), as: UTF8.self)
          let labels = svg.matches(of: #/<text class="f\d halo" x="([0-9.]+)" y="([0-9.]+)">(peak[^<]*)</#).map {
            (
              x: Double($0.output.1) ?? 0, y: Double($0.output.2) ?? 0,
              width: SVGDocument.width(of: String($0.output.3))
            )
          }
          let marks = svg.matches(of: #/<circle [^>]*cx="([0-9.]+)" cy="([0-9.]+)"/#).map {
            (x: Double($0.output.1) ?? 0, y: Double($0.output.2) ?? 0)
          }
          #expect(!marks.isEmpty)
          for (index, label) in labels.enumerated() {
            #expect(label.x >= 0 && label.x + label.width <= Double(width), "\(planner), l = \(length)")
            for other in labels.dropFirst(index + 1) {
              #expect(
                abs(label.y - other.y) >= 14.9 || label.x + label.width < other.x || other.x + other.width < label.x,
                "\(planner), l = \(length), \(width): \(label), \(other)")
            }
            for mark in marks {
              #expect(
                mark.x < label.x - 4 || mark.x > label.x + label.width + 4 || mark.y < label.y - 16
                  || mark.y > label.y + 7,
                "\(planner), l = \(length), \(width): \(label) on \(mark)")
            }
          }
        }
      }
    }
  }

  @Test func `states too close to be told apart are shaded, the legend says so, and others are drawn`() throws {
    let levels = [Level(name: "memory", slots: 10), Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)]
    let shade = " opacity=\".3\""
    for (planner, length, isShaded) in [
      (Planner.multistage, 1000, true), (.multistage, 60, false), (.hrevolve, 100, false),
    ] {
      let schedule = try planner.schedule(for: Problem(chain: Chain(length: length), levels: levels))
      let svg = String(decoding: try SchedulePicture(schedule).svg(), as: UTF8.self)
      #expect(svg.contains("states too close to draw apart") == isShaded, "\(planner), l = \(length)")
      #expect(svg.contains(shade) == isShaded)
    }
    // Two states side by side are drawn where they are alone.
    let area = PlotArea(left: 0, top: 0, width: 100, height: 50)
    let crowd = Crowd(
      [(start: 0, end: 60, y: 20), (start: 40, end: 100, y: 21), (start: 0, end: 100, y: 40)], in: area)
    #expect(!crowd.isEmpty && crowd.clear((start: 0, end: 100, y: 40)).map(\.end) == [100])
    #expect(crowd.clear((start: 0, end: 60, y: 20)).map(\.end) == [40])
    #expect(crowd.clear((start: 40, end: 100, y: 21)).map(\.start) == [60])
    // One after the other is no crowd.
    #expect(Crowd([(start: 0, end: 60, y: 20), (start: 60, end: 100, y: 20)], in: area).isEmpty)
  }
}
