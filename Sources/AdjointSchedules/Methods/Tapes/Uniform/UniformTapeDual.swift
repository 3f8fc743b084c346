/// The maximum earnings of equal steps with tapes if each earns a price, state by state: the method of ``PriceDual``
/// for the recurrence of ``UniformTapeTable``.
///
/// In a split, q f lowers the price of the left part's steps by f. With mu_t = lambda - t f, a state is the place of the
/// first state, the free room M and t; the number of steps drops out:
///
///     K_t(M) = mu_t + max( 0, T_t(M - tape) )                 the first step keeps its tape
///     T_t(M) = max( K_t(M),  T_{t+1}(M) - r' + B_t(M) )       and S_t(M) - w, where r < r'
///     S_t(M) = max( K_t(M),  S_{t+1}(M) - r + B_t(M - state) )
///     B_t(M) = max( K_t(M),  S_t(M) - w )
///
/// The whole chain is B_0 with all room. If states take nothing, S_t refers back to B_t: any number of blocks may
/// follow each other, as on an unlimited level.
///
/// - Complexity: O(amounts of room x lambda / f) operations on 128 bits; memory for the rows that others refer to.
struct UniformTapeDual: PricedDual {
  typealias Cell = PriceDual.Cell

  /// One amount of room, by t.
  struct Row {
    var onTape: [Cell] = []
    var stored: [Cell] = []
    var inBuffer: [Cell] = []
  }

  let chain: UniformTapeChain
  let rooms: UniformTapeRooms
  let price: Price
  private let forward: Int128
  /// The last t that occurs in a chain of this length, and whose price is at least 0.
  private let lastAdvance: Int
  private(set) var rows: [Row] = []
  private(set) var cells: PricedCells

  init(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms, price: Price, done: Int) {
    (self.chain, self.rooms, self.price, cells) = (chain, rooms, price, PricedCells(done: done))
    forward = price.scaled(chain.forwardCost)
    lastAdvance = min(Int(clamping: price.numerator / forward), chain.length - 1)
  }

  /// Returns the whole chain's cell, or nil if longer chains always earn more.
  mutating func root() throws(PlanningError) -> Cell? {
    guard try fill() else { return nil }
    return rows[rooms.whole].inBuffer[0]
  }

  /// Returns the earnings of another block if states take nothing.
  mutating func block() throws(PlanningError) -> Cell? {
    _ = try fill()
    let row = rows[rows.count - 1].stored
    return row.count > 1 ? row[1] : nil
  }

  private func requireRoom() throws(PlanningError) {
    let kept = min(rooms.amounts.count, chain.lookBack + 1) + 1
    let bytes = Int128(kept) * 3 * (Int128(lastAdvance) + 1) * Int128(MemoryLayout<Cell>.stride)
    try PlanningMemory.reserve(bytes, limit: PriceEngine.memoryLimit)
  }

  /// Fills the rows, least room first; returns false if longer chains always earn more.
  private mutating func fill() throws(PlanningError) -> Bool {
    try requireRoom()
    rows.reserveCapacity(rooms.amounts.count)
    var first = 0
    var isBounded = true
    for room in rooms.amounts.indices {
      try cells.add(3 * (lastAdvance + 1))
      rows.append(row(room, &isBounded))
      while rooms.amounts[first] < rooms.amounts[room] - chain.lookBack {
        rows[first] = Row()
        first += 1
      }
    }
    return isBounded
  }

  private func row(_ room: Int, _ isBounded: inout Bool) -> Row {
    if !rooms.isInBuffer[room] { return Row() }
    let (write, read) = (price.scaled(chain.writeCost), price.scaled(chain.readCost))
    let tapeRead = price.scaled(chain.tapeReadCost)
    let beside = rooms.besideState[room]
    let stores = beside >= 0
    var inBuffer = taped(room)
    var onTape = rooms.isOnTape[room] ? inBuffer : []
    var stored = stores ? inBuffer : []
    for t in inBuffer.indices.reversed() {
      let taped = inBuffer[t]
      let hasLeft = t + 1 < inBuffer.count
      if stores && beside != room {
        if hasLeft {
          stored[t] = taped.better(than: stored[t + 1].appending(rows[beside].inBuffer[t], paying: read))
        }
        inBuffer[t] = taped.better(than: stored[t].paying(write))
      } else if stores && hasLeft {
        let left = stored[t + 1]
        if left.value > write + read { isBounded = false }
        if left.value == write + read {
          inBuffer[t].most = PriceBound.count
          inBuffer[t].step = Cell.commonMultiple(taped.step, Cell.commonMultiple(left.least, left.step))
        }
        stored[t] = taped.better(than: left.appending(inBuffer[t], paying: read))
      }
      if rooms.isOnTape[room] && hasLeft {
        onTape[t] = taped.better(than: onTape[t + 1].appending(inBuffer[t], paying: tapeRead))
        if stores && chain.copiesStates { onTape[t] = onTape[t].better(than: stored[t].paying(write)) }
      }
    }
    return Row(onTape: onTape, stored: stored, inBuffer: inBuffer)
  }

  /// Returns K_t by t.
  private func taped(_ room: Int) -> [Cell] {
    let beside = rooms.besideTape[room]
    return (0...lastAdvance).map { t in
      let one = Cell(value: price.numerator - Int128(t) * forward, least: 1, most: 1, step: 0)
      if beside < 0 { return one }
      return one.better(than: one.appending(rows[beside].onTape[t], paying: 0))
    }
  }
}

extension UniformTapeChain {
  /// How many units below its own a row refers to.
  var lookBack: Int { storesStates ? max(stateUnits, tapeUnits) : tapeUnits }
}

/// Equal steps with tapes and their amounts of room, for planning by prices.
struct PricedTapes: PricedChain {
  let chain: UniformTapeChain
  let rooms: UniformTapeRooms

  var steps: Int { chain.length }
  var leastCost: Int { 0 }
  var turnCost: Int { 0 }
  var forwardCost: Int { chain.forwardCost }
  var blockCost: Int128? {
    chain.blocksFollow ? Int128(chain.writeCost) + Int128(chain.readCost) : nil
  }

  func dual(at price: Price, done: Int) -> UniformTapeDual { UniformTapeDual(chain, rooms, price: price, done: done) }
}
