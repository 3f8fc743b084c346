/// Fills the rows of one level of an ``IntervalLevelTable``: the innermost loops of the level recurrence.
struct IntervalRowBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  /// low(i, j), by interval.
  let low: [Entry]
  let forwardCosts: [Entry]
  let writeCost: Entry
  let readCost: Entry

  /// Returns the row whose right parts cost `right`, or the row's own costs if nil; and its O.
  ///
  /// Starts run from last to first, since a split needs later starts in `right` and P of its own start, so P is kept
  /// for only one start.
  func row(
    right: [Entry]?, number: Int, of rows: Int
  ) throws(PlanningError) -> (row: IntervalChoices, inBuffer: [Entry]) {
    var choices = [UInt16](repeating: 0, count: low.count)
    // These zeros are the costs of single-state intervals.
    var inBuffer = [Entry](repeating: 0, count: low.count)
    // left[k] = f(i, k) + r + P(i, k - 1, m) for the current start i.
    var left = [Entry](repeating: 0, count: forwardCosts.count + 1)
    let what = "states of row \(number), of at most \(rows)"
    try left.withUnsafeMutableBufferPointer { left throws(PlanningError) in
      try choices.withUnsafeMutableBufferPointer { choices throws(PlanningError) in
        try inBuffer.withUnsafeMutableBufferPointer { inBuffer throws(PlanningError) in
          if let right {
            try right.withUnsafeBufferPointer { right throws(PlanningError) in
              try fill(what, right: address(right.baseAddress), left: left, choices: choices, inBuffer: inBuffer)
            }
          } else {
            let own = UnsafePointer(address(inBuffer.baseAddress))
            try fill(what, right: own, left: left, choices: choices, inBuffer: inBuffer)
          }
        }
      }
    }
    return (IntervalChoices(choices: choices), inBuffer)
  }

  private func fill(
    _ what: String, right: UnsafePointer<Entry>, left: UnsafeMutableBufferPointer<Entry>,
    choices: UnsafeMutableBufferPointer<UInt16>, inBuffer: UnsafeMutableBufferPointer<Entry>
  ) throws(PlanningError) {
    let length = forwardCosts.count
    for start in (0..<length).reversed() {
      try PlanningProgress.report(what, done: length - start, total: length)
      fillStart(start, right: right, left: left, choices: choices, inBuffer: inBuffer)
    }
  }

  /// Fills the intervals that start at x_start, shorter ones first.
  private func fillStart(
    _ start: Int, right: UnsafePointer<Entry>, left: UnsafeMutableBufferPointer<Entry>,
    choices: UnsafeMutableBufferPointer<UInt16>, inBuffer: UnsafeMutableBufferPointer<Entry>
  ) {
    let leftBase = UnsafePointer(address(left.baseAddress))
    var travel = readCost
    // P(i, j - 1, m), and its split.
    var stored: Entry = 0
    var split = start + 1
    for end in start + 1..<left.count {
      travel = Saturating.sum(travel, forwardCosts[end - 1])
      left[end] = Saturating.sum(travel, stored)
      let column = IntervalSpace.column(end)
      let limit = low[column + start]
      var choice: UInt16 = 0
      if let best = IntervalSplitScan.best(
        left: leftBase, right: right + column, first: start + 1, last: end, guess: split,
        below: limit)
      {
        stored = best.cost
        split = best.split
        choice = UInt16(truncatingIfNeeded: split - start)
      } else {
        stored = limit
      }
      let written = Saturating.sum(writeCost, stored)
      if written < limit { choice |= IntervalChoices.storeBit }
      choices[column + start] = choice
      inBuffer[column + start] = min(written, limit)
    }
  }
}
