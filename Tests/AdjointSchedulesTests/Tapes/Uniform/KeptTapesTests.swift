import TestSupport
import Testing

@testable import AdjointSchedules

/// Equal tapes that all fit one level: counted without replay, and generated in memory independent of their number.
@Suite struct KeptTapesTests {
  private func problem(
    _ length: Int, state: Int?, tape: Int, level: Level, temporary: (forward: Int, backward: Int)? = nil
  ) throws -> Problem {
    try Problem(
      chain: Chain(
        length: length, forwardCost: .uniform(2), stateSize: state.map(StepSize.uniform),
        tapes: Tapes(size: state == nil ? nil : .uniform(tape), adjointCost: .uniform(3)),
        forwardTemporary: temporary.map { .uniform($0.forward) },
        backwardTemporary: temporary.map { .uniform($0.backward) }), levels: [level])
  }

  @Test func `the counts are those of the replay, for all small sizes and levels`() throws {
    var counted = 0
    for length in 0...9 {
      for (state, tape) in (0...3).flatMap({ state in (0...3).map { (state, $0) } }) {
        for factor in [DecimalCost.one, DecimalCost(5, fractionDigits: 1)] {
          for temporary in [nil, (0, 0), (2, 1), (1, 3)] as [(Int, Int)?] {
            for bandwidth in [nil, 2] {
              for capacity in 0...length * tape + 4 {
                let level = Level(
                  name: "memory", capacity: capacity, writeCost: 1, readCost: 2, writeBandwidth: bandwidth,
                  sizeFactor: factor)
                let problem = try problem(length, state: state, tape: tape, level: level, temporary: temporary)
                guard let kept = KeptTapesPlan(equal: problem) else { continue }
                expectReplays(try kept.schedule(.rotor))
                #expect(kept.statistics(ofReplayOn: problem) == (try kept.statistics(length: length, levelCount: 1)))
                counted += 1
                if capacity % 3 > 0 { continue }
                let schedule = try Rotor.plan(problem)
                #expect(schedule.isOptimal)
                expectReplays(schedule)
              }
            }
          }
        }
      }
      for slots in 1...length + 2 {
        for size in [nil, 0, 2] as [Int?] {
          let level = Level(name: "memory", slots: slots, writeCost: 1)
          guard let schedule = try? Rotor.plan(problem(length, state: size, tape: 3, level: level)) else { continue }
          expectReplays(schedule)
        }
      }
    }
    #expect(counted > 5000)
  }

  /// No replay of so many steps would end.
  @Test func `as many tapes as there may be are counted and begun at once`() throws {
    let length = Chain.maximumLength
    for (level, temporary) in [
      (Level(name: "memory", capacity: 7), nil), (Level(name: "memory", capacity: 7), (3, 4)),
      (Level(name: "memory", slots: nil), nil), (Level(name: "memory", capacity: 7, writeBandwidth: 1), nil),
      (Level(name: "memory", capacity: 7, sizeFactor: DecimalCost(5, fractionDigits: 1)), nil),
    ] as [(Level, (Int, Int)?)] {
      let schedule = try Rotor.plan(problem(length, state: 5, tape: 0, level: level, temporary: temporary))
      let statistics = try schedule.statistics()
      #expect(statistics.forwardSteps == length && statistics.operations == 2 * length)
      #expect(statistics.levels[0].peakBytes == (temporary == nil ? 0 : 4) && statistics.levels[0].peakSlots == length)
      #expect(schedule.isOptimal && Array(schedule.prefix(2)) == [.tape(level: 0, step: 0), .tape(level: 0, step: 1)])
    }
  }

  @Test func `a run of tapes takes one entry of the generator, whatever its length`() throws {
    let steps = 100_000
    let plan = UniformTapePlan(decisions: MixedPlan(level: 0, slots: steps, length: steps), level: 0, bytes: nil)
    var generator = UniformTapePlan<MixedPlan>.Generator(plan: plan, length: steps)
    var batch: [Operation] = []
    var count = 0
    repeat {
      batch.removeAll(keepingCapacity: true)
      generator.generate(into: &batch)
      count += batch.count
      #expect(generator.pending.count <= 1)
    } while !batch.isEmpty
    #expect(count == 2 * steps)
  }
}

extension KeptTapesPlan {
  fileprivate func statistics(ofReplayOn problem: Problem) -> Statistics? {
    try? Statistics(replaying: operations(length: problem.chain.length), on: problem)
  }
}
