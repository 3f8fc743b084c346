import Testing

@testable import ScheduleFormats

/// The grid of marks, beside a set of numbers.
@Suite struct CellGridTests {
  @Test func `marks, halvings and runs are those of a set`() {
    var random = PictureRandom(state: 7)
    for cells in [1, 2, 63, 64, 65, 200] {
      var grid = CellGrid(lanes: 6, cells: cells)
      var sets = Array(repeating: Set<Int>(), count: 6)
      for round in 0..<200 {
        let lane = Int.random(in: 0..<6, using: &random)
        let first = Int.random(in: 0..<cells, using: &random)
        let last = min(cells - 1, first + Int.random(in: 0...70, using: &random) / 3)
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
          grid.halveCells()
          sets = sets.map { Set($0.map { $0 / 2 }) }
        case 1:
          grid.halveLanes()
          sets = (0..<6).map { $0 < 3 ? sets[2 * $0].union(sets[2 * $0 + 1]) : [] }
        default:
          grid.mark(lane: lane, from: first, through: last)
          sets[lane].formUnion(first...last)
        }
        for gap in [0, 1, 5] {
          for lane in 0..<6 {
            #expect(
              grid.runs(lane: lane, closing: gap) == Self.runs(sets[lane], gap),
              "\(cells) cells, round \(round), lane \(lane), gap \(gap)")
          }
        }
      }
    }
  }

  @Test func `crowded cells are those of a set`() {
    var random = PictureRandom(state: 11)
    for reach in [1, 2, 4] {
      var (grid, repeated) = (CellGrid(lanes: 9, cells: 100), CellGrid(lanes: 9, cells: 100))
      var counts = Array(repeating: Array(repeating: 0, count: 100), count: 9)
      for _ in 0..<12 {
        let lane = Int.random(in: 0..<9, using: &random)
        let first = Int.random(in: 0..<100, using: &random)
        let last = min(99, first + Int.random(in: 0..<50, using: &random))
        grid.mark(lane: lane, from: first, through: last, repeated: &repeated)
        for cell in first...last { counts[lane][cell] += 1 }
      }
      var crowded = grid.crowded(reach: reach, repeated: repeated)
      var expected = (0..<9).map { lane in
        Set(
          (0..<100).filter { cell in
            let near = (max(0, lane - reach)...min(8, lane + reach)).filter { $0 != lane && counts[$0][cell] > 0 }
            return counts[lane][cell] > 1 || counts[lane][cell] > 0 && !near.isEmpty
          })
      }
      for lane in 0..<9 { #expect(crowded.runs(lane: lane) == Self.runs(expected[lane], 0)) }
      crowded.fillBetween(reach: reach)
      let before = expected
      for low in 0..<9 {
        for high in low..<min(9, low + reach + 1) {
          for lane in low...high { expected[lane].formUnion(before[low].intersection(before[high])) }
        }
      }
      for lane in 0..<9 { #expect(crowded.runs(lane: lane) == Self.runs(expected[lane], 0)) }
    }
  }

  private static func runs(_ set: Set<Int>, _ gap: Int) -> [ClosedRange<Int>] {
    set.sorted().reduce(into: []) { runs, cell in
      if let last = runs.last, cell - last.upperBound - 1 <= gap {
        runs[runs.count - 1] = last.lowerBound...cell
      } else {
        runs.append(cell...cell)
      }
    }
  }

  @Test func `states are closed in any order`() {
    var random = PictureRandom(state: 3)
    var open = OpenBars()
    var expected: [Int: Int] = [:]
    for time in 0..<5000 {
      if Bool.random(using: &random), let state = expected.keys.sorted().randomElement(using: &random) {
        #expect(open.close(state) == expected.removeValue(forKey: state), "at \(time)")
      } else {
        let state = Int.random(in: 0..<1000, using: &random)
        if expected[state] != nil { continue }
        open.open(state, at: time)
        expected[state] = time
      }
      #expect(open.count == expected.count)
    }
    #expect(open.close(1000) == nil)
    #expect(open.all.map(\.state) == expected.keys.sorted() && open.all.allSatisfy { expected[$0.state] == $0.start })
  }
}
