/// The loss functions of every state at one price, within one window.
///
/// For each state, N backward steps earn value(N) = V - loss(N) at its price mu_t. The recurrence of ``PriceDual``
/// holds for each N separately, with sums of functions instead of sums and envelopes instead of maxima.
struct LossTables: Sendable {
  /// A state's maximum earnings, and the loss of each number of steps relative to them.
  struct Cell: Equatable, Sendable {
    var value: Int128
    var loss: LossFunction
  }

  /// One tier with one number of free slots, by t.
  struct Row: Sendable {
    /// U_t(m): x_0 is stored at the tier.
    var stored: [Cell]
    /// V_t(m): x_0 is only in the buffer.
    var inBuffer: [Cell]
  }

  let platform: PricedPlatform
  let price: Price
  let window: Int
  let period: Int
  /// Entry t is the state below the lowest tier.
  private(set) var base: [Cell] = []
  /// By tier, then by free slots - 1; more slots than rows change nothing. An unlimited tier has one row.
  private(set) var rows: [[Row]] = []
  /// True if pairs or memory ran out before the functions were complete.
  private(set) var isExhausted = false
  /// True if it was memory; tiers are then missing.
  private(set) var isTooLarge = false
  private var memory = MemoryBudget(limit: PriceEngine.memoryLimit)
  /// The offsets in the sums at U_t and so on are differences of values.
  private var calculator: LossCalculator
  /// The last t at which a step can pay off within the window.
  private let lastAdvance: Int

  init(
    _ platform: PricedPlatform, _ hull: PriceHull, window: Int, limit: Int?, pieceLimit: Int?, pairLimit: Int,
    watch: (@Sendable (Int) -> Void)?, work: inout PriceWork
  ) throws(PlanningError) {
    self.platform = platform
    price = hull.price
    self.window = window
    // Where Revolve's own curve is flat there are long runs.
    let base = hull.price.numerator - hull.price.scaled(platform.base.backwardCost)
    let forward = hull.price.scaled(platform.forwardCost)
    period = hull.period(window: window, forward: forward, isFlat: platform.base.slots > 0 && base % forward == 0)
    calculator = LossCalculator(
      period: period, limit: limit ?? platform.steps, window: window, pieceLimit: pieceLimit, pairLimit: pairLimit,
      watch: watch)
    let margin = price.numerator - price.scaled(platform.turnCost) + Int128(window)
    lastAdvance =
      margin < 0
      ? 0 : min(Int(clamping: margin / price.scaled(platform.forwardCost)), platform.steps - 1)
    do throws(PlanningError) {
      try fill()
    } catch {
      guard case .tableTooLarge = error else { throw error }
      isTooLarge = true
    }
    isExhausted = isTooLarge || calculator.isExhausted
    work.add(calculator)
  }

  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if the functions outgrow the memory reserved for them.
  private mutating func fill() throws(PlanningError) {
    try memory.spend((Int128(lastAdvance) + 1) * Int128(MemoryLayout<Cell>.stride))
    base.reserveCapacity(lastAdvance + 1)
    for t in 0...lastAdvance {
      base.append(baseCell(advance: t))
      try memory.spend(Int128(base[t].loss.bytes))
    }
    var low = base
    for tier in platform.tiers {
      let tierRows = tier.isUnlimited ? [try unlimitedRow(tier, low: low)] : try boundedRows(tier, low: low)
      rows.append(tierRows)
      low = tierRows[tierRows.count - 1].inBuffer
    }
  }

  /// Reserves the memory of a function that is not shared with another state.
  private mutating func spend(on function: LossFunction, unless other: LossFunction) throws(PlanningError) {
    if function != other { try memory.spend(Int128(function.bytes)) }
  }

  /// The bytes of a tier's row without its functions.
  static func rowBytes(lastAdvance: Int) -> Int128 { (Int128(lastAdvance) + 1) * 2 * Int128(MemoryLayout<Cell>.stride) }

  /// The cells of the whole chain's tier, by t.
  var top: [Cell] { rows.last?.last?.inBuffer ?? base }

  var root: LossFunction { top[0].loss }

