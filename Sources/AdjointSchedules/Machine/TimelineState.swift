/// A moment of a run with overlapped levels: what is where, what runs, and how long it still takes.
///
/// Unlike ``Timeline``, which follows a given order of operations, it knows nothing of orders: whatever is idle may start
/// what has all that it needs at this moment.
struct TimelineState: Hashable {
  /// What the computing side does.
  enum Computing: Hashable {
    case nothing
    case forward(Int, left: Int)
    case backward(left: Int)
    case write(level: Int, step: Int, left: Int)
    case read(level: Int, step: Int, left: Int)
  }

  /// What a channel does.
  struct Transfer: Hashable {
    var step: Int
    var isOffload: Bool
    var left: Int
  }

  /// The next backward step to start, or -1.
  var due: Int
  /// The state in the buffer, or -1; that of a running forward step or read is not there yet.
  var buffer = 0
  /// The states that can be read on each level.
  var held: [UInt64]
  var computing = Computing.nothing
  /// The transfer of each level's channel.
  var channels: [Transfer?]

  init(length: Int, levels: Int) {
    due = length
    held = Array(repeating: 0, count: levels)
    channels = Array(repeating: nil, count: levels)
  }

  func holds(_ step: Int, _ level: Int) -> Bool { held[level] >> UInt64(step) & 1 == 1 }

  /// The states on their way to a level, as bits.
  func arriving(at level: Int) -> UInt64 {
    var bits: UInt64 = 0
    if case .write(level, let step, _) = computing { bits |= 1 << UInt64(step) }
    for (channel, transfer) in channels.enumerated() {
      guard let transfer, (transfer.isOffload ? channel : 0) == level else { continue }
      bits |= 1 << UInt64(transfer.step)
    }
    return bits
  }

  /// True if something that runs reads a state on a level.
  func uses(_ step: Int, _ level: Int) -> Bool {
    if case .read(level, step, _) = computing { return true }
    return channels.enumerated().contains { channel, transfer in
      guard let transfer, transfer.step == step else { return false }
      return (transfer.isOffload ? 0 : channel) == level
    }
  }

  /// The states that exist somewhere, as bits.
  var existing: UInt64 {
    var bits = held.indices.reduce(UInt64(0)) { $0 | held[$1] | arriving(at: $1) }
    if buffer >= 0 { bits |= 1 << UInt64(buffer) }
    switch computing {
    case .forward(let step, _): bits |= 1 << UInt64(step + 1)
    case .read(_, let step, _): bits |= 1 << UInt64(step)
    default: break
    }
    return bits
  }

  /// The time that the computing side is busy for.
  var computingLeft: Int {
    switch computing {
    case .nothing: return 0
    case .forward(_, let left), .backward(let left), .write(_, _, let left), .read(_, _, let left): return left
    }
  }

  /// Lets time pass until the first thing that runs has ended; returns how long that takes, or nil if nothing runs.
  mutating func pass() -> Int? {
    var times = channels.compactMap { $0?.left }
    if computing != .nothing { times.append(computingLeft) }
    guard let time = times.min() else { return nil }
    switch computing {
    case .nothing: break
    case .forward(let step, let left):
      computing = left > time ? .forward(step, left: left - time) : .nothing
      if left == time { buffer = step + 1 }
    case .backward(let left): computing = left > time ? .backward(left: left - time) : .nothing
    case .write(let level, let step, let left):
      computing = left > time ? .write(level: level, step: step, left: left - time) : .nothing
      if left == time { held[level] |= 1 << UInt64(step) }
    case .read(let level, let step, let left):
      computing = left > time ? .read(level: level, step: step, left: left - time) : .nothing
      if left == time { buffer = step }
    }
    for (channel, transfer) in channels.enumerated() {
      guard var transfer else { continue }
      transfer.left -= time
      channels[channel] = transfer.left > 0 ? transfer : nil
      if transfer.left == 0 { held[transfer.isOffload ? channel : 0] |= 1 << UInt64(transfer.step) }
    }
    return time
  }
}
