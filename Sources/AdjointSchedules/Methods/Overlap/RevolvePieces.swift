/// How long Revolve's segments take on level 0, and when the slots they use become free.
///
/// A segment begins with its first state x in the buffer and stored, just read or written. It takes slots beside that of
/// x as it needs them, those that became free last first, and never waits for one. So equal segments take equal times
/// from their start on, and each is timed once.
///
/// - Complexity: O(slots) time and memory for each distinct segment.
struct RevolvePieces {
  struct Piece {
    var duration: Int128
    /// When each slot becomes free, that of x among them, counted from the start, ascending.
    var freed: [Int128]
  }

  private struct Key: Hashable {
    var state: BinomialPlan.State
    var length: Int
  }

  /// More repetitions than this are not timed: each is a level of the recursion.
  private static let maximumRepetitions = 1000
  /// More slots are not timed where states are made twice: a part is split off for each, and each part lists its slots.
  private static let maximumSlots = 4096
  /// More steps whose states are all stored are not timed, each in a slot of its own.
  private static let maximumStored = 1 << 20

  let plan: BinomialPlan
  private let forward: Int128
  private let backward: Int128
  private let write: Int128
  private let read: Int128
  private var known: [Key: Piece] = [:]
  /// The times that ``known`` holds.
  private(set) var held = 0

  init(_ machine: OverlapMachine, plan: BinomialPlan) {
    self.plan = plan
    forward = Int128(machine.forwardCost)
    backward = Int128(machine.backwardCost)
    write = Int128(machine.writeCost)
    read = Int128(machine.readCost)
  }

  /// The state of a segment of `length` whose first state is stored, with `slots` slots, that one included.
  static func state(length: Int, slots: Int) -> BinomialPlan.State {
    var state = BinomialPlan.state(length: length, slots: slots)
    state.isStored = true
    return state
  }

  /// Whether a segment is small enough to be timed.
  static func canTime(_ state: BinomialPlan.State, length: Int) -> Bool {
    if state.slots == 1 { return true }
    if state.repetitions == 1 { return length <= maximumStored }
    return state.slots <= maximumSlots && state.repetitions <= maximumRepetitions
  }

  /// Returns the times of a segment that ``canTime(_:length:)``.
  mutating func piece(_ state: BinomialPlan.State, length: Int) -> Piece {
    if length == 0 { return Piece(duration: backward, freed: [0]) }
    let steps = Int128(length)
    if state.slots == 1 {
      let duration = steps * (steps + 1) / 2 * forward + steps * read + (steps + 1) * backward
      return Piece(duration: duration, freed: [duration - backward])
    }
    if state.repetitions == 1 {
      // Every state but the last is written on the way, then each is read once, the last first.
      let turn = steps * forward + (steps - 1) * write + backward
      let freed = (0..<length).map { turn + Int128($0) * (read + backward) + read }
      return Piece(duration: turn + steps * (read + backward), freed: freed)
    }
    let key = Key(state: state, length: length)
    if let piece = known[key] { return piece }
    guard case .split(let advance, var right, _, let left) = plan.decision(for: state, length: length) else {
      preconditionFailure("a stored segment is split")
    }
    var start = Int128(advance) * forward
    var freed: [Int128] = []
    if length == advance {
      start += backward
    } else {
      start += write
      right.isStored = true
      let piece = piece(right, length: length - advance)
      freed = piece.freed.map { $0 + start }
      start += piece.duration
    }
    start += read
    let rest = piece(left, length: advance - 1)
    // The left part uses again what became free last.
    freed.removeLast(min(freed.count, rest.freed.count - 1))
    freed += rest.freed.map { $0 + start }
    let piece = Piece(duration: start + rest.duration, freed: freed)
    known[key] = piece
    held += freed.count
    return piece
  }
}
