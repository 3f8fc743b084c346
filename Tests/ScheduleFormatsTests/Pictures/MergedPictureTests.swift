import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Pictures of schedules with more operations than there are pixels: nothing is lost, and they stay small.
@Suite struct MergedPictureTests {
  private static func schedules() throws -> [Schedule] {
    let disk = Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)
    let cases: [(Planner, Int, [Level])] = [
      (.revolve, 3000, [Level(name: "memory", slots: 3)]), (.revolve, 40_000, [Level(name: "memory", slots: 10)]),
      (.diskRevolve, 20_000, [Level(name: "memory", slots: 5), disk]),
      (.storeAll, 30_000, [Level(name: "memory", slots: 100), disk]),
      (.storeNone, 2500, [Level(name: "memory", slots: 1)]),
      (.uniform, 3000, [Level(name: "memory", slots: 4)]),
      (
        .hrevolve, 30_000,
        [Level(name: "memory", slots: 5), Level(name: "nvme", slots: 20, writeCost: 5, readCost: 5), disk]
      ),
    ]
    return try cases.map { planner, length, levels in
      try planner.schedule(for: Problem(chain: Chain(length: length), levels: levels))
    }
  }

  /// Each drawn from its operations, and from its parts.
  private static func pictures() throws -> [(schedule: Schedule, picture: SchedulePicture)] {
    try schedules().flatMap { schedule in
      [(schedule, try SchedulePicture(schedule)), (schedule, try SchedulePicture(schedule, maximumReplayed: 0))]
    }
  }

  @Test func `from its parts a schedule is drawn with the same peaks, and lines where runs are that are long`() throws {
    for schedule in try Self.schedules() {
      let picture = try SchedulePicture(schedule)
      let outline = try SchedulePicture(schedule, maximumReplayed: 0)
      #expect(outline.peaks == picture.peaks && outline.statistics == picture.statistics, "\(schedule.planner)")
      #expect(outline.makespan == picture.makespan && outline.planner == picture.planner)
      let column = schedule.makespanUnits / 1024
      let long = { (picture: SchedulePicture) in
        Set(picture.lines.filter { !$0.isMerged && $0.end - $0.start > column })
      }
      #expect(long(outline) == long(picture), "\(schedule.planner)")
    }
  }

  @Test func `from its parts nothing is drawn where nothing is, but for a column`() throws {
    for schedule in try Self.schedules() {
      let column = schedule.makespanUnits / 1024 + 1
      let row = schedule.problem.chain.length / 511 + 1
      let outline = try SchedulePicture(schedule, maximumReplayed: 0)
      let bars = try SchedulePicture(schedule).bars
      for bar in outline.bars where bar.end - bar.start > 3 * column {
        // As long in the picture of the operations, perhaps of several bars one after the other.
        let near = bars.filter { $0.lane == bar.lane && abs($0.state - bar.state) <= row }.sorted {
          $0.start < $1.start
        }
        var end = bar.start
        for other in near where other.start <= end + 2 * column { end = max(end, other.end) }
        #expect(end >= bar.end - 2 * column, "\(schedule.planner): \(bar)")
      }
    }
  }

  @Test func `lines cover all of the time, and every operation where it happens`() throws {
    for (schedule, picture) in try Self.pictures() {
      #expect(picture.lines.contains { $0.isMerged }, "\(schedule.planner): not enough operations to be merged")
      var end = 0
      for line in picture.lines.sorted(by: { $0.start < $1.start }) {
        #expect(
          line.start <= end && line.start <= line.end, "\(schedule.planner): nothing from \(end) to \(line.start)")
        end = max(end, line.end)
      }
      #expect(end == schedule.makespanUnits)
      try expectEveryRun(schedule, in: picture)
    }
  }

  /// Each run has a line over its middle that reaches from its lower to its upper position, but for half a row.
  private func expectEveryRun(_ schedule: Schedule, in picture: SchedulePicture) throws {
    let row = schedule.problem.chain.length / 511 + 1
    let width = schedule.makespanUnits / 1024 + 1
    var lines: [Int: [SchedulePicture.Line]] = [:]
    for line in picture.lines {
      for column in line.start / width...line.end / width { lines[column, default: []].append(line) }
    }
    var (time, missing) = (0, 0)
    for operation in schedule {
      let start = time
      var run: (activity: SchedulePicture.Activity, low: Int, high: Int)
      switch operation {
      case .forward(let from, let to):
        time += to - from
        run = (.forward, from, to)
      case .backward(let step):
        time += 1
        run = (.backward, step, min(step + 1, schedule.problem.chain.length))
      case .write(let level, _):
        time += schedule.problem.levels[level].writeCost
        continue
      case .read(let level, _):
        time += schedule.problem.levels[level].readCost
        continue
      case .discard, .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join: continue
      }
      let isDrawn = (lines[start / width] ?? []).contains { line in
        line.activity == run.activity && line.start <= start && start <= line.end
          && min(line.from, line.to) <= run.low + row && run.high - row <= max(line.from, line.to)
      }
      if !isDrawn { missing += 1 }
    }
    #expect(missing == 0, "\(schedule.planner), l = \(schedule.problem.chain.length)")
  }

  @Test(.slow) func `bars cover every state for as long as it is stored, but for a column`() throws {
    for (schedule, picture) in try Self.pictures() {
      let row = schedule.problem.chain.length / 511 + 1
      let column = schedule.makespanUnits / 1024 + 1
      var bars: [Int: [SchedulePicture.Bar]] = [:]
      for bar in picture.bars { bars[bar.state / row, default: []].append(bar) }
      var machine = ReplayMachine(problem: schedule.problem)
      var starts: [Operation: Int] = [:]
      var missing = 0
      for operation in schedule {
        let start = machine.makespan
        try machine.execute(operation)
        if case .write = operation { starts[operation] = start }
        guard case .discard(let level, let step) = operation else { continue }
        let from = starts[.write(level: level, step: step)] ?? 0
        let near = (step / row - 1...step / row + 1).flatMap { bars[$0] ?? [] }
        let isDrawn = near.contains { bar in
          bar.lane == level && bar.start <= from + column && bar.end >= start - column && abs(bar.state - step) <= row
        }
        if !isDrawn { missing += 1 }
      }
      #expect(missing == 0, "\(schedule.planner), l = \(schedule.problem.chain.length)")
    }
  }

  @Test(.slow) func `a picture is small whatever the schedule does`() throws {
    for (schedule, picture) in try Self.pictures() { expectSmall(picture, "\(schedule.planner)") }
    // What no planner does: states of eight levels come and go at random, and free runs rise and fall at one moment.
    let levels = (0..<12).map { Level(name: "level \($0)", slots: nil, writeCost: $0 % 3) }
    for (length, most) in [(5000, 1), (100_000, 100), (60, 3)] {
      let problem = try Problem(chain: Chain(length: length), levels: levels)
      let builder = try PictureBuilder(problem)
      var random = PictureRandom(state: UInt64(length))
      var stored: [(level: Int, step: Int)] = []
      var time = 0
      for _ in 0..<200_000 {
        time += Int.random(in: 0...most, using: &random) / most * most
        let step = Int.random(in: 0..<length, using: &random)
        let level = Int.random(in: 0..<levels.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: builder.add(.forward(from: step, to: Int.random(in: step + 1...length, using: &random)), makespan: time)
        case 1: builder.add(.backward(step: step), makespan: time)
        case 2 where !stored.contains { $0 == (level, step) } && stored.count < 500:
          stored.append((level, step))
          builder.add(.write(level: level, step: step), makespan: time)
        default:
          guard let index = stored.indices.randomElement(using: &random) else { continue }
          let (level, step) = stored.remove(at: index)
          builder.add(.discard(level: level, step: step), makespan: time)
        }
      }
      let picture = builder.picture(
        planner: nil, statistics: Statistics(forwardSteps: length, levels: levels.map { _ in .init() }))
      #expect(picture.lines.contains { $0.isMerged } && picture.bars.contains { $0.isMerged })
      expectSmall(picture, "at random, l = \(length)")
    }
  }

  private func expectSmall(_ picture: SchedulePicture, _ place: String) {
    #expect(picture.lines.count <= SchedulePicture.maximumMerged + Tracer<LineMarks>.limit, "\(place)")
    #expect(picture.bars.count <= SchedulePicture.maximumMerged + Tracer<BarMarks>.limit, "\(place)")
    let svg = picture.svg()
    #expect(svg.count < 600_000, "\(place): \(svg.count) bytes")
    #expect(svg.split(separator: UInt8(ascii: "<")).count < 200, "\(place)")
  }
}
