/// Values that dominate the recurrence of ``UniformTapeDual`` at one price: equal steps with tapes on one level.
///
/// Reads cost no more than a step in it, so that the recurrence is optimal over all schedules, and steps need no room while
/// they run. Numbers are multiplied by the price's denominator.
///
/// - Complexity: its size is amounts of room x prices; independent of the length but for the number of prices.
package struct TapeProof: Sendable {
  /// One amount of free room, by the number t of advances.
  package struct Row: Sendable {
    /// In units: greatest common divisors of both sizes.
    package let room: Int
    /// T_t: the first state can be read from a tape.
    package var onTape: [Int128]
    /// S_t: the first state is stored.
    package var stored: [Int128]
    /// B_t: the first state is only in the buffer.
    package var buffer: [Int128]
  }

  package let numerator: Int128
  package let denominator: Int
  package let rows: [Row]
  /// The bound on the makespan.
  let bound: Int

  /// Returns nil for other problems, if all tapes fit, or if there would be too many values.
  init?(_ problem: Problem) throws(PlanningError) {
    guard problem.situation == nil, let stated = UniformTapeProblem(problem) else { return nil }
    let chain = stated.relaxed(problem)
    guard chain.forwardCost > 0, let rooms = UniformTapeRooms(chain, limit: Self.mostRooms) else { return nil }
    var work = PriceWork()
    let hull = try PriceHull(platform: PricedTapes(chain: chain, rooms: rooms), work: &work)
    (numerator, denominator) = (hull.price.numerator, hull.price.denominator)
    bound = try (stated.every + Int128(hull.lowerBound)).asMakespan()
    let last = min(Int(clamping: numerator / hull.price.scaled(chain.forwardCost)), chain.length - 1)
    if Int128(3 * rooms.amounts.count) * (Int128(last) + 1) > Int128(PriceProof.mostValues) { return nil }
    rows = Self.rows(chain, rooms, hull.price, last: last)
  }

  private static let mostRooms = 1 << 12

  /// Returns the values of all amounts of room.
  private static func rows(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms, _ price: Price, last: Int) -> [Row] {
    let (forward, write, read) = (
      price.scaled(chain.forwardCost), price.scaled(chain.writeCost), price.scaled(chain.readCost)
    )
    var rows: [Row] = []
    for (index, room) in rooms.amounts.enumerated() {
      let (besideTape, besideState) = (rooms.besideTape[index], rooms.besideState[index])
      let taped = (0...last).map { t in
        price.numerator - Int128(t) * forward + (besideTape < 0 ? 0 : max(0, rows[besideTape].onTape[t]))
      }
      var row = Row(room: room, onTape: taped, stored: taped, buffer: taped)
      for t in (0...last).reversed() {
        let next = t < last ? (tape: row.onTape[t + 1], state: row.stored[t + 1]) : nil
        if besideState == index {
          // States that take nothing: any number of blocks, which do not pay on an edge of the hull.
          if let next { row.stored[t] = max(row.stored[t], next.state - read + row.buffer[t]) }
        } else if besideState >= 0, let next {
          row.stored[t] = max(row.stored[t], next.state - read + rows[besideState].buffer[t])
        }
        if besideState >= 0 { row.buffer[t] = max(row.buffer[t], row.stored[t] - write) }
        if let next { row.onTape[t] = max(row.onTape[t], next.tape - read + row.buffer[t]) }
      }
      rows.append(row)
    }
    return rows
  }
}

extension UniformTapeProblem {
  /// The same chain without the room that steps need while they run, and with reads that cost no more than a step.
  fileprivate func relaxed(_ problem: Problem) -> UniformTapeChain {
    var relaxed = chain
    let level = problem.levels[0]
    if let capacity = level.capacity, level.slots == nil { relaxed.room = capacity / unit }
    let read = min(chain.readCost, chain.tapeReadCost, chain.forwardCost)
    (relaxed.readCost, relaxed.tapeReadCost) = (read, read)
    return relaxed
  }
}
