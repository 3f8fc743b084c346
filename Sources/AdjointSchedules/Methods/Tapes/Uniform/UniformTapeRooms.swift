/// The amounts of room that equal states and equal tapes can leave free.
struct UniformTapeRooms: Sendable {
  /// The amounts in increasing order, each enough for a tape; the last is the whole room.
  let amounts: [Int]
  /// By amount, the index of the amount left after another tape, or -1 if there is no room for one.
  let besideTape: [Int]
  /// By amount, the index of the amount left after another state, or -1 if a state is useless.
  let besideState: [Int]
  /// By amount, true if the first state of some segment can be read from a tape.
  let isOnTape: [Bool]
  /// By amount, true if some segment starts with its first state only in the buffer.
  let isInBuffer: [Bool]

  /// - Returns: Nil if there are more than `limit` amounts.
  /// - Complexity: O(a log a) for a amounts: each is found once, and they are sorted.
  init?(_ chain: UniformTapeChain, limit: Int) {
    let (tape, state) = (chain.tapeUnits, chain.stateUnits)
    let stores = chain.storesStates && state > 0
    var seen: Set<Int> = []
    var room = chain.room
    while room >= tape {
      var rest = room
      while rest >= tape && seen.insert(rest).inserted {
        if seen.count > limit { return nil }
        if !stores { break }
        rest -= state
      }
      room -= tape
    }
    let amounts = seen.sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(amounts, amounts.indices))
    let besideTape = amounts.map { index[$0 - tape] ?? -1 }
    let besideState = amounts.map { chain.storesStates ? index[$0 - state] ?? -1 : -1 }
    var isOnTape = amounts.map { _ in false }
    var isInBuffer = isOnTape
    if !amounts.isEmpty { isInBuffer[amounts.count - 1] = true }
    for place in amounts.indices.reversed() {
      if isOnTape[place] { isInBuffer[place] = true }
      guard isInBuffer[place] else { continue }
      if besideTape[place] >= 0 { isOnTape[besideTape[place]] = true }
      if besideState[place] >= 0 { isInBuffer[besideState[place]] = true }
    }
    (self.amounts, self.besideTape, self.besideState) = (amounts, besideTape, besideState)
    (self.isOnTape, self.isInBuffer) = (isOnTape, isInBuffer)
  }

  var whole: Int { amounts.count - 1 }
}
