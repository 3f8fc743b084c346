import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct CertificateTests {
  /// Returns the certificate's bound, after a check that its values dominate the recurrence, by the inequalities of
  /// docs/certificates.md.
  private func checkedBound(_ schedule: Schedule) throws -> Int {
    let certificate = try schedule.certificate()
    if case .prices(let proof) = certificate.proof {
      let sorted = proof.order.map { schedule.problem.levels[$0] }
      let chain = schedule.problem.chain
      let forward = Int128(chain.forwardCost.common ?? 0) * Int128(proof.denominator)
      let steps = chain.length + 1
      let mu = (0...proof.priceCount).map { proof.numerator - Int128($0) * forward }
      #expect(proof.tiers.allSatisfy { tier in !tier.isEmpty })
      for rows in proof.tiers {
        for (index, row) in rows.enumerated() {
          #expect(row.stored.count == proof.priceCount && row.buffer.count == proof.priceCount)
          #expect(zip(row.stored, row.buffer).allSatisfy { $0 >= $1 })
          // Another slot never earns less.
          if index > 0 { #expect(zip(row.stored, rows[index - 1].stored).allSatisfy { $0 >= $1 }) }
        }
      }
      let least = Int128(sorted.map(\.readCost).min() ?? 0) * Int128(proof.denominator)
      #expect(proof.tiers.isEmpty || proof.priceCount >= steps || mu[proof.priceCount] <= least)
    }
    return certificate.lowerBoundUnits
  }

  @Test func `the reference optima of hierarchical platforms are certified`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-hierarchical")
    #expect(lines.count == 160)
    for line in lines {
      let schedule = try Planner.hrevolve.schedule(for: line.problem())
      #expect(try checkedBound(schedule) == line.optimum)
    }
  }

  @Test func `on any platform what is certified is never above the reference optimum`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-any-platform")
    #expect(lines.count == 60)
    for line in lines {
      let schedule = try Planner.hrevolve.schedule(for: line.problem())
      #expect(try checkedBound(schedule) <= line.optimum)
    }
  }

  @Test func `what is certified is the optimum that an exhaustive search finds`() throws {
    var random = SeededGenerator(seed: 91)
    for _ in 0..<trials(60) {
      let platform = random.platform(hierarchical: true, maxSlots: 3)
      if platform.allSatisfy({ $0.slots == 0 }) { continue }
      let problem = try uniform(
        Int.random(in: 0...6, using: &random), platform, forward: Int.random(in: 0...5, using: &random),
        backward: Int.random(in: 0...5, using: &random))
      let schedule = try Planner.hrevolve.schedule(for: problem)
      let optimum = try #require(ExhaustiveSearch(problem: problem).optimum())
      #expect(schedule.makespanUnits == optimum)
      #expect(try checkedBound(schedule) == optimum)
    }
  }

  private struct UnequalLine: Decodable {
    var forward: [Int]
    var backward: [Int]
    var levels: [ReferenceLine.Platform]
    var optimum: Int
  }

  @Test(.slow)
  func `of steps that differ and of transfers that overlap no more is certified than the reference optimum`()
    throws
  {
    var reached = 0
    for line in try referenceLines("optimum-unequal-steps") as [UnequalLine] {
      let problem = try unequal(line.forward, line.backward, ReferenceLine.levels(line.levels))
      let certificate = try Planner.hrevolve.schedule(for: problem).certificate()
      #expect(certificate.lowerBoundUnits <= line.optimum)
      if certificate.lowerBoundUnits == line.optimum { reached += 1 }
    }
    #expect(reached >= 60, "\(reached)")
    reached = 0
    for line in try referenceLines("optimum-overlap") as [ReferenceLine] {
      let certificate = try Planner.hrevolve.schedule(for: line.problem()).certificate()
      #expect(certificate.lowerBoundUnits <= line.optimum)
      if certificate.lowerBoundUnits == line.optimum { reached += 1 }
    }
    #expect(reached >= 35, "\(reached)")
  }

  @Test func `layers certify the bound of steps that differ`() throws {
    var random = SeededGenerator(seed: 92)
    for _ in 0..<trials(20) {
      let costs = random.costs(Int.random(in: 20...200, using: &random)).map { $0 + 1 }
      let platform = levels((3, 0, 0), (4, 9, 5), (nil, 20, 20))
      let schedule = try Planner.hrevolve.schedule(for: unequal(costs, nil, platform))
      let certificate = try schedule.certificate()
      let bound = try LayerCakeBound(
        costs, levels: schedule.problem.usableLevels, makespan: Int128(schedule.makespanUnits - costs.count - 1)
      ).best()
      #expect(certificate.lowerBoundUnits == bound + costs.count + 1)
      #expect(certificate.lowerBoundUnits <= schedule.makespanUnits)
    }
  }

  @Test func `heuristics are certified against the same bound`() throws {
    let problem = try uniform(200, levels((3, 0, 0), (nil, 7, 5)), forward: 2)
    let optimum = try Planner.hrevolve.schedule(for: problem).makespanUnits
    let schedule = try Planner.twoLevel.schedule(for: problem)
    let certificate = try schedule.certificate()
    #expect(certificate.lowerBoundUnits == optimum && certificate.makespanUnits == schedule.makespanUnits)
    #expect(!certificate.isOptimal && (certificate.excess ?? 0) > 0)
  }

  /// The numbers in a certificate.
  private func size(_ certificate: Certificate) -> Int {
    guard case .prices(let proof) = certificate.proof else { return 0 }
    let rows = proof.tiers.joined().reduce(0) {
      $0 + $1.stored.count + $1.buffer.count + $1.storedLosses.count + $1.bufferLosses.count
    }
    return rows + proof.losses.reduce(0) { $0 + 6 * $1.count }
  }

  @Test func `its size does not grow with the length`() throws {
    let platform = levels((5, 0, 0), (8, 50, 50), (4, 200, 200))
    for (length, most) in [(100_000, 2_000), (1_000_000_000, 2_000), (1_000_000_000_000, 8_000)] {
      let certificate = try Planner.hrevolve.schedule(for: uniform(length, platform)).certificate()
      #expect(certificate.isOptimal)
      #expect(size(certificate) <= most, "\(length): \(size(certificate))")
    }
    let free = try Planner.revolve.schedule(for: uniform(1_000_000_000_000_000_000, levels((1_000_000, 0, 0))))
    #expect(try free.certificate().isOptimal && size(free.certificate()) == 0)
  }

  @Test func `a single slot needs no values, whatever the steps cost`() throws {
    for problem in [
      try uniform(1_000_000, levels((1, 7, 3))), try unequal([3, 0, 8, 1], [1, 2, 3, 4, 5], levels((1, 2, 1))),
      try uniform(0, levels((1, 7, 3))), try uniform(9, levels((1, 7, 3), (2, 8, 4)), forward: 0),
    ] {
      let certificate = try Planner.hrevolve.schedule(for: problem).certificate()
      #expect(certificate.isOptimal && size(certificate) == 0)
    }
  }
}
