import ScheduleFormats
import Testing

@testable import AdjointSchedules

@Suite struct ProblemErrorTests {
  private let chain = Chain(length: 1)
  private let sized = Chain(length: 1, stateSize: .uniform(2))

  private func expect(
    _ field: ProblemField, _ reason: ProblemError.Reason, _ text: String, _ make: () throws -> some Any
  ) {
    let error = #expect(throws: ProblemError(field: field, reason: reason)) { try make() }
    #expect(error?.description == text)
  }

  @Test func `sizes and bandwidths that cannot be are named`() {
    expect(.level(0, .capacity), .negative, "levels[0].capacity must be at least 0") {
      try Problem(chain: sized, levels: [Level(name: "m", capacity: -1)])
    }
    expect(.level(0, .sizeFactor), .zero, "levels[0].sizeFactor must be above 0") {
      try Problem(chain: sized, levels: [Level(name: "m", capacity: 9, sizeFactor: .zero)])
    }
    expect(.level(0, .sizeFactor), .sizeOverflow, "levels[0].sizeFactor makes a size that does not fit 64 bits") {
      try Problem(
        chain: Chain(length: 1, stateSize: .uniform(.max)),
        levels: [Level(name: "m", capacity: 9, sizeFactor: DecimalCost(2))])
    }
    expect(.level(0, .writeBandwidth), .belowOneByte, "levels[0].writeBandwidth must be at least 1 byte") {
      try Problem(chain: sized, levels: [Level(name: "m", capacity: 9, writeBandwidth: 0)])
    }
    expect(
      .level(0, .readBandwidth), .transferOverflow,
      "levels[0].readBandwidth makes a cost that does not fit 64 bits; use larger units of cost, or give the bandwidth in larger ones"
    ) {
      try Problem(
        chain: Chain(length: 1, stateSize: .uniform(.max)),
        levels: [Level(name: "m", slots: 9, readBandwidth: 1)], fractionDigits: 9)
    }
    expect(
      .chain(.stateSize), .sizeMissing(.state, level: 0, .capacity),
      "chain.stateSize is missing; levels[0] has a capacity, so give the size of a state"
    ) { try Problem(chain: chain, levels: [Level(name: "m", capacity: 9)]) }
    expect(
      .chain(.tapeSize), .sizeMissing(.tape, level: 0, .capacity),
      "chain.tapeSize is missing; levels[0] has a capacity, so give the size of a tape"
    ) {
      try Problem(
        chain: Chain(length: 1, stateSize: .uniform(2), tapes: Tapes()), levels: [Level(name: "m", capacity: 9)])
    }
    expect(
      .chain(.forwardTemporary), .fastestLevelNotInBytes,
      "chain.forwardTemporary needs levels[0], the fastest level, to have a capacity in bytes"
    ) { try Problem(chain: Chain(length: 1, forwardTemporary: .uniform(1)), levels: [Level(name: "m", slots: 9)]) }
  }

  @Test func `a level that shares a capacity names another that has one`() {
    let memory = Level(name: "m", capacity: 9)
    expect(.level(1, .sharesCapacityWith), .sharesWithNoOther, "levels[1].sharesCapacityWith must name another level") {
      try Problem(chain: sized, levels: [memory, Level(name: "z", sharesCapacityWith: 1)])
    }
    expect(
      .level(1, .sharesCapacityWith), .sharesNoCapacity,
      "levels[1].sharesCapacityWith must name a level that has a capacity of its own"
    ) { try Problem(chain: sized, levels: [Level(name: "m", slots: 9), Level(name: "z", sharesCapacityWith: 0)]) }
    func stated(_ levels: ProblemDescription.Level...) -> ProblemDescription {
      var description = ProblemDescription(length: 1, levels: levels)
      description.stateSize = .uniform(2)
      return description
    }
    let stores = ProblemDescription.Level(name: "m", slots: nil, capacity: 9)
    var sharer = ProblemDescription.Level(name: "z", slots: nil)
    sharer.sharesCapacityWith = .name("n")
    expect(
      .level(1, .sharesCapacityWith), .unknownName,
      "levels[1].sharesCapacityWith names no other level; give the name of the level whose capacity it uses"
    ) { try stated(stores, sharer).problem() }
    sharer.sharesCapacityWith = .name("m")
    expect(
      .level(2, .sharesCapacityWith), .ambiguousName,
      "levels[2].sharesCapacityWith names several levels; give levels names of their own"
    ) { try stated(stores, stores, sharer).problem() }
    sharer.capacity = 3
    expect(
      .level(1, .sharesCapacityWith), .sharesBesideOwn,
      "levels[1].sharesCapacityWith does not go with slots or capacity: the level uses the other's bytes"
    ) { try stated(stores, sharer).problem() }
  }

  @Test func `a join has branches, one free memory and one cost of a step`() {
    expect(.branches, .empty(.branch), "join.branches is empty; give at least one branch") {
      try Problem(branches: [], handle: 0, slots: 3)
    }
    expect(
      .branches, .tooManyEntries(1001, limit: 1000), "join.branches has 1001 entries; at most 1000 are planned"
    ) { try Problem(branches: Array(repeating: 1, count: 1001), handle: 0, slots: nil) }
    expect(.handleLength, .outside(0...Chain.maximumLength), "join.handle.length must be from 0 to 1000000000000000000")
    {
      try Problem(branches: [1], handle: -1, slots: 3)
    }
    var description = ProblemDescription(length: 0, levels: [.init(slots: 3, writeCost: .one)])
    description.branches = [1, 1]
    expect(.levels, .notOneFreeMemory, "levels must be one memory in slots, free to write and to read") {
      try description.problem()
    }
    description.levels = [.init(slots: 3)]
    description.forwardCost = .each([.one, .zero])
    expect(
      .join(.forwardCost), .notOneCost, "join.forwardCost must be one cost: the steps of a join all cost the same"
    ) { try description.problem() }
  }
}
