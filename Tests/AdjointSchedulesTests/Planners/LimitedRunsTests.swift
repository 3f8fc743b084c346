import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Schedules that run no step more than a number of times, against the search that counts runs.
@Suite struct LimitedRunsTests {
  private static func schedule(_ planner: Planner, _ problem: Problem, _ limit: Int) throws -> Schedule {
    var options = PlannerOptions()
    options.maxRuns = limit
    let schedule = try planner.schedule(for: problem, options: options)
    expectReplays(schedule)
    #expect(try schedule.statistics().maxStepRuns <= limit)
    return schedule
  }

  private static func optimum(_ problem: Problem, _ limit: Int) -> Int? {
    ExhaustiveSearch(problem: problem, maxRuns: limit).optimum()
  }

  @Test func `two stored states and unequal steps: the best with each limit`() throws {
    let problem = try unequal([3, 1, 4, 2], nil, levels((2, 1, 1)))
    for limit in 1...3 {
      guard let optimum = Self.optimum(problem, limit) else {
        #expect(throws: PlanningError.self) { try Self.schedule(.hrevolve, problem, limit) }
        continue
      }
      #expect(try Self.schedule(.hrevolve, problem, limit).makespanUnits == optimum, "\(limit)")
    }
    #expect(Self.optimum(problem, 3) != nil)
  }

