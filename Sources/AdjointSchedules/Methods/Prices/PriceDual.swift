/// The maximum earnings of chains of any length if each backward step earns a price, state by state.
///
/// A state is a tier, its free slots m and a number t of advances: the steps of a left part are advanced over once more
/// than those of the whole, so they earn mu_t = lambda - t uf. With V below the lowest tier in closed form:
///
///     U_t(m) = max( low_t, V_t(m-1) - r + U_{t+1}(m) )        x_0 stored
///     V_t(m) = max( low_t, U_t(m) - w ),   V_t(0) = low_t     x_0 in the buffer
///
/// low is the V of the next faster tier with all its slots. No length occurs.
///
/// - Complexity: O(slots x T) operations on 128 bits, T = (lambda - ub - r) / uf with r the cheapest read, since lower
///   prices earn nothing; a tier's rows end where another slot changes nothing. O(T) memory.
struct PriceDual: PricedDual {
  /// The maximum earnings of a state and the chains that attain them.
  struct Cell: Equatable {
    var value: Int128
    /// The fewest and the most backward steps that earn `value`.
    var least: Int
    var most: Int
    /// A common multiple of the changes that free swaps make to the number of backward steps; 0 for none.
    var step: Int

    func better(than other: Cell) -> Cell {
      if value != other.value { return value > other.value ? self : other }
      // If the two differ by a multiple of a known swap, there is nothing new.
      let difference = abs(least - other.least)
      var step = Self.commonMultiple(self.step, other.step)
      if step == 0 || difference % step != 0 { step = Self.commonMultiple(step, difference) }
      return Cell(value: value, least: min(least, other.least), most: max(most, other.most), step: step)
    }

    func paying(_ cost: Int128) -> Cell {
      Cell(value: value - cost, least: least, most: most, step: step)
    }

    func appending(_ other: Cell, paying cost: Int128) -> Cell {
      Cell(
        value: min(value - cost + other.value, PriceBound.value),
        least: min(least + other.least, PriceBound.count), most: min(most + other.most, PriceBound.count),
        step: Self.commonMultiple(step, other.step))
    }

    /// Returns the least common multiple (0 means none), or the greatest common divisor if the multiple is too large to
    /// be useful.
    static func commonMultiple(_ a: Int, _ b: Int) -> Int {
      if a == 0 || b == 0 || a == b { return max(a, b) }
      let divisor = greatestDivisor(a, b)
      let (multiple, overflow) = (a / divisor).multipliedReportingOverflow(by: b)
      return overflow || multiple > 1 << 16 ? divisor : multiple
    }
  }

  let platform: PricedPlatform
  let price: Price
  private let forward: Int128
  private(set) var cells: PricedCells

  /// Reserves the memory of up to four rows: the faster tier's, the current one, and copies made while it changes.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if the states do not fit the memory reserved for them.
  init(platform: PricedPlatform, price: Price, done: Int = 0) throws(PlanningError) {
    self.platform = platform
    self.price = price
    cells = PricedCells(done: done)
    forward = price.scaled(platform.forwardCost)
    let bytes = (Int128(lastAdvance) + 1) * 4 * Int128(MemoryLayout<Cell>.stride)
    try PlanningMemory.reserve(bytes, limit: PriceEngine.memoryLimit)
  }

  /// The largest t at which a step can earn something and that a chain of the wanted length can have.
  ///
  /// This excludes longer chains that would advance over a step more often; f is unchanged up to the wanted length.
  var lastAdvance: Int {
    let margin = price.numerator - price.scaled(platform.turnCost)
    return margin < 0 ? 0 : min(Int(clamping: margin / forward), platform.steps - 1)
  }

  /// Returns the whole chain's cell, or nil if the price is so high that longer chains always earn more.
  ///
  /// - Throws: ``PlanningError/tooMuchWork(what:count:limit:)`` if there are too many cells over all prices.
  mutating func root() throws(PlanningError) -> Cell? {
    var low = baseCells()
    for tier in platform.tiers {
      if tier.isUnlimited {
        let cells = try unlimitedRow(low: low, tier: tier)
        // Another block would earn more than storing it costs.
        if cells.count > 1, cells[1].value > price.scaled(tier.writeCost) + price.scaled(tier.readCost) {
          return nil
        }
        low = inBuffer(stored: cells, low: low, tier: tier)
      } else {
        low = try boundedRows(low: low, tier: tier)
      }
    }
    return low[0]
  }

