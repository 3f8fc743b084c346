import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The planners that do not promise the optimum: what they announce is what the machine does, and none beats it.
@Suite struct HeuristicsTests {
  static let heuristics: [Planner] = [
    .storeAll, .storeNone, .uniform, .periodic, .multistage, .oneReadDiskRevolve, .periodicDiskRevolve, .twoLevel,
    .online,
  ]

  /// Replays every schedule that the planner gives on the problem, with and without a period; returns how many.
  private func replay(_ planner: Planner, _ problem: Problem, optimum: Schedule) -> Int {
    var count = 0
    for period in [nil, 1, 3, 7] {
      let options = PlannerOptions(period: period, lowerBound: optimum.lowerBoundUnits)
      guard let schedule = try? planner.schedule(for: problem, options: options) else { continue }
      expectReplays(schedule)
      #expect(
        schedule.makespanUnits >= optimum.makespanUnits,
        "\(planner) with period \(String(describing: period)), \(problem)")
      #expect(schedule.isOptimal == (schedule.makespanUnits == optimum.makespanUnits), "\(planner), \(problem)")
      count += 1
    }
    return count
  }

  @Test func `store-none counts a read for each step, and store-all one write and one read for each state`() throws {
    let none = try StoreNone.plan(uniform(10, levels((1, 0, 5), (1, 9, 1))))
    #expect(none.first { _ in true } == .write(level: 1, step: 0))
    let all = try StoreAll.plan(uniform(4, levels((5, 1, 9), (5, 3, 1))))
    #expect(all.first { _ in true } == .write(level: 1, step: 0))
    // Every state is read about as many times as the period is long: 0 + 4 x 9 against 5 + 4 x 1.
    let fourth = try Uniform.plan(
      uniform(12, levels((3, 0, 9), (3, 5, 1))), options: PlannerOptions(period: 4))
    #expect(fourth.first { _ in true } == .write(level: 1, step: 0))
  }

  @Test func `a period whose segment does not fit 64 bits is refused, not looked for`() throws {
    let problem = try uniform(9, levels((nil, 0, 0), (nil, 140_201_282, 122)), forward: .max - 229)
    for period in 1...10 {
      #expect(throws: PlanningError.self, "\(period)") {
        try PeriodicDiskRevolve.plan(problem, options: PlannerOptions(period: period, lowerBound: 0))
      }
    }
  }

  @Test func `multistage of any chain in one or two slots is planned at once`() throws {
    let one = try Multistage.plan(uniform(1_000_000_000, levels((1, 28, 24))), options: PlannerOptions(lowerBound: 0))
    #expect(
      one.makespanUnits == (try StoreNone.plan(one.problem, options: PlannerOptions(lowerBound: 0)).makespanUnits))
    // Two slots run each step some sqrt(2 l) times at most: l = 10^12 is the longest round number whose sum fits 64 bits.
    let two = try Multistage.plan(
      uniform(1_000_000_000_000, levels((1, 0, 0), (1, 1, 1))), options: PlannerOptions(lowerBound: 0))
    #expect(try two.statistics().maxStepRuns == 1_414_213)
    #expect(throws: PlanningError.overflow(quantity: .forwardSteps)) {
      try Multistage.plan(uniform(Chain.maximumLength, levels((2, 1, 1))), options: PlannerOptions(lowerBound: 0))
    }
    for length in 0...30 { expectReplays(try Multistage.plan(uniform(length, levels((0, 1, 1), (1, 2, 3))))) }
  }

  @Test(.slow) func `every heuristic's schedules do what they announce, and none beats the optimum`() throws {
    var counts: [Planner: Int] = [:]
    for length in 0...40 {
      for memory in 0...8 {
        for (disk, write, read) in [(nil, 5, 4), (nil, 0, 0), (nil, 1, 9), (3, 5, 4), (0, 2, 2), (12, 30, 1)] {
          if memory == 0 && disk == 0 && length > 0 { continue }
          let problem = try uniform(length, levels((memory, 0, 0), (disk, write, read)), forward: 2, backward: 3)
          let optimum = try HRevolve.plan(problem)
          for planner in Self.heuristics {
            counts[planner, default: 0] += replay(planner, problem, optimum: optimum)
          }
        }
      }
    }
    for planner in Self.heuristics { #expect(counts[planner, default: 0] > 1000, "\(planner) \(counts)") }
  }

  @Test(.slow) func `memory that costs something is counted, not refused`() throws {
    for length in 0...40 {
      for memory in [(1, 2, 1), (2, 1, 0), (3, 0, 4), (5, 1, 1)] as [(Int?, Int, Int)] {
        let revolve = try Revolve.plan(uniform(length, levels(memory), forward: 2))
        let hrevolve = try HRevolve.plan(revolve.problem)
        #expect(revolve.isOptimal && revolve.makespan == hrevolve.makespan)
        expectReplays(revolve)
        // In the order of the costs, and against it.
        for disk in [(nil, 5, 4), (8, 3, 9), (nil, 0, 1)] as [(Int?, Int, Int)] {
          let problem = try uniform(length, levels(memory, disk), forward: 2)
          let optimum = try HRevolve.plan(problem)
          let best = try DiskRevolve.plan(problem)
          #expect(best.isOptimal && best.makespan == optimum.makespan)
          expectReplays(best)
          for planner in [Planner.oneReadDiskRevolve, .periodicDiskRevolve, .twoLevel] {
            #expect(replay(planner, problem, optimum: optimum) > 0, "\(planner), \(problem)")
          }
        }
      }
    }
  }

  @Test func `the best period is told for free memory alone`() throws {
    let problem = try uniform(100, levels((3, 0, 1), (nil, 5, 4)))
    #expect(throws: PlanningError.self) { try PeriodChoice(problem) }
  }

  @Test(.slow) func `no heuristic beats the optimum on thousands of random platforms`() throws {
    var random = SeededGenerator(seed: 23)
    var schedules = 0
    for _ in 0..<2000 {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 6)
      let length = Int.random(in: 0...50, using: &random)
      let problem = try uniform(
        length, platform, forward: .random(in: 0...4, using: &random), backward: .random(in: 0...4, using: &random))
      guard let optimum = try? HRevolve.plan(problem) else { continue }
      for planner in Self.heuristics { schedules += replay(planner, problem, optimum: optimum) }
    }
    #expect(schedules > 8000)
  }

  @Test func `with one free level multistage is Revolve`() throws {
    for length in [0, 1, 5, 30, 200] {
      for slots in [1, 2, 5, 300] {
        let problem = try uniform(length, levels((slots, 0, 0)))
        let a = try Multistage.plan(problem)
        #expect(Array(a) == Array(try Revolve.plan(problem)), "l = \(length), m = \(slots)")
        #expect(a.isOptimal)
      }
    }
  }

  @Test func `multistage gives the fast level the slots with the most traffic`() throws {
    // Seven slots of Revolve, three of them in memory: no other choice of three costs less.
    let problem = try uniform(60, levels((3, 0, 0), (4, 3, 2)))
    let schedule = try Multistage.plan(problem)
    let traffic = SlotTraffic(length: 60, slots: 7).slots
    let steps = try Revolve.plan(try uniform(60, levels((7, 0, 0)))).makespanUnits
    var least = Int.max
    for choice in 0..<128 where choice.nonzeroBitCount == 3 {
      let onDisk = traffic.indices.filter { choice & (1 << $0) == 0 }
      least = min(least, onDisk.reduce(steps) { $0 + 3 * traffic[$1].writes + 2 * traffic[$1].reads })
    }
    #expect(schedule.makespanUnits == least)
  }

  @Test func `uniform finds the best of all periods`() throws {
    for length in [1, 2, 9, 40, 100] {
      for platform in [levels((5, 0, 0)), levels((nil, 7, 2)), levels((4, 0, 0), (nil, 20, 3)), levels((nil, 90, 0))] {
        let problem = try uniform(length, platform)
        var least = Int.max
        for period in 1...length {
          if let schedule = try? Uniform.plan(problem, options: PlannerOptions(period: period, lowerBound: 0)) {
            least = min(least, schedule.makespanUnits)
          }
        }
        let best = try Uniform.plan(problem, options: PlannerOptions(lowerBound: 0)).makespanUnits
        #expect(best == least, "l = \(length), \(platform)")
      }
    }
  }

  @Test func `a period that needs more slots than there are is refused with the numbers`() throws {
    let problem = try uniform(100, levels((2, 0, 0), (5, 1, 1)))
    for planner in [Planner.twoLevel, .periodicDiskRevolve] {
      #expect(throws: PlanningError.tooFewSlots(planner: planner, needed: 10, available: 5)) {
        try planner.schedule(for: problem, options: PlannerOptions(period: 10))
      }
    }
    #expect(throws: PlanningError.tooFewSlots(planner: .storeAll, needed: 100, available: 7)) {
      try StoreAll.plan(problem)
    }
  }

  @Test func `uniform finds a period although the shortest costs more than 64 bits hold`() throws {
    let problem = try uniform(1_000_000_000, levels((nil, 10_000_000_000, 0)))
    let schedule = try Uniform.plan(problem, options: PlannerOptions(lowerBound: 0))
    // Near sqrt(2 w / uf): w / p + p / 2 a step.
    #expect(schedule.makespanUnits < 142_000_000_000_000)
  }

  @Test(.slow) func `work without end is refused, not begun`() throws {
    let online = try uniform(10_000_000, levels((10_000, 0, 0)))
    #expect(throws: PlanningError.self) { try Online.plan(online) }
    let multistage = try uniform(1_000_000_000_000, levels((4_000_000, 0, 0)))
    #expect(throws: PlanningError.self) { try Multistage.plan(multistage) }
    // A single level has a closed form, whatever it costs.
    let dear = try uniform(1_000_000_000, levels((nil, 1_000_000_000_000_000, 0)))
    #expect(try HRevolve.plan(dear).isOptimal)
  }
}
