import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Pictures of a part of the chain: what happens there while it is reversed, and nothing else.
@Suite struct WindowPictureTests {
  /// A step, or an operation at one state, as the whole schedule has it.
  private struct Piece: Hashable {
    var activity: SchedulePicture.Activity
    var start: Int
    var end: Int
    var from: Int
    var to: Int
  }

  /// Schedules whose steps all take time, so that no two things happen at one moment.
  private static func visitAll(_ body: (Schedule, ClosedRange<Int>, String) throws -> Void) throws -> Int {
    var count = 0
    for levels in PictureFixtures.platforms {
      for length in [1, 7, 26] {
        for forward in [StepCost.uniform(3), .each((0..<length).map { 1 + $0 % 5 })] {
          let chain = Chain(length: length, forwardCost: forward, backwardCost: .uniform(2))
          let problem = try Problem(chain: chain, levels: levels)
          for planner in Planner.ofChains {
            guard let schedule = try? planner.schedule(for: problem) else { continue }
            for (low, high) in [(0, length), (0, 1), (length - 1, length), (length / 3, length / 3 + 1 + length / 4)]
            where high <= length {
              try body(schedule, low...high, "\(planner), l = \(length), \(levels.map(\.name)), \(low) to \(high)")
              count += 1
            }
          }
        }
      }
    }
    return count
  }

  /// Returns each step, and each operation at one state, of a schedule, and when the window is reversed.
  private func pieces(_ schedule: Schedule, _ states: ClosedRange<Int>) throws -> (pieces: [Piece], ClosedRange<Int>) {
    let chain = schedule.problem.chain
    var machine = ReplayMachine(problem: schedule.problem)
    var pieces: [Piece] = []
    for operation in schedule {
      let start = machine.makespan
      try machine.execute(operation)
      switch operation {
      case .forward(let from, let to):
        var time = start
        for step in from..<to {
          let end = time + chain.forwardCost[step]
          pieces.append(Piece(activity: .forward, start: time, end: end, from: step, to: step + 1))
          time = end
        }
      case .backward(let step):
        let above = min(step + 1, chain.length)
        pieces.append(Piece(activity: .backward, start: start, end: machine.makespan, from: above, to: step))
      case .write(_, let step), .read(_, let step):
        if machine.makespan == start { continue }
        pieces.append(Piece(activity: .transfer, start: start, end: machine.makespan, from: step, to: step))
      default: continue
      }
    }
    let backward = { (step: Int) in pieces.first { $0.activity == .backward && $0.to == step }?.end }
    let first = pieces.first { $0.activity == .forward && $0.to == states.lowerBound }
    let reached = states.lowerBound == 0 ? 0 : first?.end
    let begin = states.upperBound == chain.length ? reached : backward(states.upperBound)
    let end = states.lowerBound == 0 ? machine.makespan : backward(states.lowerBound)
    return (pieces, try #require(begin)...(try #require(end)))
  }

  /// Returns the lines of a picture, forward runs step by step.
  private func steps(of picture: SchedulePicture) -> [Piece] {
    picture.lines.flatMap { line -> [Piece] in
      if line.activity != .forward {
        return [Piece(activity: line.activity, start: line.start, end: line.end, from: line.from, to: line.to)]
      }
      var time = line.start
      return (line.from..<line.to).map { step in
        defer { time += picture.problem.chain.forwardCost[step] }
        return Piece(
          activity: .forward, start: time, end: time + picture.problem.chain.forwardCost[step], from: step, to: step + 1
        )
      }
    }
  }

  @Test func `a window shows the steps between its states, while they are reversed, and no others`() throws {
    let count = try Self.visitAll { schedule, states, place in
      let picture = try SchedulePicture(
        schedule, window: PictureWindow(from: states.lowerBound, to: states.upperBound))
      let (pieces, times) = try pieces(schedule, states)
      #expect(picture.times == times && picture.states == states, "\(place)")
      let expected = pieces.filter { piece in
        states.contains(piece.from) && states.contains(piece.to) && times.contains(piece.start)
          && times.contains(piece.end)
      }
      #expect(steps(of: picture) == expected, "\(place)")
    }
    #expect(count > 300)
  }

  @Test func `a window shows its states for as long as they are stored then`() throws {
    _ = try Self.visitAll { schedule, states, place in
      let picture = try SchedulePicture(
        schedule, window: PictureWindow(from: states.lowerBound, to: states.upperBound))
      let expected = try SchedulePicture(schedule).bars.compactMap { bar -> SchedulePicture.Bar? in
        let (start, end) = (max(bar.start, picture.times.lowerBound), min(bar.end, picture.times.upperBound))
        guard states.contains(bar.state), start < end else { return nil }
        return SchedulePicture.Bar(lane: bar.lane, state: bar.state, start: start, end: end)
      }
      #expect(Set(picture.bars.filter { $0.start < $0.end }) == Set(expected), "\(place)")
      #expect(picture.peaks == (try SchedulePicture(schedule).peaks) && picture.makespan == schedule.makespanUnits)
    }
  }

  @Test func `the whole chain as a window is the whole picture`() throws {
    for levels in PictureFixtures.platforms {
      for (length, cost) in [(1, 0), (7, 0), (20, 1)] {
        let chain = Chain(length: length, forwardCost: .uniform(cost), backwardCost: .uniform(cost))
        let schedule = try Planner.hrevolve.schedule(for: Problem(chain: chain, levels: levels))
        let whole = try SchedulePicture(schedule).svg()
        for window in [PictureWindow(from: 0), PictureWindow(to: length), PictureWindow(from: 0, to: length)] {
          #expect(try SchedulePicture(schedule, window: window).svg() == whole)
        }
        // Steps that cost nothing are drawn, somewhere.
        for maximum in [0, 1000] {
          let window = PictureWindow(from: length / 2)
          let picture = try SchedulePicture(schedule, window: window, maximumReplayed: maximum)
          #expect(!picture.svg().isEmpty && !picture.terminalText(columns: 20, lines: 8, isColored: true).isEmpty)
        }
      }
    }
  }

  private static func longSchedules() throws -> [Schedule] {
    let disk = Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)
    let memory = { (slots: Int) in Level(name: "memory", slots: slots) }
    let cases: [(Planner, [Level])] = [
      (.revolve, [memory(10)]), (.revolve, [memory(3)]), (.uniform, [memory(3)]), (.storeAll, [memory(1000), disk]),
      (.periodic, [memory(30_000)]), (.diskRevolve, [memory(5), disk]), (.storeNone, [memory(1)]),
      (.hrevolve, [memory(5), Level(name: "nvme", slots: 20, writeCost: 5, readCost: 5), disk]),
    ]
    return try cases.map { planner, levels in
      try planner.schedule(for: Problem(chain: Chain(length: planner == .storeNone ? 1400 : 10_000), levels: levels))
    }
  }