  /// Returns the cell of a left part on the slowest, unlimited tier: the earnings of another block.
  mutating func block() throws(PlanningError) -> Cell? {
    var low = baseCells()
    for tier in platform.tiers.dropLast() { low = try boundedRows(low: low, tier: tier) }
    let cells = try unlimitedRow(low: low, tier: platform.tiers[platform.tiers.count - 1])
    return cells.count > 1 ? cells[1] : nil
  }

  /// Returns low_t of the lowest tier, for t = 0 ... T.
  private func baseCells() -> [Cell] {
    (0...lastAdvance).map { baseCell(advance: $0) }
  }

  /// Returns the value of low_t of the lowest tier.
  func baseValue(advance: Int) -> Int128 { baseCell(advance: advance).value }

  private func baseCell(advance: Int) -> Cell {
    let mu = price.numerator - Int128(advance) * forward
    let curve = platform.base
    let margin = mu - price.scaled(curve.backwardCost)
    if curve.slots == 0 || margin < forward {
      let value = margin + price.scaled(curve.discount)
      return Cell(value: value, least: 1, most: 1, step: 0)
    }
    let repetitions = Int(clamping: margin / forward)
    let most = curve.steps(repetitions: repetitions)
    guard let cost = curve.cost(repetitions: repetitions) else {
      return Cell(value: PriceBound.value, least: PriceBound.count, most: PriceBound.count, step: 0)
    }
    let (earned, isTooMuch) = mu.multipliedReportingOverflow(by: Int128(most))
    let value = isTooMuch ? PriceBound.value : min(earned - cost * Int128(price.denominator), PriceBound.value)
    if margin % forward != 0 { return Cell(value: value, least: most, most: most, step: 0) }
    return Cell(value: value, least: curve.steps(repetitions: repetitions - 1), most: most, step: 1)
  }

  private mutating func boundedRows(low: [Cell], tier: PricedPlatform.Tier) throws(PlanningError) -> [Cell] {
    let write = price.scaled(tier.writeCost)
    let read = price.scaled(tier.readCost)
    var row = low
    for _ in 0..<tier.slots {
      var changed = false
      // U_{t+1}(m): nothing is worth a split at the lowest price.
      var left = low[low.count - 1]
      try cells.add(low.count)
      for t in stride(from: low.count - 2, through: 0, by: -1) {
        let stored = low[t].better(than: row[t].appending(left, paying: read))
        let cell = low[t].better(than: stored.paying(write))
        if cell != row[t] {
          row[t] = cell
          changed = true
        }
        left = stored
      }
      if !changed { break }
    }
    return row
  }

  /// Returns U_t with unlimited slots, for prices at which a second nested block gains nothing.
  private mutating func unlimitedRow(low: [Cell], tier: PricedPlatform.Tier) throws(PlanningError) -> [Cell] {
    let read = price.scaled(tier.readCost)
    var stored = low
    try cells.add(low.count)
    for t in stride(from: low.count - 2, through: 0, by: -1) {
      stored[t] = low[t].better(than: low[t].appending(stored[t + 1], paying: read))
    }
    return stored
  }

  private func inBuffer(stored: [Cell], low: [Cell], tier: PricedPlatform.Tier) -> [Cell] {
    let write = price.scaled(tier.writeCost)
    let storing = write + price.scaled(tier.readCost)
    var cells = low
    for t in low.indices {
      cells[t] = low[t].better(than: stored[t].paying(write))
      if t + 1 < low.count, stored[t + 1].value == storing {
        // At the largest price any number of blocks earns the same.
        cells[t].most = PriceBound.count
        cells[t].step = Cell.commonMultiple(low[t].step, Cell.commonMultiple(stored[t + 1].least, stored[t + 1].step))
      }
    }
    return cells
  }
}
