/// Fills the rows of a ``TapeTable``: the innermost loops of its recurrence.
struct TapeTableBuilder<Entry: TapeTableEntry> {
  let chain: TapeChain
  /// f(0, k).
  let travel: [Entry]
  let write: Entry
  let read: Entry
  let unreachable: Entry

  /// The entries of a row: one per amount of free room.
  private var width: Int { chain.rooms.count }

  /// Returns T and S by (i, j, M); B is only temporary.
  func rows() throws(PlanningError) -> (fromTape: [Entry], stored: [Entry]) {
    let count = chain.length * (chain.length + 1) / 2 * width
    var fromTape = Array(repeating: unreachable, count: count)
    var stored = fromTape
    // B by (j, i, M), since a split needs all B(k, j, .) adjacent.
    var inBuffer = fromTape
    try fromTape.withUnsafeMutableBufferPointer { fromTape throws(PlanningError) in
      try stored.withUnsafeMutableBufferPointer { stored throws(PlanningError) in
        try inBuffer.withUnsafeMutableBufferPointer { inBuffer throws(PlanningError) in
          let (fromTape, stored) = (address(fromTape.baseAddress), address(stored.baseAddress))
          let inBuffer = address(inBuffer.baseAddress)
          for start in chain.forwardCosts.indices.reversed() {
            try PlanningProgress.report("steps of the table", done: chain.length - 1 - start, total: chain.length)
            fill(start, fromTape, stored, inBuffer)
          }
        }
      }
    }
    return (fromTape, stored)
  }

  /// Fills the rows of the intervals that start with step `start`, shorter ones first.
  private func fill(
    _ start: Int, _ fromTape: UnsafeMutablePointer<Entry>, _ stored: UnsafeMutablePointer<Entry>,
    _ inBuffer: UnsafeMutablePointer<Entry>
  ) {
    let (tape, state) = (chain.tapeUnits[start], chain.stateUnits[start])
    let fittingState = chain.rooms.index(atLeast: state)
    let besideTape = chain.rooms.rests(less: tape)
    let besideState = chain.rooms.rests(less: state)
    // Below the largest tape nothing is possible; with room for all tapes no step runs twice.
    var largest = 0
    var sum = 0
    for end in start..<chain.length {
      largest = max(largest, chain.tapeUnits[end])
      sum = sum.addingReportingOverflow(chain.tapeUnits[end]).overflow ? .max : sum + chain.tapeUnits[end]
      let least = chain.rooms.index(atLeast: largest)
      if least == width { return }
      let high = max(least, chain.rooms.index(atLeast: sum))
      let here = chain.row(start, end) * width
      let (rowT, rowS) = (fromTape + here, stored + here)
      let rowB = inBuffer + (end * (end + 1) / 2 + start) * width
      for room in high..<width {
        rowT[room] = 0
        rowB[room] = 0
      }
      if max(high, fittingState) < width { for room in max(high, fittingState)..<width { rowS[room] = 0 } }
      if least == high { continue }
      let next = fromTape + chain.row(start + 1, end) * width
      for room in least..<high { rowT[room] = next[besideTape.map { Int($0[room]) } ?? room - tape] }
      for room in least..<high { rowB[room] = rowT[room] }
      let low = max(least, fittingState)
      if low < high { for room in low..<high { rowS[room] = rowT[room] } }
      for split in stride(from: start + 1, through: end, by: 1) {
        let cost = min(travel[split] - travel[start] + read, unreachable)
        // Both rows are non-increasing in the room, so a split that is no cheaper at the start is nowhere cheaper.
        if cost >= rowT[least] && (low >= high || cost >= rowS[low]) { break }
        let right = inBuffer + (end * (end + 1) / 2 + split) * width
        let left = chain.row(start, split - 1) * width
        Self.relax(rowT, least..<high, cost, right, fromTape + left)
        if low >= high { continue }
        if let besideState {
          Self.relax(rowS, low..<high, cost, right, besideState, stored + left)
        } else {
          Self.relax(rowS, low..<high, cost, right - state, stored + left)
        }
      }
      if low < high { for room in low..<high { rowB[room] = min(rowB[room], write + rowS[room]) } }
    }
  }

  /// Lowers a row to cost + right + left where that is less.
  @inline(__always)
  private static func relax(
    _ row: UnsafeMutablePointer<Entry>, _ rooms: Range<Int>, _ cost: Entry, _ right: UnsafeMutablePointer<Entry>,
    _ left: UnsafeMutablePointer<Entry>
  ) {
    for room in rooms {
      // Three entries, each at most a quarter of the type's range.
      row[room] = min(row[room], cost &+ right[room] &+ left[room])
    }
  }

  /// The same if the room on the right has another index.
  @inline(__always)
  private static func relax(
    _ row: UnsafeMutablePointer<Entry>, _ rooms: Range<Int>, _ cost: Entry, _ right: UnsafeMutablePointer<Entry>,
    _ rest: [Int32], _ left: UnsafeMutablePointer<Entry>
  ) {
    for room in rooms { row[room] = min(row[room], cost &+ right[Int(rest[room])] &+ left[room]) }
  }
}
