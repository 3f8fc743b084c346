import TestSupport
import Testing

@testable import AdjointSchedules

/// Problems with several best schedules: the operations that each planner gives, so that a tie that breaks another way is
/// seen. What breaks them is documented at the planner or its table.
@Suite struct TieTests {
  private func text(_ operations: some Sequence<Operation>) -> String {
    operations.map { operation in
      switch operation {
      case .forward(let from, let to): return "\(from)>\(to)"
      case .backward(let step): return "B\(step)"
      case .write(let level, let step): return "w\(level):\(step)"
      case .read(let level, let step): return "r\(level):\(step)"
      case .discard(let level, let step): return "d\(level):\(step)"
      case .tape(let level, let step): return "t\(level):\(step)"
      case .readTape(let level, let step): return "u\(level):\(step)"
      case .offload(let level, let step): return "o\(level):\(step)"
      case .prefetch(let level, let step): return "p\(level):\(step)"
      case .offloadTape(let level, let step): return "O\(level):\(step)"
      case .prefetchTape(let level, let step): return "P\(level):\(step)"
      case .join: return "j"
      }
    }.joined(separator: " ")
  }

  @Test func `Revolve and the level table advance as far as is optimal`() throws {
    let problem = try uniform(4, levels((2, 0, 0)))
    // Two steps and three are both optimal: j + O(4 - j, 1) + P(j - 1, 2).
    let optimum = try Revolve.plan(problem).makespanUnits
    let rest = try [1, 2, 3, 4].map { j in
      try j + Revolve.plan(uniform(4 - j, levels((1, 0, 0)))).makespanUnits
        + Revolve.plan(uniform(j - 1, levels((2, 0, 0)))).makespanUnits
    }
    #expect(rest.enumerated().filter { $0.element == optimum }.map(\.offset) == [1, 2])
    let expected = "w0:0 0>3 w0:3 3>4 B4 r0:3 B3 d0:3 r0:0 0>1 w0:1 1>2 B2 r0:1 B1 d0:1 r0:0 B0 d0:0"
    #expect(text(try Revolve.plan(problem)) == expected)
    #expect(text(try #require(try ExactMethod.levelTable.schedule(for: problem))) == expected)
  }

  @Test func `what storing saves is just what it costs: nothing is stored`() throws {
    // A state on the second level costs 1 and saves one step.
    let problem = try uniform(2, levels((1, 0, 0), (1, 1, 0)))
    let expected = "w0:0 0>2 B2 r0:0 0>1 B1 r0:0 B0 d0:0"
    for engine in [ExactMethod.levelTable, .prices] {
      #expect(text(try #require(try engine.schedule(for: problem))) == expected, "\(engine.rawValue)")
    }
  }

  @Test func `levels that cost the same: H-Revolve takes the last slots first, the tables the first level`() throws {
    let problem = try uniform(4, levels((1, 1, 1), (2, 1, 1)))
    let expected =
      "w1:0 0>2 w1:2 2>4 B4 r1:2 2>3 B3 r1:2 B2 d1:2 r1:0 0>1 B1 r1:0 B0 d1:0"
    #expect(text(try HRevolve.plan(problem)) == expected)
    let vector = try #require(try ExactMethod.vectorTable.schedule(for: problem))
    #expect(vector.makespanUnits == (try HRevolve.plan(problem).makespanUnits))
    #expect(vector.first { _ in true } == .write(level: 0, step: 0))
  }

  @Test func `moving a state costs just what its reads then save: it stays`() throws {
    // Two reads of x_0: 2 x 12 where it is, or 10 for another write and 2 x 7.
    let stays = try uniform(2, levels((1, 0, 12), (2, 10, 7)))
    // One write for 1 saves 2 a read. Moved at once, x_0 would cost the same and take the slot of the states after it; the
    // vector table moves it when that slot is free again, the interval table has a split that needs no move.
    let moves = try uniform(4, levels((1, 0, 11), (1, 1, 9)))
    let moved = "w0:0 0>2 w1:2 2>4 B4 r1:2 2>3 B3 r1:2 B2 d1:2 r0:0 w1:0 d0:0 0>1 B1 r1:0 B0 d1:0"
    let split = "w0:0 0>1 w1:1 1>4 B4 r1:1 1>3 B3 r1:1 1>2 B2 r1:1 B1 d1:1 r0:0 B0 d0:0"
    for (engine, expected) in [(ExactMethod.vectorTable, moved), (.intervalVectorTable, split)] {
      let schedule = try #require(try engine.schedule(for: stays))
      #expect(text(schedule) == "w0:0 0>2 B2 r0:0 0>1 B1 r0:0 B0 d0:0", "\(engine.rawValue)")
      let other = try #require(try engine.schedule(for: moves))
      #expect(text(other) == expected && other.makespanUnits == 51, "\(engine.rawValue)")
    }
  }

