/// A grid of marks for items too small to draw individually.
///
/// A lane is a column of the picture for lines, a row for bars.
struct CellGrid {
  let lanes: Int
  /// The number of cells per lane.
  let cells: Int
  private let wordsPerLane: Int
  private var words: [UInt64]

  init(lanes: Int, cells: Int) {
    self.lanes = lanes
    self.cells = cells
    wordsPerLane = (cells + 63) / 64
    words = Array(repeating: 0, count: lanes * wordsPerLane)
  }

  /// Marks the cells `first` ... `last` of a lane.
  ///
  /// - Complexity: O(cells / 64), a word at a time.
  mutating func mark(lane: Int, from first: Int, through last: Int) {
    let start = lane * wordsPerLane
    for word in first / 64...last / 64 {
      let low = UInt64(max(first - word * 64, 0))
      let high = UInt64(min(last - word * 64, 63))
      words[start + word] |= (UInt64.max << low) & (UInt64.max >> (63 - high))
    }
  }

  /// Marks the cells `first` ... `last` of a lane and records in `repeated` those already marked.
  mutating func mark(lane: Int, from first: Int, through last: Int, repeated: inout CellGrid) {
    for run in runs(lane: lane) where run.overlaps(first...last) {
      repeated.mark(lane: lane, from: max(run.lowerBound, first), through: min(run.upperBound, last))
    }
    mark(lane: lane, from: first, through: last)
  }

  /// Returns the marked cells with another one within `reach` lanes, and those in `repeated`.
  func crowded(reach: Int, repeated: CellGrid) -> CellGrid {
    var crowded = repeated
    for lane in 0..<lanes {
      for other in max(0, lane - reach)...min(lanes - 1, lane + reach) where other != lane {
        for word in 0..<wordsPerLane {
          crowded.words[lane * wordsPerLane + word] |=
            words[lane * wordsPerLane + word] & words[other * wordsPerLane + word]
        }
      }
    }
    return crowded
  }

  /// Marks every cell between two marked ones that are at most `reach` lanes apart.
  mutating func fillBetween(reach: Int) {
    let before = words
    for lane in 0..<lanes {
      for other in lane + 1..<max(lane + 1, min(lanes, lane + reach + 1)) {
        for word in 0..<wordsPerLane {
          let both = before[lane * wordsPerLane + word] & before[other * wordsPerLane + word]
          if both == 0 { continue }
          for between in lane + 1..<other { words[between * wordsPerLane + word] |= both }
        }
      }
    }
  }

  /// Merges each two neighbouring lanes; the upper half is then empty.
  mutating func halveLanes() {
    var halved = Array(repeating: UInt64(0), count: words.count)
    for lane in 0..<lanes {
      for word in 0..<wordsPerLane {
        halved[lane / 2 * wordsPerLane + word] |= words[lane * wordsPerLane + word]
      }
    }
    words = halved
  }

  /// Merges each two neighbouring cells of every lane; the upper half is then empty.
  mutating func halveCells() {
    var halved = CellGrid(lanes: lanes, cells: cells)
    for lane in 0..<lanes {
      for run in runs(lane: lane) { halved.mark(lane: lane, from: run.lowerBound / 2, through: run.upperBound / 2) }
    }
    self = halved
  }

  /// Returns the marked cells of a lane as runs, in increasing order; gaps of at most `gap` cells count as marked.
  ///
  /// - Complexity: O(cells / 64 + runs before gaps are closed).
  func runs(lane: Int, closing gap: Int = 0) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    var cell = 0
    while let first = next(marked: true, lane, from: cell) {
      let end = next(marked: false, lane, from: first) ?? cells
      if let last = runs.last, first - last.upperBound - 1 <= gap {
        runs[runs.count - 1] = last.lowerBound...(end - 1)
      } else {
        runs.append(first...(end - 1))
      }
      cell = end
    }
    return runs
  }

  /// Returns the first marked, or unmarked, cell from `cell` on.
  private func next(marked: Bool, _ lane: Int, from cell: Int) -> Int? {
    guard cell < cells else { return nil }
    var mask = UInt64.max << UInt64(cell % 64)
    for word in cell / 64..<wordsPerLane {
      let bits = words[lane * wordsPerLane + word]
      let found = (marked ? bits : ~bits) & mask
      if found != 0 {
        let cell = word * 64 + found.trailingZeroBitCount
        return cell < cells ? cell : nil
      }
      mask = .max
    }
    return nil
  }
}
