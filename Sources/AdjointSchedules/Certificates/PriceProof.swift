/// Values that dominate the recurrence of ``PriceDual`` at one price, and lower functions of the losses.
///
/// The backward steps are free in it: they cost every schedule the same. Numbers are multiplied by the price's denominator.
///
/// - Complexity: its size is slots x prices, as far as another slot changes anything, and the pieces of the losses;
///   independent of the length but for the number of prices, which is the number of times that a step is advanced over.
package struct PriceProof: Sendable {
  /// One tier with one number of free slots, by the number t of advances.
  package struct Row: Hashable, Sendable {
    /// U_t: x_0 is stored at the tier.
    package var stored: [Int128]
    /// V_t: x_0 is only in the buffer.
    package var buffer: [Int128]
    /// Indices of ``losses`` for both; empty without a window.
    package var storedLosses: [Int] = []
    package var bufferLosses: [Int] = []
  }

  /// The levels that it takes into account, fastest first: no level costs more than those that follow.
  package let order: [Int]
  package let numerator: Int128
  package let denominator: Int
  /// t = 0 ... priceCount - 1.
  package let priceCount: Int
  /// By tier, then by slots - 1; the last row of a tier stands for all that would follow. A fastest tier that is free to
  /// write has a closed form and no rows.
  package private(set) var tiers: [[Row]] = []
  /// The largest loss that ``losses`` describe; nil if the price alone proves the bound.
  package private(set) var window: Int?
  package private(set) var period = 0
  /// The distinct functions: start, width, first, last, loss and slope of each piece, see ``LossPiece``.
  package private(set) var losses: [[[Int]]] = []
  /// The bound on the makespan without the backward steps.
  let bound: Int

  /// The most values: some tens of megabytes.
  static let mostValues = 1 << 21

  /// Proves a bound of `goal` if the windows allow, otherwise that of the price.
  ///
  /// - Parameter platform: Has backward steps that are free.
  /// - Throws: ``PlanningError`` if the price cannot be found, or the proof has too many values.
  init(_ platform: PricedPlatform, order: [Int], goal: Int) throws(PlanningError) {
    self.order = order
    if platform.tiers.isEmpty, let tier = platform.baseTier {
      // Revolve's closed form is convex: its own slope at N proves it.
      let repetitions = Binomial.repetitions(slots: tier.slots, count: Int128(platform.steps))
      let steps = BinomialPlan.forwardSteps(length: platform.steps - 1, slots: tier.slots)
      numerator = Int128(tier.readCost) + Int128(repetitions) * Int128(platform.forwardCost)
      (denominator, priceCount) = (1, 1)
      let total = steps * Int128(platform.forwardCost) + Int128(platform.steps - 1) * Int128(tier.readCost)
      bound = try total.asMakespan()
      return
    }
    var work = PriceWork()
    let hull = try PriceHull(platform: platform, work: &work)
    // Beyond this, values are cut off, and would prove nothing.
    if hull.value >= PriceBound.value { throw .overflow(quantity: .makespan) }
    let dual = try PriceDual(platform: platform, price: hull.price)
    (numerator, denominator) = (hull.price.numerator, hull.price.denominator)
    let edge = hull.price.numerator * Int128(platform.steps) - hull.value
    let window = (Int128(goal) - 1) * Int128(denominator) - edge
    if hull.lowerBound < goal, let window = Int(exactly: window), window < PriceBound.count / 2,
      let tables = try Self.tables(platform, hull, window: window)
    {
      priceCount = tables.base.count
      // On levels whose costs have been lowered the optimum may be within the window.
      let loss = tables.root.loss(of: platform.steps, period: tables.period)
      if let loss { bound = Int((edge + Int128(loss)) / Int128(hull.price.denominator)) } else { bound = goal }
      self.window = window
      period = tables.period
      try keep(tables)
      return
    }
    priceCount = dual.lastAdvance + 1
    bound = hull.lowerBound
    try keepValues(of: dual)
  }

  /// Returns the losses within a window, or nil if they are too many.
  private static func tables(
    _ platform: PricedPlatform, _ hull: PriceHull, window: Int
  ) throws(PlanningError) -> LossTables? {
    var work = PriceWork()
    let tables = try LossTables(
      platform, hull, window: window, limit: nil, pieceLimit: nil, pairLimit: PriceEngine.Effort.standard.exactPairs,
      watch: nil, work: &work)
    return tables.isExhausted ? nil : tables
  }

  private mutating func keep(_ tables: LossTables) throws(PlanningError) {
    var indices: [LossFunction: Int] = [:]
    func index(_ function: LossFunction) -> Int {
      if let known = indices[function] { return known }
      indices[function] = losses.count
      losses.append(function.pieces.map { [$0.start, $0.width, $0.first, $0.last, $0.loss, $0.slope] })
      return losses.count - 1
    }
    var count = 0
    for rows in tables.rows {
      var kept: [Row] = []
      for row in rows {
        kept.append(
          Row(
            stored: row.stored.map(\.value), buffer: row.inBuffer.map(\.value),
            storedLosses: row.stored.map { index($0.loss) }, bufferLosses: row.inBuffer.map { index($0.loss) }))
        count += 4 * row.stored.count
      }
      tiers.append(kept)
      try Self.check(count + losses.reduce(0) { $0 + 6 * $1.count })
    }
  }

  /// Keeps the values alone.
  private mutating func keepValues(of dual: PriceDual) throws(PlanningError) {
    var low = (0..<priceCount).map { dual.baseValue(advance: $0) }
    let price = dual.price
    var count = 0
    for tier in dual.platform.tiers {
      let (write, read) = (price.scaled(tier.writeCost), price.scaled(tier.readCost))
      var rows: [Row] = []
      for _ in 0..<(tier.isUnlimited ? 1 : tier.slots) {
        var row = Row(stored: low, buffer: low)
        let right = rows.last?.buffer ?? low
        for t in low.indices.reversed() {
          if t + 1 < low.count { row.stored[t] = max(low[t], right[t] - read + row.stored[t + 1]) }
          row.buffer[t] = max(low[t], row.stored[t] - write)
        }
        if row == rows.last { break }
        rows.append(row)
        count += 2 * low.count
        try Self.check(count)
      }
      low = rows[rows.count - 1].buffer
      tiers.append(rows)
    }
  }

  private static func check(_ count: Int) throws(PlanningError) {
    let size = MemoryLayout<Int128>.stride
    if count > mostValues { throw .tableTooLarge(bytes: count * size, limit: mostValues * size) }
    try PlanningError.checkCancellation()
  }
}
