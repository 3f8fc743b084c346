import AdjointSchedules
import SeededRandom
import TestSupport
import Testing

@testable import adjsched_stress

/// Valid schedules with one operation changed: `verify` and the replay against the rules written out.
@Suite(.slow) struct MutationTests {
  /// What came of many mutants: how often each change was refused, and how often it left a valid schedule.
  private struct Tally {
    var schedules = 0
    var refused: [Mutation: Int] = [:]
    var accepted: [Mutation: Int] = [:]
  }

  /// Compares mutants of random valid schedules of a family's problems.
  private func mutate(_ family: Family, schedules: Int, seed: UInt64) throws -> Tally {
    var random = SeededGenerator(seed: seed)
    var tally = Tally()
    while tally.schedules < schedules {
      guard case .chain(let problem) = try family.specimen(using: &random),
        let operations = RandomSchedule.operations(of: problem, using: &random), !operations.isEmpty
      else { continue }
      tally.schedules += 1
      #expect(throws: Never.self, "\(problem)") { try Mutants.compare(operations, problem, "unchanged") }
      for mutation in Mutation.allCases {
        let mutant = mutation.applied(to: operations, on: problem, using: &random)
        #expect(throws: Never.self, "\(problem)") { try Mutants.compare(mutant, problem, mutation.rawValue) }
        if case .accepted = RuleByRule.verdict(of: mutant, on: problem) {
          tally.accepted[mutation, default: 0] += 1
        } else {
          tally.refused[mutation, default: 0] += 1
        }
      }
    }
    return tally
  }

  @Test(arguments: [Family.tiny, .small, .unequal, .sizes, .tapes, .extreme])
  func `of a thousand schedules, each change is judged alike by verify, the replay and the rules`(
    _ family: Family
  ) throws {
    let tally = try mutate(family, schedules: 1_000, seed: 2_026)
    for mutation in Mutation.allCases {
      #expect(tally.refused[mutation, default: 0] > 50, "\(mutation.rawValue)")
    }
    // Some changes leave a valid schedule: a read for nothing left out, a state discarded earlier.
    #expect(tally.accepted[.delete, default: 0] > 20 && tally.accepted[.swapNeighbours, default: 0] > 20)
  }

  @Test func `schedules of every planner are judged alike when one operation is changed`() throws {
    var random = SeededGenerator(seed: 7)
    var count = 0
    for _ in 0..<400 {
      guard case .chain(let problem) = try Family.small.specimen(using: &random) else { continue }
      for (planner, schedule) in ChainTrial(problem, seed: 1).schedules {
        let operations = Array(schedule)
        for mutation in Mutation.allCases {
          let mutant = mutation.applied(to: operations, on: problem, using: &random)
          #expect(throws: Never.self, "\(planner), \(problem)") {
            try Mutants.compare(mutant, problem, mutation.rawValue)
          }
          count += 1
        }
      }
    }
    #expect(count > 5_000)
  }
}
