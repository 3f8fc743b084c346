import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Problems at the edges of what can be asked.
@Suite struct PriceEdgeCaseTests {
  /// Plans every length up to 60 and compares with the table, the replay and the statistics.
  private func expectOptimal(
    _ platform: [Level], forward: Int = 1, backward: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let optimum = try optima(60, platform, forward: forward, backward: backward)
    for length in 0...60 {
      let (result, schedule) = try planByPrices(uniform(length, platform, forward: forward, backward: backward))
      #expect(
        result.makespan == optimum[length] && result.isExact, "l = \(length), \(describe(platform))",
        sourceLocation: sourceLocation)
      expectReplays(schedule, sourceLocation: sourceLocation)
    }
  }

  @Test func `free forward steps`() throws {
    try expectOptimal(levels((2, 0, 0), (3, 5, 4)), forward: 0)
    try expectOptimal(levels((2, 3, 1), (nil, 5, 4)), forward: 0)
  }

  @Test func `free backward steps and free everything`() throws {
    try expectOptimal(levels((2, 0, 0), (3, 5, 4)), backward: 0)
    try expectOptimal(levels((2, 0, 0), (3, 0, 0)), forward: 0, backward: 0)
  }

  @Test func `one slot, and more slots than steps`() throws {
    try expectOptimal(levels((1, 0, 0)))
    try expectOptimal(levels((1, 7, 3)))
    try expectOptimal(levels((1, 7, 3), (1, 9, 9)), forward: 2)
    try expectOptimal(levels((500, 7, 3), (1000, 9, 9)), forward: 2)
  }

  @Test func `unlimited levels at any position`() throws {
    try expectOptimal(levels((nil, 0, 0)))
    try expectOptimal(levels((nil, 0, 2), (3, 1, 2)))
    try expectOptimal(levels((nil, 6, 2), (3, 7, 2)), forward: 3)
    try expectOptimal(levels((2, 0, 0), (nil, 6, 2), (3, 7, 2)), forward: 3)
    try expectOptimal(levels((1, 1, 0), (2, 6, 2), (nil, 7, 2)), forward: 3)
  }

  @Test func `equal levels are used as one`() throws {
    try expectOptimal(levels((1, 0, 0), (2, 0, 0), (2, 0, 0)))
    try expectOptimal(levels((1, 0, 0), (2, 5, 1), (2, 5, 1), (1, 5, 1)), forward: 2)
    try expectOptimal(levels((1, 4, 1), (2, 4, 1), (nil, 4, 1)), forward: 2)
  }

  @Test func `levels without slots are passed over`() throws {
    try expectOptimal(levels((0, 0, 0), (2, 5, 1), (0, 6, 6), (2, 9, 9)))
    #expect(throws: PlanningError.noSlot(length: 3)) { try planByPrices(uniform(3, levels((0, 0, 0)))) }
    #expect(try planByPrices(uniform(0, [])).result.makespan == 1)
  }

  @Test func `reads that cost where writes are free`() throws {
    try expectOptimal(levels((2, 0, 3)), forward: 2)
    try expectOptimal(levels((2, 0, 3), (2, 0, 5), (2, 8, 5)), forward: 2)
  }

  @Test func `costs near the end of 64 bits are planned or refused, never wrong`() throws {
    let large = 1 << 54
    try expectOptimal(levels((2, 0, 0), (3, large, large / 3)), forward: large / 7, backward: 5)
    let huge = 1 << 60
    for length in [1, 2, 5, 50, 1_000_000] {
      let problem = try uniform(length, levels((2, huge, huge), (3, huge, huge + 9)), forward: huge, backward: huge)
      do {
        let (result, schedule) = try planByPrices(problem)
        #expect(length <= 5 && result.isExact)
        expectReplays(schedule)
      } catch PlanningError.overflow {
        #expect(length > 1)
      }
    }
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try planByPrices(uniform(Chain.maximumLength, levels((1, 0, 0), (2, 3, 3))))
    }
  }

  @Test func `a level that is too dear for 64 bits is left alone`() throws {
    for length in [1, 2, 30, 1_000_000_000] {
      for slots in [1, 100] where slots > 1 || length < 100 {
        let alone = try Revolve.plan(uniform(length, levels((slots, 0, 0))))
        for (write, read) in [(0, Int.max - 2), (Int.max, Int.max), (1 << 62, 1 << 62)] {
          for disk in [2, nil] {
            let schedule = try HRevolve.plan(uniform(length, levels((slots, 0, 0), (disk, write, read))))
            #expect(
              schedule.makespanUnits == alone.makespanUnits && schedule.isOptimal, "l = \(length), \(write), \(read)")
          }
        }
      }
    }
  }

  @Test func `the largest scale on which a makespan fits 64 bits changes nothing but the scale`() throws {
    var random = SeededGenerator(seed: 63)
    var planned = 0
    while planned < 100 {
      let platform = random.platform(hierarchical: true, maxSlots: 20, maxCost: 30).filter { $0.slots != 0 }
      let length = Int.random(in: 1000...(1 << Int.random(in: 10...38, using: &random)), using: &random)
      guard !platform.isEmpty, let original = try? planByPrices(uniform(length, platform)).result, original.isExact
      else { continue }
      let scale = (Int.max - 1) / original.makespan
      let scaled = platform.map {
        Level(name: $0.name, slots: $0.slots, writeCost: scale * $0.writeCost, readCost: scale * $0.readCost)
      }
      let (result, _) = try planByPrices(uniform(length, scaled, forward: scale, backward: scale))
      #expect(result.makespan == scale * original.makespan && result.isExact, "l = \(length), \(describe(platform))")
      planned += 1
    }
  }

  @Test func `a makespan of 2^63 - 1 is refused by the closed form, the windows and the plans that are cut`() throws {
    var windows = 0
    // The second and third are planned in closed form; an effort that is spent at once leaves a longer chain's plan, cut.
    for platform in [levels((1, 1, 0), (2, 3, 1)), levels((1, 0, 0)), levels((1, 3, 2)), levels((2, 0, 0), (2, 4, 3))] {
      for effort in [PriceEngine.Effort.standard, PriceEngine.Effort(exactPairs: 0, thinnedPairs: 0)] {
        for length in 1...200 {
          let (original, _) = try planByPrices(uniform(length, platform), effort: effort)
          let whole = Int.max / original.makespan
          guard whole * original.makespan == .max else { continue }
          if original.work.windows > 0 { windows += 1 }
          for scale in [whole, whole - 1] {
            let scaled = platform.map {
              Level(name: $0.name, slots: $0.slots, writeCost: scale * $0.writeCost, readCost: scale * $0.readCost)
            }
            let makespan = Result {
              try planByPrices(uniform(length, scaled, forward: scale, backward: scale), effort: effort).result.makespan
            }
            let refused = PlanningError.overflow(quantity: .makespan)
            switch makespan {
            case .success(let makespan): #expect(scale < whole && makespan == scale * original.makespan)
            case .failure(let error): #expect(scale == whole && error as? PlanningError == refused)
            }
          }
        }
      }
    }
    #expect(windows > 0)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try planByPrices(uniform(1, levels((1, 0, 0)), forward: .max, backward: 0))
    }
  }

  @Test func `the longest chain`() throws {
    let (result, schedule) = try planByPrices(uniform(Chain.maximumLength, levels((9, 0, 0), (nil, 9, 7)), backward: 0))
    #expect(result.isExact)
    #expect(try schedule.statistics().backwardSteps == Chain.maximumLength + 1)
  }

  @Test func `thinned functions give a schedule and prove nothing`() throws {
    for (length, platform, pieces) in [
      (436, levels((1, 3200, 6127), (4, 21_247, 31_717)), 4), (436, levels((1, 3200, 6127), (4, 21_247, 31_717)), 16),
      (62, levels((2, 249, 245), (3, 512, 353)), 2), (62, levels((2, 249, 245), (3, 512, 353)), 4),
    ] {
      let problem = try uniform(length, platform)
      let (exact, _) = try planByPrices(problem)
      let optimum = try optima(length, platform, forward: 1, backward: 1)[length]
      #expect(exact.isExact && exact.makespan == optimum)
      let effort = PriceEngine.Effort(exactPairs: 1, thinnedPairs: 2_000_000, thinnedPieces: pieces)
      let (result, schedule) = try planByPrices(problem, effort: effort)
      #expect(result.makespan >= optimum, "l = \(length), \(describe(platform))")
      #expect(result.lowerBound <= optimum && !result.isExact, "l = \(length), \(describe(platform))")
      expectReplays(schedule)
    }
  }

  @Test func `an effort that is spent leaves a valid schedule and a bound`() throws {
    var random = SeededGenerator(seed: 44)
    let effort = PriceEngine.Effort(exactPairs: 1, thinnedPairs: 2_000, thinnedPieces: 4)
    var missed = 0
    for _ in 0..<60 {
      let platform = random.platform(hierarchical: true, maxSlots: 6).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let optimum = try optima(150, platform, forward: 3, backward: 2)
      for length in stride(from: 1, through: 150, by: 9) {
        let (result, schedule) = try planByPrices(uniform(length, platform, forward: 3, backward: 2), effort: effort)
        #expect(result.lowerBound <= optimum[length] && optimum[length] <= result.makespan)
        if !result.isExact { missed += 1 }
        expectReplays(schedule)
      }
    }
    #expect(missed > 100)
  }
}