  @Test(arguments: [(41, false), (42, true)] as [(UInt64, Bool)])
  func `on one level the schedule is the best with the limit, or the least limit is named`(
    seed: UInt64, isUnequal: Bool
  ) throws {
    var random = SeededGenerator(seed: seed)
    var (limited, refused) = (0, 0)
    let count = trials(60, few: 12)
    for number in 0..<count {
      // The search tells states apart by how often each step has run: five steps take it some seconds.
      let length = Int.random(in: 1...(number < count - 2 ? 4 : 5), using: &random)
      let platform = levels(
        (
          Int.random(in: 1...4, using: &random), Int.random(in: 0...9, using: &random),
          Int.random(in: 0...5, using: &random)
        ))
      let problem =
        isUnequal ? try unequal(random.costs(length), nil, platform) : try uniform(length, platform, backward: 2)
      for limit in 1...4 {
        guard let optimum = Self.optimum(problem, limit) else {
          let needed = try #require((limit...length).first { Self.optimum(problem, $0) != nil })
          #expect(throws: PlanningError.tooFewRuns(planner: .hrevolve, limit: limit, needed: needed, isLeast: true)) {
            try Self.schedule(.hrevolve, problem, limit)
          }
          refused += 1
          continue
        }
        let schedule = try Self.schedule(.hrevolve, problem, limit)
        #expect(schedule.makespanUnits == optimum, "\(limit) \(problem)")
        if case .limitedRuns(limit, let isLeast, nil)? = schedule.caveat {
          #expect(isLeast)
          limited += 1
        }
      }
    }
    #expect(limited >= trials(8, few: 1) && refused >= trials(8, few: 1))
  }

  @Test(arguments: [(43, false), (44, true)] as [(UInt64, Bool)])
  func `on several levels the schedule of a short chain is the best with the limit`(seed: UInt64, isUnequal: Bool)
    throws
  {
    var random = SeededGenerator(seed: seed)
    var (limited, reached) = (0, 0)
    for _ in 0..<trials(60) {
      let length = Int.random(in: 2...4, using: &random)
      let platform = random.platform(hierarchical: !isUnequal, maxLevels: 2, maxSlots: 2)
      let problem = isUnequal ? try unequal(random.costs(length), nil, platform) : try uniform(length, platform)
      if problem.usableLevels.isEmpty { continue }
      for limit in 1...3 {
        guard let optimum = Self.optimum(problem, limit) else {
          #expect(throws: PlanningError.self) { try Self.schedule(.hrevolve, problem, limit) }
          continue
        }
        let schedule = try Self.schedule(.hrevolve, problem, limit)
        #expect(schedule.makespanUnits == optimum, "\(limit) \(problem)")
        if case .limitedRuns(limit, let isLeast, nil)? = schedule.caveat {
          limited += 1
          reached += isLeast ? 1 : 0
        }
      }
    }
    #expect(limited >= trials(5) && reached * 10 >= limited * 8, "\(reached) of \(limited)")
  }

  @Test func `with tapes and bytes a short chain gets the best schedule with the limit, if there is one`() throws {
    var random = SeededGenerator(seed: 45)
    var (found, refused) = (0, 0)
    for _ in 0..<trials(25, few: 2) {
      let tapes = Bool.random(using: &random)
      let problem = try random.roomProblem(tapes: tapes, .init(levels: 1...2, lengths: 2...4, temporaries: false))
      let planner: Planner = tapes ? .rotor : .hrevolve
      guard (try? planner.schedule(for: problem)) != nil else { continue }
      for limit in 1...2 {
        let optimum = Self.optimum(problem, limit)
        var options = PlannerOptions()
        options.maxRuns = limit
        let result = Result { () throws(PlanningError) in try planner.schedule(for: problem, options: options) }
        switch result {
        case .success(let schedule):
          expectReplays(schedule)
          #expect(try schedule.statistics().maxStepRuns <= limit)
          #expect(schedule.makespanUnits == optimum, "\(limit) \(problem)")
          found += 1
        case .failure(.tooFewRuns(_, _, let needed, let isLeast)):
          #expect(optimum == nil && isLeast, "\(limit) \(problem)")
          #expect(Self.optimum(problem, needed) != nil && Self.optimum(problem, needed - 1) == nil)
          refused += 1
        case .failure(let error): Issue.record("\(error): \(problem)")
        }
      }
    }
    #expect(found >= trials(16, few: 1) && refused >= trials(1, few: 0), "\(found), \(refused)")
  }

  @Test func `on several levels a longer chain has a bound on the schedules with the limit`() throws {
    let schedule = try Self.schedule(.hrevolve, uniform(33, levels((3, 20, 20), (4, 20, 21)), forward: 10), 2)
    guard case .limitedRuns(2, false, let excess?)? = schedule.caveat else {
      Issue.record("\(String(describing: schedule.caveat))")
      return
    }
    #expect(excess < 500_000)
  }

  @Test func `long chains have an answer with its gap`() throws {
    let disk = levels((10, 0, 0), (nil, 50, 40))
    let free = try Planner.hrevolve.schedule(for: uniform(1_000_000, disk))
    let runs = try free.statistics().maxStepRuns
    let limited = try Self.schedule(.hrevolve, uniform(20_000, disk), 2)
    #expect(limited.caveat == .limitedRuns(2, isLeast: false, excess: nil))
    #expect(runs > 2)
    #expect(throws: PlanningError.tooFewRuns(planner: .revolve, limit: 3, needed: 4, isLeast: true)) {
      try Self.schedule(.revolve, uniform(1000, levels((10, 0, 0))), 3)
    }
    #expect(throws: PlanningError.tooFewRuns(planner: .periodic, limit: 1, needed: 2, isLeast: false)) {
      try Self.schedule(.periodic, uniform(100, levels((40, 0, 0))), 1)
    }
    #expect(try Self.schedule(.revolve, uniform(1000, levels((10, 0, 0))), 4).isOptimal)
  }

  @Test func `a schedule that keeps the limit but costs more than 64 bits hold is not said to be missing`() throws {
    // With two slots no step need run three times, but the second slot costs 2^63 - 1000 to fill and 2000 to empty.
    let dear = try uniform(3, levels((1, 0, 0), (1, Int.max - 1000, 2000)), forward: 0, backward: 0)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) { try Self.schedule(.hrevolve, dear, 2) }
    let three = try Self.schedule(.hrevolve, dear, 3)
    #expect(three.isOptimal && three.makespanUnits == 0)
    // One run of each step asks for a slot for each state.
    #expect(throws: PlanningError.tooFewRuns(planner: .hrevolve, limit: 1, needed: 2, isLeast: true)) {
      try Self.schedule(.hrevolve, dear, 1)
    }
  }
}
