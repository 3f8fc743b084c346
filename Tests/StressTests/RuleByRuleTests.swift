import AdjointSchedules
import TestSupport
import Testing

@testable import adjsched_stress

/// The rules written out, on schedules whose verdict is known by hand.
@Suite struct RuleByRuleTests {
  private func problem() throws -> Problem {
    try Problem(
      chain: Chain(length: 2, forwardCost: .uniform(10), backwardCost: .uniform(100)),
      levels: [Level(name: "memory", slots: 1, writeCost: 2, readCost: 3)])
  }

  private let valid: [Operation] = [
    .write(level: 0, step: 0), .forward(from: 0, to: 2), .backward(step: 2), .read(level: 0, step: 0),
    .forward(from: 0, to: 1), .backward(step: 1), .read(level: 0, step: 0), .backward(step: 0),
    .discard(level: 0, step: 0),
  ]

  @Test func `a valid schedule costs what its operations cost`() throws {
    #expect(RuleByRule.verdict(of: valid, on: try problem()) == .accepted(makespan: 2 + 20 + 300 + 6 + 10))
  }

  @Test func `the first operation that breaks a rule is named`() throws {
    let problem = try problem()
    for index in valid.indices.dropLast() {
      var without = valid
      without.remove(at: index)
      let verdict = RuleByRule.verdict(of: without, on: problem)
      // Without `backward 0` the schedule is unfinished; without any other it stops where that is missed.
      let isUnfinished = valid[index] == .backward(step: 0)
      if isUnfinished {
        #expect(verdict == .unfinished)
      } else if case .rejected(let number) = verdict {
        #expect(number > index, "without operation \(index + 1)")
      } else {
        Issue.record("without operation \(index + 1): \(verdict)")
      }
    }
  }

  @Test func `slots, bytes and tapes run out`() throws {
    let sized = try Problem(
      chain: Chain(length: 1, stateSize: .each([3, 4])), levels: [Level(name: "a", capacity: 6)])
    let fill: [Operation] = [.write(level: 0, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1)]
    #expect(RuleByRule.verdict(of: fill, on: sized) == .rejected(operation: 3))
    let taped = try Problem(
      chain: Chain(length: 1, tapes: Tapes()), levels: [Level(name: "a", slots: 1, writeCost: 5, readCost: 7)])
    let steps: [Operation] = [.tape(level: 0, step: 0), .backward(step: 0)]
    #expect(RuleByRule.verdict(of: steps, on: taped) == .accepted(makespan: 1 + 5 + 1 + 7))
    #expect(RuleByRule.verdict(of: [.write(level: 0, step: 0)] + steps, on: taped) == .rejected(operation: 2))
  }
}
