import TestSupport
import Testing

@testable import AdjointSchedules

/// Joins planned by closed forms: against the table where it fits, on the machine, and beyond every table.
@Suite struct JoinWithoutTableTests {
  /// Returns the schedule that is made without a table, replayed.
  private func schedule(_ problem: Problem) throws -> Schedule {
    let junction = try #require(problem.junction)
    let slots = min(problem.levels[0].slots ?? .max, junction.usefulSlots)
    let schedule = try Join.schedule(problem, JoinPlan.withoutTable(junction, slots: slots))
    expectReplays(schedule)
    return schedule
  }

  @Test func `the optimum lies between bound and makespan, and is both for one branch`() throws {
    var (proven, attained, count) = (0, 0, 0)
    for branches in [[1], [2], [9], [40], [1, 1], [7, 7], [3, 20], [20, 3], [5, 6, 7], [1, 9, 4], [3, 3, 3, 3]] {
      for handle in [0, 1, 8, 60] {
        for slots in 2 * branches.count + min(handle, 1)...2 * branches.count + 14 {
          let problem = try Problem(branches: branches, handle: handle, backwardCost: 2, slots: slots)
          let optimum = try Join.plan(problem)
          #expect(optimum.isOptimal)
          let found = try schedule(problem)
          let bound = try #require(found.lowerBoundUnits)
          #expect(bound <= optimum.makespanUnits && optimum.makespanUnits <= found.makespanUnits, "\(problem)")
          if branches.count == 1 { #expect(found.isOptimal, "\(problem)") }
          count += 1
          if found.isOptimal { proven += 1 }
          if found.makespanUnits == optimum.makespanUnits { attained += 1 }
        }
      }
    }
    // Neither is worth much if it is far off: nearly all are attained, most are proven.
    #expect(attained * 100 >= 90 * count, "\(attained) of \(count)")
    #expect(proven * 100 >= 50 * count, "\(proven) of \(count)")
  }

  @Test func `segments of a run share its steps so that the fewest are run again`() {
    for most in 1...6 {
      for count in 1...most {
        // Entry n: the least that is run again when n steps are shared out among the segments so far, by trying all.
        var least = [0] + Array(repeating: Int.max / 2, count: 60)
        for slots in most - count + 1...most {
          least = least.indices.map { steps in
            (1...max(1, steps)).map { own in
              own > steps
                ? Int.max / 2 : least[steps - own] + Int(BinomialPlan.forwardSteps(length: own - 1, slots: slots))
            }.min() ?? Int.max / 2
          }
        }
        for steps in count...60 {
          let run = JoinRun(branch: 0, start: 5, steps: steps, slots: SlotRun(most: most, count: count))
          #expect([run.slots].rerunSteps(steps: Int128(steps)) == Int128(least[steps]))
          let segments = (0..<count).reversed().map(run.segment)
          #expect(segments.first?.start == 5 && segments.reduce(0) { $0 + $1.steps } == steps)
          #expect(zip(segments, segments.dropFirst()).allSatisfy { $0.start + $0.steps == $1.start })
          #expect(segments.allSatisfy { $0.steps >= 1 })
          let again = segments.reduce(Int128(0)) {
            $0 + BinomialPlan.forwardSteps(length: $1.steps - 1, slots: $1.slots)
          }
          #expect(again == Int128(least[steps]))
        }
      }
    }
  }

  @Test func `a join beyond every table is planned at once, without a report of progress`() throws {
    let huge = 1_000_000_000_000_000_000
    let reports = Reports()
    for (problem, makespan) in [
      (try Problem(branches: [7, 256, 100], handle: 4, forwardCost: 0, backwardCost: 2, slots: huge), 736),
      (try Problem(branches: [huge], handle: huge, slots: nil), 4 * huge + 1),
      (try Problem(branches: [100_000], handle: 0, slots: 100), 294_852 + 100_001),
      (try Problem(branches: Array(repeating: 1, count: 30), handle: 100, slots: 70), 255 + 131),
    ] {
      let schedule = try Planner.join.schedule(for: problem, options: PlannerOptions(observer: reports.observer))
      #expect(schedule.makespanUnits == makespan && schedule.isOptimal, "\(problem)")
    }
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Planner.join.schedule(
        for: Problem(branches: [1000, 12, 7], handle: huge, backwardCost: 2, slots: 256),
        options: PlannerOptions(observer: reports.observer))
    }
    #expect(reports.count == 0)
  }

