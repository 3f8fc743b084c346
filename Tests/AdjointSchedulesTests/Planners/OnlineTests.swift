import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct OnlineTests {
  @Test func `a running simulation never stores more than it has slots for, and always x_0`() {
    for slots in 1...8 {
      var checkpoints = OnlineCheckpoints(slots: slots)
      var stored: Set<Int> = []
      for step in 0...500 {
        let advice = checkpoints.reach()
        if let freed = advice.free {
          #expect(freed > 0 && stored.remove(freed) != nil, "m = \(slots), x_\(step)")
        }
        if advice.store { stored.insert(step) }
        #expect(stored.count <= slots && stored.contains(0), "m = \(slots), x_\(step)")
        #expect(checkpoints.stored == stored.sorted(), "m = \(slots), x_\(step)")
      }
    }
  }

  @Test func `when the chain ends, Revolve is matched while every state fits`() throws {
    for length in 0...6 {
      let problem = try uniform(length, levels((6, 0, 0)))
      let schedule = try Online.plan(problem)
      #expect(schedule.isOptimal && schedule.makespanUnits == 2 * length + 1)
    }
  }

  /// The paper does not count the slot of x_0: its promise holds against Revolve with one slot less. With equal slots, in
  /// this project's count, one more run of a step is possible: l = 5 with two slots is the smallest case.
  @Test func `the repetition number is at most that of Revolve with one slot less, and at most one above Revolve's`()
    throws
  {
    var worst = 0
    for slots in 2...8 {
      for length in 1...400 {
        let problem = try uniform(length, levels((slots, 0, 0)))
        let online = try Online.plan(problem, options: PlannerOptions(lowerBound: 0)).statistics()
        let revolve = try Revolve.plan(problem).statistics()
        let fewer = try Revolve.plan(try uniform(length, levels((slots - 1, 0, 0)))).statistics()
        worst = max(worst, online.maxStepRuns - revolve.maxStepRuns)
        #expect(online.maxStepRuns <= fewer.maxStepRuns, "l = \(length), m = \(slots)")
        #expect(online.forwardSteps >= revolve.forwardSteps, "l = \(length), m = \(slots)")
      }
    }
    #expect(worst == 1)
    let smallest = try Online.plan(try uniform(5, levels((2, 0, 0)))).statistics()
    #expect(smallest.maxStepRuns == 3)
  }
}