  @Test func `from its parts a window is drawn as from its operations, but for a column`() throws {
    for schedule in try Self.longSchedules() {
      let length = schedule.problem.chain.length
      for (low, high) in [(0, 40), (length - 300, length), (700, 1300), (1000, 1001)] {
        let place = "\(schedule.planner), \(low) to \(high)"
        let window = PictureWindow(from: low, to: high)
        let picture = try SchedulePicture(schedule, window: window)
        let outline = try SchedulePicture(schedule, window: window, maximumReplayed: 0)
        #expect(outline.times == picture.times && outline.states == picture.states, "\(place)")
        #expect(outline.peaks == picture.peaks && outline.statistics == picture.statistics, "\(place)")
        let duration = picture.times.upperBound - picture.times.lowerBound
        let long = { (picture: SchedulePicture) in
          Set(picture.lines.filter { !$0.isMerged && $0.end - $0.start > duration / 1024 })
        }
        #expect(long(outline) == long(picture), "\(place)")
        let all = outline.lines.map { [$0.start, $0.end] } + outline.bars.map { [$0.start, $0.end] }
        #expect(all.joined().allSatisfy(outline.times.contains), "\(place)")
        let column = duration / 1024 + 1
        let row = (high - low) / 511 + 1
        for bar in picture.bars where bar.end - bar.start > 3 * column {
          // Perhaps of several bars one after the other.
          let near = outline.bars.filter { $0.lane == bar.lane && abs($0.state - bar.state) <= row }
          var end = bar.start
          for other in near.sorted(by: { $0.start < $1.start }) where other.start <= end + 2 * column {
            end = max(end, other.end)
          }
          #expect(end >= bar.end - 2 * column, "\(place): \(bar)")
        }
      }
    }
  }

  /// Counts what another visitor is shown.
  private struct Counted<Visitor: OutlineVisitor>: OutlineVisitor {
    var visitor: Visitor
    var seen = 0

