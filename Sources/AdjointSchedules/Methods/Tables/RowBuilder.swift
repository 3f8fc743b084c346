/// Fills the rows of one level of a ``LevelTable``: the innermost loops of the level recurrence.
struct RowBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  /// The makespans of one row, by length.
  struct Costs {
    /// P(n, m): x_0 is stored at the level.
    var stored: [Entry]
    /// O(n, m): x_0 is only in the buffer.
    var inBuffer: [Entry]
  }

  let low: [Entry]
  let forwardCost: Entry
  let writeCost: Entry
  let readCost: Entry
  /// The most splits that the rows may compare.
  let candidateLimit: Int
  /// Receives progress updates.
  private let lengthsBetweenReports = 1024

  /// Returns the rows for 1 ... `slots` slots, up to the first that equals its predecessor, and the last O.
  func boundedRows(
    slots: Int, budget: inout TableBudget
  ) throws(PlanningError) -> (rows: [LevelTable.Row], inBuffer: [Entry]) {
    var rows: [LevelTable.Row] = []
    var candidates = 0
    var previous = Costs(stored: [], inBuffer: low)
    while rows.count < slots {
      try budget.spend(bytesPerEntry: 4)
      let (row, costs) = try row(right: previous.inBuffer, number: rows.count + 1, of: slots, after: candidates)
      candidates += row.candidates
      if costs.stored == previous.stored { break }
      rows.append(row)
      previous = costs
    }
    return (rows, previous.inBuffer)
  }

  /// Returns the single row of an unlimited level, whose right parts have the same slots, and its O.
  func unlimitedRow() throws(PlanningError) -> (rows: [LevelTable.Row], inBuffer: [Entry]) {
    let (row, costs) = try row(right: nil, number: 1, of: 1, after: 0)
    return ([row], costs.inBuffer)
  }

  /// Returns the row whose right parts cost `right`, or the row's own costs if nil; `candidates` is the number of
  /// splits compared by the rows before it.
  private func row(
    right: [Entry]?, number: Int, of rows: Int, after candidates: Int
  ) throws(PlanningError) -> (LevelTable.Row, Costs) {
    let count = low.count
    var choices = [UInt32](repeating: 0, count: count)
    var costs = Costs(
      stored: [Entry](repeating: low[0], count: count), inBuffer: [Entry](repeating: low[0], count: count))
    var search = SplitSearch<Entry>(capacity: count)
    if let right {
      for cost in right { search.appendRight(cost) }
    } else {
      search.appendRight(low[0])
    }
    for n in 1..<max(count, 1) {
      if n % lengthsBetweenReports == 0 {
        if candidates + search.candidates > candidateLimit {
          PlanningEffort.meet()
          throw .tooMuchWork(what: .rowSplits, count: candidates + search.candidates, limit: candidateLimit)
        }
        try PlanningProgress.report(.rowLengths(row: number, most: rows), done: n, total: count)
      }
      // The cost of a split after n steps without its right part: n uf + r + P(n - 1, m).
      let travel = Saturating.sum(Saturating.product(Saturating.entry(n), forwardCost), readCost)
      search.appendLeft(Saturating.sum(travel, costs.stored[n - 1]))
      if let (cost, advance) = search.best(n, below: low[n]) {
        choices[n] = UInt32(advance)
        costs.stored[n] = cost
      } else {
        costs.stored[n] = low[n]
      }
      let written = Saturating.sum(writeCost, costs.stored[n])
      if written < low[n] { choices[n] |= LevelTable.Row.storeBit }
      costs.inBuffer[n] = min(written, low[n])
      if right == nil { search.appendRight(costs.inBuffer[n]) }
    }
    return (LevelTable.Row(choices: choices, candidates: search.candidates), costs)
  }
}
