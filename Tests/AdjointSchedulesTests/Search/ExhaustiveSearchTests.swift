import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The planners against the search that knows nothing of them.
@Suite(.slow) struct ExhaustiveSearchTests {
  @Test func `the search finds the optima of the model's worked examples`() throws {
    #expect(ExhaustiveSearch(problem: try uniform(0, [])).optimum() == 1)
    #expect(ExhaustiveSearch(problem: try uniform(1, [])).optimum() == nil)
    #expect(ExhaustiveSearch(problem: try uniform(3, levels((2, 0, 0)))).optimum() == 8)
    #expect(ExhaustiveSearch(problem: try uniform(4, levels((1, 1, 0), (1, 1, 0)))).optimum() == 13)
  }

  @Test func `Revolve equals the search on all small problems`() throws {
    for length in 0...9 {
      for slots in 1...4 {
        for (forward, backward) in [(1, 1), (3, 2), (0, 1), (2, 0)] {
          let problem = try uniform(length, levels((slots, 0, 0)), forward: forward, backward: backward)
          #expect(
            try Revolve.plan(problem).makespanUnits == ExhaustiveSearch(problem: problem).optimum(), "\(problem)")
        }
      }
    }
  }

  @Test func `Disk-Revolve equals the search on all small problems`() throws {
    for length in 0...5 {
      for memory in 0...3 {
        for disk in [1, 2, nil] {
          for (write, read) in [(0, 0), (2, 3), (9, 1), (0, 4)] {
            let problem = try uniform(
              length, levels((memory, 0, 0), (disk, write, read)), forward: 3, backward: 2)
            #expect(
              try DiskRevolve.plan(problem).makespanUnits == ExhaustiveSearch(problem: problem).optimum(), "\(problem)")
          }
        }
      }
    }
  }

  @Test func `H-Revolve equals the search on all small two-level problems`() throws {
    for length in 0...5 {
      for memory in 0...2 {
        for disk in [0, 1, 2, nil] {
          for (w0, r0, w1, r1) in [(0, 0, 2, 3), (0, 0, 0, 1), (1, 0, 1, 0), (1, 2, 4, 2), (3, 1, 0, 5), (2, 4, 5, 0)] {
            let problem = try uniform(length, levels((memory, w0, r0), (disk, w1, r1)), forward: 2)
            let optimum = ExhaustiveSearch(problem: problem).optimum()
            if let optimum {
              #expect(try HRevolve.plan(problem).makespanUnits == optimum, "\(problem)")
            } else {
              #expect(throws: PlanningError.noSlot(length: length)) { try HRevolve.plan(problem) }
            }
          }
        }
      }
    }
  }

  @Test func `H-Revolve equals the search on random platforms of up to three levels`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<250 {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 2, maxCost: 9)
      let length = Int.random(in: 1...5, using: &random)
      let problem = try uniform(
        length, platform, forward: .random(in: 0...4, using: &random),
        backward: .random(in: 0...4, using: &random))
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else { continue }
      #expect(try HRevolve.plan(problem).makespanUnits == optimum, "\(problem)")
    }
  }

  @Test func `a makespan of 2^63 - 1 is found by the search and refused by every planner and engine alike`() throws {
    let refused = PlanningError.overflow(quantity: .makespan)
    for (length, forward, last) in [
      (0, 1, Int.max), (0, 1, Int.max - 1), (1, 1, Int.max - 4), (1, 1, Int.max - 5), (1, .max, 0), (1, .max - 1, 0),
    ] {
      for write in [0, 1] where forward == 1 || write == 0 {
        let problem = try Problem(
          chain: Chain(
            length: length, forwardCost: .uniform(forward), backwardCost: .each(length == 0 ? [last] : [0, last])),
          levels: levels((1, write, 0)))
        let optimum = try #require(ExhaustiveSearch(problem: problem).optimum())
        for planner in [Planner.hrevolve, .storeNone, .multistage] {
          let makespan = Result { () throws(PlanningError) in try planner.schedule(for: problem).makespanUnits }
          #expect(makespan == (optimum < .max ? .success(optimum) : .failure(refused)), "\(planner), \(problem)")
        }
        guard let costs = problem.chain.backwardCost.common ?? (last == 0 ? 0 : nil) else { continue }
        let uniform = try uniform(length, problem.levels, forward: forward, backward: costs)
        let makespan = Result { () throws(PlanningError) in try HRevolve.plan(uniform).makespanUnits }
        #expect(makespan == (optimum < .max ? .success(optimum) : .failure(refused)), "\(uniform)")
      }
    }
  }
}
