import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct IntervalLevelTableTests {
  @Test func `the rows are the amounts that stored states leave, and no others`() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<400 {
      let sizes = random.sizes(Int.random(in: 1...8, using: &random))
      let capacity = Int.random(in: 0...30, using: &random)
      let entering = Bool.random(using: &random) ? 1 : sizes.count
      let grid = SizeGrid(capacity: capacity, sizes: sizes, unit: Int.random(in: 1...3, using: &random))
      var amounts: Set<Int> = []
      for stored in 1..<(1 << sizes.count) {
        let states = sizes.indices.filter { stored & 1 << $0 != 0 }
        if states[0] >= entering || grid.free[states[0]] < 0 { continue }
        var free = grid.free[states[0]]
        for state in states.dropFirst() { free -= grid.sizes[state] }
        if free >= 0 { amounts.insert(free) }
      }
      #expect(grid.rows(entering: entering, limit: 1000) == amounts.sorted(), "\(sizes) in \(capacity)")
      #expect(amounts.isEmpty || grid.rows(entering: entering, limit: amounts.count - 1) == nil)
    }
  }

  @Test func `what fits a grid fits the bytes, and one of the common unit is exact`() throws {
    var random = SeededGenerator(seed: 43)
    for _ in 0..<300 {
      let scale = Int.random(in: 1...1000, using: &random)
      let sizes = random.sizes(12, upTo: 40).map { $0 * scale }
      let capacity = Int.random(in: 0...200, using: &random) * scale + Int.random(in: 0..<scale, using: &random)
      let limit = Int.random(in: 2...40, using: &random)
      let grid = try #require(SizeGrid.fitting(capacity: capacity, sizes: sizes, entering: 12, rowLimit: limit))
      let unit = try #require(grid.unit)
      #expect(grid.rows(entering: 12, limit: limit) != nil)
      for (state, size) in sizes.enumerated() {
        #expect(grid.sizes[state] * unit >= size && (grid.sizes[state] - 1) * unit < size)
        #expect((grid.free[state] < 0) == (size > capacity))
        #expect(grid.free[state] < 0 || grid.free[state] * unit + size <= capacity)
      }
      #expect(SizeGrid.fitting(capacity: capacity, sizes: sizes, entering: 12, rowLimit: 1) == nil)
    }
    #expect(SizeGrid.fitting(capacity: 99, sizes: [6, 10, 4], entering: 1, rowLimit: 99)?.unit == 2)
  }

  @Test func `one level costs what a full scan of the recurrence says`() throws {
    var random = SeededGenerator(seed: 44)
    for _ in 0..<150 {
      let costs = random.costs(Int.random(in: 1...45, using: &random))
      let sizes = random.sizes(costs.count)
      let level = bytes(
        Int.random(in: sizes[0]...50, using: &random), .random(in: 0...30, using: &random),
        .random(in: 0...30, using: &random))
      let grid = try #require(
        SizeGrid.fitting(capacity: level.capacity ?? 0, sizes: sizes, entering: 1, rowLimit: 1000))
      let table = try IntervalLevelTable(forwardCosts: costs, places: [.init(index: 0, level: level, grid: grid)])
      var plain = PlainSizeRecurrence(costs, sizes, level)
      #expect(Int(table.optimum) == plain.inBuffer(0, costs.count, level.capacity ?? 0), "\(costs) \(sizes) \(level)")
    }
  }

  @Test func `rows end where more room changes nothing`() throws {
    let costs = Array(repeating: 3, count: 30)
    let sizes = (0...29).map { 1 + $0 % 4 }
    let level = bytes(70, 40, 40)
    let grid = SizeGrid(capacity: 70, sizes: sizes, unit: 1)
    let table = try IntervalLevelTable(forwardCosts: costs, places: [.init(index: 0, level: level, grid: grid)])
    let all = grid.rows(entering: 1, limit: 1000)?.count ?? 0
    #expect(table.tiers[0].rows.count < all / 2)
    var plain = PlainSizeRecurrence(costs, sizes, level)
    #expect(Int(table.optimum) == plain.inBuffer(0, 30, 70))
  }

  @Test func `states of one byte take what a slot holds`() throws {
    var random = SeededGenerator(seed: 45)
    for _ in 0..<60 {
      let costs = random.costs(Int.random(in: 1...40, using: &random))
      let platform = random.platform(hierarchical: true).enumerated().map { (index: $0.offset, level: $0.element) }
        .filter { $0.level.slots != 0 }
      if platform.isEmpty { continue }
      let places = platform.map { entry in
        let grid = entry.level.slots.map {
          SizeGrid(capacity: $0, sizes: Array(repeating: 1, count: costs.count), unit: 1)
        }
        return IntervalLevelTable.TierInput(
          index: entry.index, level: entry.level, grid: grid ?? SizeGrid(slots: nil, length: costs.count))
      }
      let table = try IntervalLevelTable(forwardCosts: costs, places: places)
      let slots = try IntervalLevelTable(forwardCosts: costs, levels: platform)
      #expect(table.optimum == slots.optimum)
    }
  }

  @Test func `a table beyond its limits is refused with numbers`() {
    let costs = Array(repeating: 1, count: 100)
    let place = IntervalLevelTable.TierInput(index: 0, level: bytes(50), grid: SizeGrid(slots: 50, length: 100))
    #expect(throws: PlanningError.tableTooLarge(bytes: 5151 * 23, limit: 5151 * 22)) {
      try IntervalLevelTable(
        forwardCosts: costs, places: [place], limits: IntervalLevelTable.Limits(memory: 5151 * 22, entries: 5151 * 50))
    }
    #expect(
      throws: PlanningError.tooMuchWork(what: .tableEntries, count: 5151 * 50, limit: 5151 * 20)
    ) {
      try IntervalLevelTable(
        forwardCosts: costs, places: [place], limits: IntervalLevelTable.Limits(memory: 1 << 30, entries: 5151 * 20))
    }
  }
}
