/// Fills the rows of one level of an ``IntervalLevelTable``: the innermost loops of its recurrence.
struct IntervalRowBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  let forwardCosts: [Entry]
  let sizes: [Int]
  let writeCost: Entry
  let readCost: Entry
  /// O(k, j, m) of the current row, by interval; those with the same end are adjacent, since splits run over k.
  private let right: IntervalCosts<Entry>
  /// The least of O(k, j, m) in each block of states k, by j, then by block; nil where O does not increase with k.
  private let minima: IntervalCosts<Entry>?
  private let blocks: Int

  init(forwardCosts: [Entry], sizes: [Int], writeCost: Entry, readCost: Entry, intervals: Int, isFalling: Bool) {
    (self.forwardCosts, self.sizes) = (forwardCosts, sizes)
    (self.writeCost, self.readCost) = (writeCost, readCost)
    blocks = forwardCosts.count / IntervalSplitScan<Entry>.blockSize + 1
    right = IntervalCosts(repeating: 0, count: intervals)
    minima = isFalling ? nil : IntervalCosts(repeating: 0, count: blocks * (forwardCosts.count + 1))
  }

  /// Returns the row for `free` units besides x_i, and its costs P.
  ///
  /// Starts run from last to first, since a split needs O of later starts and P of its own. For a state of size 0, O
  /// depends on this row's P, otherwise on that of an earlier row.
  ///
  /// - Parameters:
  ///   - unit: The unit of progress, for the observer.
  ///   - earlier: Returns the costs of the row with the given number of free units.
  func row(
    free: Int, low: IntervalCosts<Entry>, unit: ProgressUnit, earlier: (Int) -> IntervalCosts<Entry>?
  ) throws(PlanningError) -> (row: IntervalLevelTable.Row, costs: IntervalCosts<Entry>) {
    let length = forwardCosts.count
    let count = IntervalSpace.row(length, length: length) + length + 1
    let costs = IntervalCosts<Entry>(repeating: 0, count: count)
    var choices = [UInt16](repeating: 0, count: count)
    var left = [Entry](repeating: 0, count: length + 1)
    minima?.withEntries { $0.update(repeating: Saturating.unreachable) }
    enter(length, 0, at: length)
    try left.withUnsafeMutableBufferPointer { left throws(PlanningError) in
      try choices.withUnsafeMutableBufferPointer { choices throws(PlanningError) in
        try low.withEntries { low throws(PlanningError) in
          try costs.withEntries { own throws(PlanningError) in
            for start in (0..<length).reversed() {
              try PlanningProgress.report(unit, done: length - start, total: length)
              fillStart(start, low: low, own: own, left: left, choices: choices)
              let size = sizes[start]
              let source = size == 0 ? costs : size <= free ? earlier(free - size) : nil
              fillBuffer(start, low: low, source: source, choices: choices)
            }
          }
        }
      }
    }
    return (IntervalLevelTable.Row(free: free, choices: IntervalChoices(choices: choices)), costs)
  }

  /// Fills P of the intervals that start at x_start, shorter ones first.
  ///
  /// Not inlined, so that what stands around it does not change the registers of its loops: that cost a seventh once.
  @inline(never)
  private func fillStart(
    _ start: Int, low: UnsafeMutableBufferPointer<Entry>, own: UnsafeMutableBufferPointer<Entry>,
    left: UnsafeMutableBufferPointer<Entry>, choices: UnsafeMutableBufferPointer<UInt16>
  ) {
    if let minima {
      minima.withEntries { scan(start, minima: UnsafePointer(address($0.baseAddress)), low, own, left, choices) }
    } else {
      scan(start, minima: nil, low, own, left, choices)
    }
  }

  /// Inlined, so that without minima nothing asks for them.
  @inline(__always)
  private func scan(
    _ start: Int, minima: UnsafePointer<Entry>?, _ low: UnsafeMutableBufferPointer<Entry>,
    _ own: UnsafeMutableBufferPointer<Entry>, _ left: UnsafeMutableBufferPointer<Entry>,
    _ choices: UnsafeMutableBufferPointer<UInt16>
  ) {
    let row = IntervalSpace.row(start, length: forwardCosts.count)
    right.withEntries { right in
      let (left, right) = (address(left.baseAddress), address(right.baseAddress))
      var travel = readCost
      // P(i, j - 1, m), and its split.
      var stored: Entry = 0
      var split = start + 1
      for end in start + 1...forwardCosts.count {
        travel = Saturating.sum(travel, forwardCosts[end - 1])
        left[end] = Saturating.sum(travel, stored)
        stored = low[row + end]
        if let best = IntervalSplitScan<Entry>.best(
          left: left, right: right + IntervalSpace.column(end), minima: minima.map { $0 + end * blocks },
          first: start + 1, last: end, guess: split, below: stored)
        {
          stored = best.cost
          split = best.split
          choices[row + end] = UInt16(truncatingIfNeeded: split - start)
        }
        own[row + end] = stored
      }
    }
  }

  /// Fills O of the intervals that start at x_start, from the costs P after storing it, if it fits.
  private func fillBuffer(
    _ start: Int, low: UnsafeMutableBufferPointer<Entry>, source: IntervalCosts<Entry>?,
    choices: UnsafeMutableBufferPointer<UInt16>
  ) {
    let row = IntervalSpace.row(start, length: forwardCosts.count)
    enter(start, 0, at: start)
    for end in start + 1...forwardCosts.count {
      var cost = low[row + end]
      if let source {
        let written = Saturating.sum(writeCost, source[row + end])
        if written < cost {
          cost = written
          choices[row + end] |= IntervalChoices.storeBit
        }
      }
      enter(start, cost, at: end)
    }
  }

  /// Records O(start, end, m).
  private func enter(_ start: Int, _ cost: Entry, at end: Int) {
    right[IntervalSpace.column(end) + start] = cost
    guard let minima else { return }
    let block = end * blocks + start / IntervalSplitScan<Entry>.blockSize
    minima[block] = min(minima[block], cost)
  }
}
