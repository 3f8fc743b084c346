/// Fills the rows of one level of a ``MultiResolutionTable``, scale by scale.
///
/// Sixteen intervals of one length that start at successive units are filled together. With more slots, each row
/// overwrites the previous one, block by block from the first unit, since a split reads the previous row only at later
/// units. On an unlimited level a row reads itself at later units and shorter intervals, and blocks run from last to
/// first.
struct MultiResolutionBuilder {
  typealias Row = MultiResolutionTable.Row
  typealias Lanes = SIMD16<Float>

  let sums: MultiResolutionSums
  let writeCost: Float
  let readCost: Float
  let isUnlimited: Bool
  /// The most rows.
  let slots: Int
  /// The sums compared so far.
  private(set) var work: Int
  let workLimit: Int

  private var grid: DyadicGrid { sums.grid }
  private var isWide: Bool { grid.width > 128 }

  init(
    sums: MultiResolutionSums, level: Level, isUnlimited: Bool, work: Int, workLimit: Int
  ) {
    self.sums = sums
    (writeCost, readCost) = (Float(level.writeCost), Float(level.readCost))
    self.isUnlimited = isUnlimited
    slots = isUnlimited ? 1 : level.slots ?? 1
    (self.work, self.workLimit) = (work, workLimit)
  }

  /// Returns the rows of each scale, and of the intervals that end with the chain.
  mutating func fill(
    _ suffix: inout MultiResolutionSuffix, _ memory: inout MemoryBudget
  ) throws(PlanningError) -> (rows: [[Row]], suffixes: [MultiResolutionSuffix.Row]) {
    sums.beginLevel()
    suffix.beginLevel()
    var rows = [[Row]](repeating: [], count: grid.scales.count)
    var suffixes: [MultiResolutionSuffix.Row] = []
    // The scales below this one no longer change.
    var firstActive = 0
    while suffixes.count < slots {
      let number = suffixes.count + 1
      try PlanningProgress.report(.tabulatedRows, done: number, total: slots)
      var firstChanged = rows.count
      for scale in firstActive..<rows.count {
        try spend(scale)
        try memory.spend(Int128(grid.scales[scale].ownLengths * grid.scales[scale].stride * (isWide ? 2 : 1)))
        let row = fillRow(scale, number)
        if row.hasChanged { firstChanged = min(firstChanged, scale) }
        rows[scale].append(row.row)
      }
      work += grid.scales.reduce(0) { $0 + $1.ownLengths * $1.count }
      try memory.spend(Int128(2 * grid.stateCount))
      let row = suffix.fillRow(self, row: number)
      if firstChanged == rows.count && !row.hasChanged {
        // Equal right parts give equal rows from here on, and entering the level costs O.
        for scale in firstActive..<rows.count { rows[scale].removeLast() }
        break
      }
      suffixes.append(row.row)
      firstActive = max(firstActive, firstChanged)
    }
    return (rows, suffixes)
  }

  /// Counts the sums of one row of a scale before they are compared.
  private mutating func spend(_ number: Int) throws(PlanningError) {
    let scale = grid.scales[number]
    if scale.ownLengths == 0 { return }
    let splits = (scale.shortest + scale.longest - 2) * scale.ownLengths / 2
    work += splits * scale.count
    try PlanningEffort.checkTime()
    if work > workLimit { throw .tooMuchWork(what: .intervalSplits, count: work, limit: workLimit) }
  }

  /// Fills a row of one scale, for the given number of slots.
  private func fillRow(_ number: Int, _ slots: Int) -> (row: Row, hasChanged: Bool) {
    let scale = grid.scales[number]
    let entries = scale.ownLengths * scale.stride
    var row = Row(low: [UInt8](repeating: 0, count: entries), high: [UInt8](repeating: 0, count: isWide ? entries : 0))
    var hasChanged = false
    if isUnlimited { sums.refineInBuffer(number, units: 0..<scale.count) }
    let blocks = (scale.count + DyadicGrid.lanes - 1) / DyadicGrid.lanes
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 2 * (scale.longest + 1)) { buffers in
      row.low.withUnsafeMutableBufferPointer { low in
        row.high.withUnsafeMutableBufferPointer { high in
          let left = address(buffers.baseAddress)
          let block = MultiResolutionBlock(
            builder: self, number: number, row: slots, left: left, results: left + (scale.longest + 1), low: low,
            high: high)
          for index in 0..<blocks {
            let unit = (isUnlimited ? blocks - 1 - index : index) * DyadicGrid.lanes
            if block.fill(from: unit) { hasChanged = true }
          }
        }
      }
    }
    return (row, hasChanged)
  }
}