  @Test func `hundreds of branches are planned, with a bound`() throws {
    for (count, slots) in [(31, 100), (200, 500)] {
      let branches = (0..<count).map { 1 + $0 % 7 }
      let schedule = try Planner.join.schedule(for: Problem(branches: branches, handle: 20, slots: slots))
      expectReplays(schedule)
      #expect(schedule.lowerBoundUnits ?? 0 >= 2 * branches.reduce(20, +))
    }
    #expect(throws: ProblemError.self) {
      try Problem(branches: Array(repeating: 1, count: 1001), handle: 0, slots: nil)
    }
  }

  @Test func `a join too large for its table says by how much it may miss`() throws {
    let schedule = try Join.plan(Problem(branches: [3000, 3000], handle: 5, slots: 100))
    let bound = try #require(schedule.lowerBoundUnits)
    #expect(!schedule.isOptimal && bound < schedule.makespanUnits)
    #expect((schedule.makespanUnits - bound) * 200 < bound)
    #expect(schedule.millionthsAbove ?? 0 > 0)
    expectReplays(schedule)
  }

  @Test func `counts of a schedule of 10^17 operations come from closed forms`() throws {
    let schedule = try Join.plan(
      Problem(branches: [3, 10_000_000_000_000_000], handle: 1000, slots: 5000))
    let statistics = try schedule.statistics()
    #expect(statistics.backwardSteps == 10_000_000_000_001_004)
    #expect(statistics.forwardSteps + statistics.backwardSteps == schedule.makespanUnits)
    #expect(statistics.levels[0].peakSlots == 5000)
  }

  @Test func `a table of two long branches looks at few segments and is exact`() throws {
    // The optimum of two branches of 1000 steps and 40 slots lies between 5146 and 5163 forward steps.
    #expect(JoinTable.work(lengths: [1000, 1000], slots: 40) < JoinTable.workLimit)
    for (branches, slots) in [([24, 17], 8), ([30, 9], 7)] {
      let table = try JoinTable(lengths: branches, slots: slots)
      for checkpoints in [2, 3, 5] {
        #expect(table.layers[checkpoints].last == plain(branches, slots, checkpoints), "\(branches) \(checkpoints)")
      }
    }
  }

  /// Returns F(q, L) of two branches by the recurrence written out.
  private func plain(_ branches: [Int], _ slots: Int, _ checkpoints: Int) -> Int {
    let width = branches[1] + 1
    var layer = Array(repeating: Int.max / 2, count: (branches[0] + 1) * width)
    layer[0] = 0
    for stored in 1...checkpoints {
      var next = Array(repeating: Int.max / 2, count: layer.count)
      for first in 0...branches[0] {
        for second in 0...branches[1] {
          let free = slots - (first > 0 ? 1 : 0) - (second > 0 ? 1 : 0) - (stored - 1)
          let index = first * width + second
          for (length, stride) in [(first, width), (second, 1)] where length > 0 {
            for steps in 1...length {
              let again = Int(BinomialPlan.forwardSteps(length: steps - 1, slots: free))
              next[index] = min(next[index], again + layer[index - steps * stride])
            }
          }
        }
      }
      layer = next
    }
    return layer[layer.count - 1]
  }

  /// Counts the reports of a planner.
  private final class Reports: @unchecked Sendable {
    var count = 0
    var observer: PlanningObserver { { _ in self.count += 1 } }
  }
}
