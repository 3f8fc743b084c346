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
    // Entry j - 1 is j uf + r + P(j-1, m): all that a split after j steps costs but its right part.
    var advanced = [UInt](repeating: 0, count: count)
    // The right parts backwards, so that both operands of the inner minimum are read in the same direction.
    var reversed = [UInt](repeating: low[0], count: count)
    if let right {
      for n in 0..<count { reversed[count - 1 - n] = right[n] }
    }
    for n in 1..<max(count, 1) {
      let travel = SaturatingCost.sum(SaturatingCost.product(UInt(n), forwardCost), readCost)
      advanced[n - 1] = SaturatingCost.sum(travel, costs.stored[n - 1])
      let (split, advance) = Self.bestSplit(advanced, reversed, offset: count - n, count: n)
      if split < low[n] {
        choices[n] = UInt32(advance)
        costs.stored[n] = split
      } else {
        costs.stored[n] = low[n]
      }
      let written = SaturatingCost.sum(writeCost, costs.stored[n])
      if written < low[n] { choices[n] |= LevelTable.Row.storeBit }
      costs.inBuffer[n] = min(written, low[n])
      if right == nil { reversed[count - 1 - n] = costs.inBuffer[n] }
    }
    return (LevelTable.Row(choices: choices), costs)
  }

  /// Returns the least left[i] + right[offset + i] over i < `count`, and the greatest i + 1 where it is attained.
  private static func bestSplit(
    _ left: [UInt], _ right: [UInt], offset: Int, count: Int
  ) -> (cost: UInt, advance: Int) {
    var best = UInt.max
    for i in 0..<count {
      best = min(best, left[i] + right[offset + i])
    }
    var i = count - 1
    while left[i] + right[offset + i] != best { i -= 1 }
    return (best, i + 1)
  }
}