  private mutating func baseCell(advance: Int) -> Cell {
    let forward = price.scaled(platform.forwardCost)
    let mu = price.numerator - Int128(advance) * forward
    let curve = platform.base
    let margin = mu - price.scaled(curve.backwardCost)
    var repetitions = 0
    if curve.slots > 0 && margin >= forward { repetitions = Int(clamping: margin / forward) }
    let peak = curve.steps(repetitions: repetitions)
    let cost = curve.cost(repetitions: repetitions) ?? 0
    let value = mu * Int128(peak) - cost * Int128(price.denominator)
    // Runs by ascending start: down to the peak, then up from it.
    var runs: [LossPiece] = []
    var loss: Int128 = 0
    var t = repetitions
    while curve.slots > 0 && t >= 1 {
      let slope = margin - Int128(t) * forward
      let start = curve.steps(repetitions: t - 1)
      let width = curve.steps(repetitions: t) - 1 - start
      if loss + slope > Int128(window) { break }
      let kept = slope == 0 ? width : min(width, Int((Int128(window) - loss) / slope) - 1)
      runs.append(
        LossPiece(
          start: start + width - kept, width: kept, first: 0, last: 0,
          loss: Int(loss + slope * Int128(kept + 1)), slope: kept > 0 ? -Int(slope) : 0))
      if kept < width { break }
      loss += slope * Int128(width + 1)
      t -= 1
    }
    runs.reverse()
    runs.append(LossPiece(start: peak, width: 0, first: 0, last: 0, loss: 0, slope: 0))
    loss = 0
    t = repetitions + 1
    while curve.slots > 0 {
      let slope = Int128(t) * forward - margin
      let start = curve.steps(repetitions: t - 1) + 1
      if start > calculator.limit || loss + slope > Int128(window) { break }
      let width = curve.steps(repetitions: t) - start
      let kept = slope == 0 ? width : min(width, Int(clamping: (Int128(window) - loss) / slope) - 1)
      runs.append(
        LossPiece(
          start: start, width: kept, first: 0, last: 0, loss: Int(loss + slope),
          slope: kept > 0 ? Int(slope) : 0))
      if kept < width { break }
      loss += slope * Int128(width + 1)
      t += 1
    }
    return Cell(value: value, loss: calculator.function(of: runs))
  }

  /// Returns the rows for 1 ... slots, up to the first that equals its predecessor.
  private mutating func boundedRows(
    _ tier: PricedPlatform.Tier, low: [Cell]
  ) throws(PlanningError) -> [Row] {
    var result: [Row] = []
    // U(0) and V(0): with no slot the tier is not used.
    var before = Row(stored: low, inBuffer: low)
    // Whether V_t(m-1) differs from V_t(m-2).
    var isNew = [Bool](repeating: true, count: low.count)
    for slots in 1...max(tier.slots, 1) {
      try memory.spend(Self.rowBytes(lastAdvance: lastAdvance))
      var row = before
      var isChanged = false
      var isLeftNew = slots == 1
      for t in stride(from: low.count - 1, through: 0, by: -1) {
        guard isNew[t] || isLeftNew else { continue }
        try PlanningError.checkCancellation()
        let left = t + 1 < low.count ? row.stored[t + 1] : nil
        let stored = split(low[t], right: before.inBuffer[t], left: left, tier: tier)
        let inBuffer = written(stored, low: low[t], tier: tier)
        isLeftNew = slots == 1 || stored != before.stored[t]
        isNew[t] = inBuffer != before.inBuffer[t]
        isChanged = isChanged || isLeftNew || isNew[t]
        // Unchanged states share the functions of the previous row.
        if isLeftNew {
          row.stored[t] = stored
          try spend(on: stored.loss, unless: low[t].loss)
        }
        if isNew[t] {
          row.inBuffer[t] = inBuffer
          try spend(on: inBuffer.loss, unless: stored.loss)
        }
      }
      if !isChanged { break }
      result.append(row)
      before = row
      if calculator.isExhausted { break }
    }
    return result
  }

  /// Returns U_t with another split: low_t, or V_t(m-1) and U_{t+1}(m).
  private mutating func split(_ low: Cell, right: Cell, left: Cell?, tier: PricedPlatform.Tier) -> Cell {
    guard let left else { return low }
    let value = right.value - price.scaled(tier.readCost) + left.value
    let best = max(low.value, value)
    let sum = calculator.sum(right.loss, left.loss, offset: best - value)
    return Cell(value: best, loss: calculator.minimum(low.loss, best - low.value, sum, 0))
  }

  /// Returns V_t: low_t, or U_t after a write.
  private mutating func written(_ stored: Cell, low: Cell, tier: PricedPlatform.Tier) -> Cell {
    let value = stored.value - price.scaled(tier.writeCost)
    let best = max(low.value, value)
    return Cell(
      value: best, loss: calculator.minimum(low.loss, best - low.value, stored.loss, best - value))
  }

  /// Returns the row of an unlimited tier, whose right parts have the same slots.
  ///
  /// V_t is low_t followed by any number of blocks U_{t+1}, each of which loses w + r - U_{t+1} >= 0.
  private mutating func unlimitedRow(
    _ tier: PricedPlatform.Tier, low: [Cell]
  ) throws(PlanningError) -> Row {
    try memory.spend(Self.rowBytes(lastAdvance: lastAdvance))
    var row = Row(stored: low, inBuffer: low)
    let storing = price.scaled(tier.writeCost) + price.scaled(tier.readCost)
    for t in stride(from: low.count - 2, through: 0, by: -1) {
      try PlanningError.checkCancellation()
      let left = row.stored[t + 1]
      let gap = storing - left.value
      if gap <= Int128(window) {
        let blocks = calculator.repeated(calculator.shifted(left.loss, by: gap))
        row.inBuffer[t] = Cell(value: low[t].value, loss: calculator.sum(low[t].loss, blocks, offset: 0))
      }
      row.stored[t] = split(low[t], right: row.inBuffer[t], left: left, tier: tier)
      try spend(on: row.stored[t].loss, unless: low[t].loss)
      try spend(on: row.inBuffer[t].loss, unless: low[t].loss)
    }
    return row
  }
}
