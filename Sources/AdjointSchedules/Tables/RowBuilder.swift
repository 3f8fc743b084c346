/// Fills the rows of one level of a ``LevelTable``: the innermost loops of the level recurrence.
struct RowBuilder {
  /// The makespans of one row, by length.
  struct Costs {
    /// P(n, m): x_0 is stored at the level.
    var stored: [UInt]
    /// O(n, m): x_0 is only in the buffer.
    var inBuffer: [UInt]
  }

  let low: [UInt]
  let forwardCost: UInt
  let writeCost: UInt
  let readCost: UInt

  /// Returns the rows for 1 ... `slots` slots, up to the first that equals its predecessor, and the last O.
  func boundedRows(
    slots: Int, budget: inout TableBudget
  ) throws(PlanningError) -> (rows: [LevelTable.Row], inBuffer: [UInt]) {
    var rows: [LevelTable.Row] = []
    var previous = Costs(stored: [], inBuffer: low)
    while rows.count < slots {
      try budget.spend(bytesPerLength: 4)
      let (row, costs) = row(right: previous.inBuffer)
      if costs.stored == previous.stored { break }
      rows.append(row)
      previous = costs
    }
    return (rows, previous.inBuffer)
  }

  /// Returns the single row of a level without a bound, in which the right part has the same slots, and its O.
  func unlimitedRow() -> (rows: [LevelTable.Row], inBuffer: [UInt]) {
    let (row, costs) = row(right: nil)
    return ([row], costs.inBuffer)
  }

  /// Returns the row whose right parts cost `right`, or, when that is nil, what the row itself says.
  private func row(right: [UInt]?) -> (LevelTable.Row, Costs) {
    let count = low.count
    var choices = [UInt32](repeating: 0, count: count)
    var costs = Costs(
      stored: [UInt](repeating: low[0], count: count), inBuffer: [UInt](repeating: low[0], count: count))
    var search = SplitSearch(capacity: count)
    if let right {
      for cost in right { search.appendRight(cost) }
    } else {
      search.appendRight(low[0])
    }
    for n in 1..<max(count, 1) {
      // All that a split after n steps costs but its right part: n uf + r + P(n - 1, m).
      let travel = SaturatingCost.sum(SaturatingCost.product(UInt(n), forwardCost), readCost)
      search.appendLeft(SaturatingCost.sum(travel, costs.stored[n - 1]))
      if let (cost, advance) = search.best(n, below: low[n]) {
        choices[n] = UInt32(advance)
        costs.stored[n] = cost
      } else {
        costs.stored[n] = low[n]
      }
      let written = SaturatingCost.sum(writeCost, costs.stored[n])
      if written < low[n] { choices[n] |= LevelTable.Row.storeBit }
      costs.inBuffer[n] = min(written, low[n])
      if right == nil { search.appendRight(costs.inBuffer[n]) }
    }
    return (LevelTable.Row(choices: choices, candidates: search.candidates), costs)
  }
}