  @Test func `heuristics take the level that is given first, and the outer states first`() throws {
    let problem = try uniform(4, levels((1, 1, 1), (2, 1, 1)))
    let table: [(Planner, String)] = [
      (.uniform, "w0:0 0>2 w1:2 2>4 B4 r1:2 2>3 B3 r1:2 B2 d1:2 r0:0 0>1 B1 r0:0 B0 d0:0"),
      (.storeNone, "w0:0 0>4 B4 r0:0 0>3 B3 r0:0 0>2 B2 r0:0 0>1 B1 r0:0 B0 d0:0"),
      (.multistage, "w0:0 0>2 w1:2 2>3 w1:3 3>4 B4 r1:3 B3 d1:3 r1:2 B2 d1:2 r0:0 0>1 B1 r0:0 B0 d0:0"),
      (
        .online,
        "w0:0 0>1 1>2 2>3 3>4 B4 r0:0 0>3 B3 r0:0 0>2 B2 r0:0 0>1 B1 r0:0 B0 d0:0"
      ),
    ]
    for (planner, expected) in table { #expect(text(try planner.schedule(for: problem)) == expected, "\(planner)") }
    let all = try StoreAll.plan(uniform(3, levels((1, 1, 1), (2, 1, 1))))
    #expect(text(all) == "w0:0 0>1 w1:1 1>2 w1:2 2>3 B3 r1:2 B2 d1:2 r1:1 B1 d1:1 r0:0 B0 d0:0")
  }

  @Test func `memory and a disk`() throws {
    let problem = try uniform(5, levels((1, 0, 0), (nil, 1, 1)))
    let table: [(Planner, String)] = [
      (
        .diskRevolve,
        "w1:0 0>2 w1:2 2>4 w0:4 4>5 B5 r0:4 B4 d0:4 r1:2 d1:2 w0:2 2>3 B3 r0:2 B2 d0:2 r1:0 d1:0 w0:0 0>1 B1 r0:0 B0 d0:0"
      ),
      (
        .oneReadDiskRevolve,
        "w1:0 0>2 w1:2 2>4 w0:4 4>5 B5 r0:4 B4 d0:4 r1:2 d1:2 w0:2 2>3 B3 r0:2 B2 d0:2 r1:0 d1:0 w0:0 0>1 B1 r0:0 B0 d0:0"
      ),
      (
        .periodicDiskRevolve,
        "w1:0 0>2 w1:2 2>4 w1:4 d1:4 w0:4 4>5 B5 r0:4 B4 d0:4 r1:2 d1:2 w0:2 2>3 B3 r0:2 B2 d0:2 r1:0 d1:0 w0:0 0>1 B1 r0:0 B0 d0:0"
      ),
    ]
    for (planner, expected) in table { #expect(text(try planner.schedule(for: problem)) == expected, "\(planner)") }
    // One read is enough for the optimum here: two schedules, one makespan.
    #expect(try OneReadDiskRevolve.plan(problem).makespanUnits == DiskRevolve.plan(problem).makespanUnits)
  }

  @Test func `the vector table and the interval tables`() throws {
    let crossed = try uniform(3, levels((1, 2, 1), (1, 1, 2)))
    #expect(text(try HRevolve.plan(crossed)) == "w0:0 0>3 B3 r0:0 0>2 B2 r0:0 0>1 B1 r0:0 B0 d0:0")
    let oneLevel = try unequal([1, 2, 1, 2], nil, levels((2, 0, 0)))
    #expect(
      text(try HRevolve.plan(oneLevel))
        == "w0:0 0>2 w0:2 2>4 B4 r0:2 2>3 B3 r0:2 B2 d0:2 r0:0 0>1 B1 r0:0 B0 d0:0")
    let twoLevels = try unequal([1, 2, 1], nil, levels((1, 1, 1), (1, 1, 1)))
    #expect(
      text(try HRevolve.plan(twoLevels)) == "w0:0 0>2 w1:2 2>3 B3 r1:2 B2 d1:2 r0:0 0>1 B1 r0:0 B0 d0:0")
  }

  @Test func `a join takes the first branch first`() throws {
    let problem = try Problem(branches: [2, 2], handle: 1, slots: 6)
    let backward = try Join.plan(problem).compactMap { operation in
      if case .backward(let step) = operation { problem.place(of: step).part } else { nil }
    }
    #expect(backward == [.handle, .handle, .branch(0), .branch(0), .branch(1), .branch(1)])
  }

  @Test func `a join stores the fewest checkpoints that are best`() throws {
    var ties = 0
    for branches in [[2], [4], [2, 2], [3, 2], [4, 3]] {
      for handle in 0...4 {
        for slots in 2 * branches.count...12 {
          let problem = try Problem(branches: branches, handle: handle, slots: slots)
          let junction = try #require(problem.junction)
          guard let plan = try? JoinPlan.best(for: problem, junction) else { continue }
          let useful = min(slots, junction.usefulSlots)
          let table = try JoinTable(lengths: branches, slots: useful)
          var totals: [(checkpoints: Int, steps: Int128)] = []
          for checkpoints in branches.count..<table.layers.count {
            let free = useful - branches.count - checkpoints
            let steps = table.layers[checkpoints].last ?? JoinTable.unreachable
            if steps >= JoinTable.unreachable || free < min(handle, 1) { continue }
            totals.append((checkpoints, Int128(steps) + BinomialPlan.forwardSteps(length: handle, slots: free)))
          }
          let least = totals.map(\.steps).min()
          let best = totals.filter { $0.steps == least }.map(\.checkpoints)
          if best.count > 1 { ties += 1 }
          #expect(plan.runs.reduce(0) { $0 + $1.slots.count } == best.first, "\(branches), \(handle), \(slots)")
        }
      }
    }
    #expect(ties > 0)
  }

  @Test func `of two chains that are alike the last has fewer slots`() throws {
    let chains = [ShareProblem.Member(length: 5), ShareProblem.Member(length: 5)]
    let share = try MemoryShare.plan(ShareProblem(chains: chains, slots: 5, processors: .each))
    #expect(share.parts.map(\.slots) == [3, 2])
  }
}
