import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Certificates of other problems than whole chains on levels in slots. `docs/certificates/trials.py` checks what they prove.
@Suite struct CertifiedKindTests {
  /// Checks that a tiny problem's certificate is no higher than the optimum, and returns whether it reaches it.
  private func reaches(_ problem: Problem, _ planner: Planner) throws -> Bool {
    let certificate = try planner.schedule(for: problem).certificate()
    let optimum = try #require(ExhaustiveSearch(problem: problem).optimum())
    #expect(certificate.lowerBoundUnits <= optimum, "\(problem)")
    return certificate.lowerBoundUnits == optimum
  }

  @Test func `states of one size are certified like slots, at any length`() throws {
    for length in [9, 1000, 1_000_000_000] {
      let chain = Chain(length: length, stateSize: .uniform(7))
      let levels = [
        Level(name: "memory", capacity: 7 * 9 + 6),
        Level(name: "disk", capacity: 7 * 40, writeCost: 2, writeBandwidth: 7, readBandwidth: 1),
      ]
      let problem = try Problem(chain: chain, levels: levels)
      let certificate = try Planner.hrevolve.schedule(for: problem).certificate()
      #expect(certificate.isOptimal, "\(length)")
      #expect(certificate.problem == problem)
    }
  }

  @Test func `sizes that differ are never certified above the optimum`() throws {
    var random = SeededGenerator(seed: 401)
    var (reached, count) = (0, 0)
    for _ in 0..<trials(40, few: 8) {
      let length = Int.random(in: 1...5, using: &random)
      let chain = Chain(
        length: length, forwardCost: .each(random.costs(length)),
        stateSize: .each((0...length).map { _ in Int.random(in: 1...5, using: &random) }))
      let levels = [
        Level(name: "memory", capacity: Int.random(in: 5...12, using: &random)),
        Level(name: "disk", capacity: Int.random(in: 0...9, using: &random), writeCost: 1, readBandwidth: 2),
      ]
      count += 1
      if try reaches(Problem(chain: chain, levels: levels, fractionDigits: 1), .hrevolve) { reached += 1 }
    }
    #expect(reached * 5 >= count * 4, "\(reached) of \(count)")
  }

  @Test func `tapes are never certified above the optimum`() throws {
    var random = SeededGenerator(seed: 402)
    var (reached, count) = (0, 0)
    for _ in 0..<trials(40, few: 8) {
      let length = Int.random(in: 0...4, using: &random)
      let chain = Chain(
        length: length, forwardCost: .each(random.costs(length)), stateSize: .uniform(2),
        tapes: Tapes(
          size: .each((0..<length).map { _ in Int.random(in: 2...6, using: &random) }), adjointCost: .uniform(1)))
      let levels = [
        Level(name: "memory", capacity: Int.random(in: 8...14, using: &random)),
        Level(name: "disk", slots: 1, writeCost: 1, readCost: 2),
      ]
      count += 1
      if try reaches(Problem(chain: chain, levels: levels), .rotor) { reached += 1 }
    }
    #expect(reached * 5 >= count * 4, "\(reached) of \(count)")
  }

  @Test func `joins are certified if they are short`() throws {
    for (branches, handle, slots) in [([2], 0, 2), ([3, 2], 1, 5), ([1, 1], 2, 6), ([2, 2], 0, 4)] {
      let problem = try Problem(branches: branches, handle: handle, slots: slots)
      #expect(try reaches(problem, .join), "\(branches)")
    }
    let long = try Planner.join.schedule(for: Problem(branches: [30, 20], handle: 9, slots: 6)).certificate()
    // 59 steps, and 60 backward steps.
    #expect(!long.isOptimal && long.lowerBoundUnits == 59 + 60)
  }