    mutating func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool {
      seen += 1
      return visitor.entersPart(part, from: start, to: end)
    }

    mutating func visit(_ part: OutlinePart, from start: Int, to end: Int) {
      visitor.visit(part, from: start, to: end)
    }

    mutating func visit(_ operation: Operation, from start: Int, to end: Int) {
      seen += 1
      visitor.visit(operation, from: start, to: end)
    }
  }

  @Test func `of a thousand million steps a window costs no more than it can show`() throws {
    let disk = Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)
    let memory = { (slots: Int) in Level(name: "memory", slots: slots) }
    let cases: [(Planner, [Level])] = [
      (.revolve, [memory(10)]), (.uniform, [memory(3)]), (.storeAll, [memory(1000), disk]), (.storeNone, [memory(1)]),
      (.periodic, [memory(300_000_000)]), (.diskRevolve, [memory(10), disk]),
    ]
    let length = 1_000_000_000
    for (planner, levels) in cases {
      let schedule = try planner.schedule(for: Problem(chain: Chain(length: length), levels: levels))
      for (low, high) in [(0, 100), (123_456_789, 123_456_889), (length - 100, length), (1, length - 1)] {
        let clip = WindowClip(low...high, of: schedule.problem.chain)
        var times = Counted(visitor: WindowTimes(clip))
        try schedule.walk(&times)
        #expect(times.seen < 10_000, "\(planner), \(low): \(times.seen)")
        var tracer = Counted(
          visitor: OutlineTracer(schedule, clip, times.visitor, try schedule.statistics()) { _, _, _ in })
        try schedule.walk(&tracer)
        #expect(tracer.seen < 100_000, "\(planner), \(low): \(tracer.seen)")
        let picture = tracer.visitor.picture(planner: nil)
        #expect(picture.lines.contains { $0.activity == .backward }, "\(planner), \(low)")
      }
    }
  }

  @Test func `tapes are drawn in the window that holds their step`() throws {
    let text = """
      {"format":"adjsched-schedule/1","chain":{"length":3,"adjointCost":2,"stateSize":3,"tapeSize":4},\
      "levels":[{"name":"memory","capacity":15,"writeCost":1,"readCost":1}]}
      {"op":"tape","level":0,"step":0}
      {"op":"tape","level":0,"step":1}
      {"op":"tape","level":0,"step":2}
      {"op":"backward","step":2}
      {"op":"backward","step":1}
      {"op":"backward","step":0}
      """
    let window = PictureWindow(from: 1, to: 2)
    guard case .picture(let picture) = try SchedulePicture.read(ChoppedSource(text, size: 100), window: window) else {
      Issue.record("no picture")
      return
    }
    #expect(picture.times == 9...12)
    #expect(picture.lines == [.init(activity: .backward, start: 9, end: 12, from: 2, to: 1)])
    #expect(picture.bars == [.init(lane: 0, state: 1, start: 9, end: 12, isTape: true)])
  }

  @Test func `a window beyond the chain is refused before any operation is read`() throws {
    let text = """
      {"format":"adjsched-schedule/1","chain":{"length":3},"levels":[{"slots":2}]}
      no operation
      """
    for (window, isStart, number) in [(PictureWindow(to: 4), false, 4), (PictureWindow(from: 3), true, 3)] {
      #expect(throws: PictureWindowError(isStart: isStart, number: number, length: 3)) {
        try SchedulePicture.read(ChoppedSource(text, size: 100), window: window)
      }
    }
    #expect(throws: PictureWindowError(isStart: true, number: 0, length: 0)) {
      try PictureWindow(from: 0).states(of: Problem(chain: Chain(length: 0), levels: []))
    }
  }

  @Test func `title and caption say what is shown`() throws {
    let problem = try Problem(chain: Chain(length: 10), levels: [Level(name: "memory", slots: 3)])
    let picture = try SchedulePicture(Planner.revolve.schedule(for: problem), window: PictureWindow(from: 2, to: 6))
    #expect(picture.title(" ") == "revolve, steps 2 to 6 of 10")
    #expect(
      picture.caption(" ").prefix(2) == [
        "steps 2 to 6 are reversed from time 18 to 26", "the whole schedule: makespan 29",
      ])
    let end = try SchedulePicture(Planner.revolve.schedule(for: problem), window: PictureWindow(from: 6))
    #expect(end.caption(" ")[0] == "steps 6 to 10 are run and reversed from time 6 to 18")
  }
}