  @Test func `what is left of a reversal is certified`() throws {
    var random = SeededGenerator(seed: 403)
    var (reached, count) = (0, 0)
    for _ in 0..<trials(60, few: 12) {
      let length = Int.random(in: 1...5, using: &random)
      let due = Int.random(in: 0...length, using: &random)
      let others = (1...length).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      let buffer = Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 0...due, using: &random) : nil
      let problem = try uniform(
        length, levels((1 + others.count, 0, 0), (2, 3, 2)), forward: Int.random(in: 1...5, using: &random))
      let situation = Situation(due: due, stored: [others, [0]], buffer: buffer)
      count += 1
      if try reaches(problem.with(situation: situation), .hrevolve) { reached += 1 }
    }
    #expect(reached * 2 >= count, "\(reached) of \(count)")
  }

  @Test func `a long rest from x_0 alone is certified like a whole chain`() throws {
    let problem = try uniform(1_000_000, levels((5, 0, 0), (8, 50, 50)))
      .with(situation: Situation(due: 900_000, stored: [[], [0]]))
    let certificate = try Planner.hrevolve.schedule(for: problem).certificate()
    let whole = try Planner.hrevolve.schedule(for: uniform(900_000, levels((5, 0, 0), (8, 50, 50))))
    #expect(certificate.lowerBoundUnits == (whole.lowerBoundUnits ?? 0) - 50 + 50)
    #expect(certificate.lowerBoundUnits <= certificate.makespanUnits)
  }

  @Test func `transfers beside the steps are certified on several levels`() throws {
    let levels = [
      Level(name: "memory", slots: 3), Level(name: "host", slots: 9, writeCost: 20, readCost: 20, isOverlapped: true),
      Level(name: "disk", slots: nil, writeCost: 60, readCost: 30, isOverlapped: true),
    ]
    let certificate = try Planner.hrevolve.schedule(for: uniform(500, levels)).certificate()
    guard case .overlap(let proof) = certificate.proof else {
      Issue.record("another kind")
      return
    }
    #expect(proof.shares.count == 2 && proof.offloads.count == 2 && proof.blocks.count == 2)
    #expect(certificate.lowerBoundUnits > 1001 && certificate.lowerBoundUnits <= certificate.makespanUnits)
  }

  @Test func `one overlapped level is certified by the better of its bounds`() throws {
    for (slots, countsSlots) in [(2, true), (10, false)] {
      let schedule = try Planner.hrevolve.schedule(for: overlapped(500, slots, 20, 20, 1, 2))
      let certificate = try schedule.certificate()
      switch certificate.proof {
      case .overlap(let proof):
        #expect(!countsSlots && proof.shares.count == 1)
      case .overlapSlots(let proof):
        #expect(countsSlots && proof.values.count == slots)
      default: Issue.record("\(slots) slots: another kind")
      }
      #expect(certificate.lowerBoundUnits == schedule.lowerBoundUnits)
      #expect(certificate.lowerBoundUnits > 1001 && certificate.lowerBoundUnits <= certificate.makespanUnits)
    }
  }

  @Test func `equal steps with tapes are never certified above the optimum`() throws {
    var random = SeededGenerator(seed: 404)
    var (reached, count, priced) = (0, 0, 0)
    for _ in 0..<trials(60, few: 12) {
      let problem = try random.equalTapes(upTo: 5, largest: 4).problem()
      count += 1
      if try reaches(problem, .rotor) { reached += 1 }
      if let proof = try TapeProof(problem) {
        priced += 1
        #expect(try proof.bound <= #require(ExhaustiveSearch(problem: problem).optimum()), "\(problem)")
      }
    }
    #expect(reached * 5 >= count * 4 && priced * 3 >= count, "\(reached), \(priced) of \(count)")
  }

  @Test(.slow) func `equal steps with tapes are certified by prices`() throws {
    var optimal = 0
    let lines: [ReferenceTapes] = try referenceLines("optimum-uniform-tapes")
    for line in lines {
      let certificate = try Planner.rotor.schedule(for: line.chain.problem()).certificate()
      #expect(certificate.lowerBoundUnits <= line.optimum, "\(line)")
      if certificate.lowerBoundUnits == line.optimum { optimal += 1 }
    }
    #expect(optimal * 2 >= lines.count, "\(optimal)")
  }
}
