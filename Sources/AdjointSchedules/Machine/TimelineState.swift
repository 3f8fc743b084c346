/// A moment of a run with overlapped levels: what is where, what runs, and how long it still takes.
///
/// Unlike ``Timeline``, which follows a given order of operations, it knows nothing of orders: whatever is idle may start
/// what has all that it needs at this moment.
struct TimelineState: Equatable {
  /// What the computing side does.
  enum Computing: Equatable {
    case nothing
    case forward(Int, left: Int)
    case backward(left: Int)
    case write(level: Int, step: Int, left: Int)
    case read(level: Int, step: Int, left: Int)
  }

  /// What a channel does.
  struct Transfer {
    var step: Int
    var isOffload: Bool
    var left: Int
  }

  /// The next backward step to start, or -1.
  var due: Int
  /// The state in the buffer, or -1; that of a running forward step or read is not there yet.
  var buffer = 0
  /// The states that can be read on each level, as bits.
  var held: LevelWords
  var computing = Computing.nothing
  /// What each level's channel does: 0 if nothing, otherwise 4 times the state, 2 for an offload, and 1.
  private var moving: LevelWords
  /// How long it still takes.
  private var left: LevelWords
  private let levels: Int

  init(length: Int, levels: Int) {
    due = length
    held = LevelWords(count: levels)
    moving = held
    left = held
    self.levels = levels
  }

  /// A number that is the same for equal moments.
  var digest: UInt64 {
    var digest = UInt64(truncatingIfNeeded: due << 8 ^ buffer)
    switch computing {
    case .nothing: break
    case .forward(let step, let left): digest = digest.digested(UInt64(1 + step)).digested(UInt64(left))
    case .backward(let left): digest = digest.digested(1 << 10).digested(UInt64(left))
    case .write(let level, let step, let left):
      digest = digest.digested(1 << 11 | UInt64(level << 12 | step)).digested(UInt64(left))
    case .read(let level, let step, let left):
      digest = digest.digested(1 << 10 | 1 << 11 | UInt64(level << 12 | step)).digested(UInt64(left))
    }
    return left.digest(after: moving.digest(after: held.digest(after: digest)))
  }

  /// The transfer of a level's channel, if it is not idle.
  subscript(channel level: Int) -> Transfer? {
    get {
      let word = moving[level]
      return word == 0
        ? nil : Transfer(step: Int(word >> 2), isOffload: word & 2 != 0, left: Int(bitPattern: UInt(left[level])))
    }
    set {
      moving[level] = newValue.map { UInt64($0.step) << 2 | ($0.isOffload ? 3 : 1) } ?? 0
      left[level] = newValue.map { UInt64(UInt(bitPattern: $0.left)) } ?? 0
    }
  }

  func isIdle(channel level: Int) -> Bool { moving[level] == 0 }

  func holds(_ step: Int, _ level: Int) -> Bool { held[level] >> UInt64(step) & 1 == 1 }

  /// The states on their way to a level, as bits.
  func arriving(at level: Int) -> UInt64 {
    var bits: UInt64 = 0
    if case .write(level, let step, _) = computing { bits |= 1 << UInt64(step) }
    for channel in 0..<levels {
      let word = moving[channel]
      if word != 0 && (word & 2 != 0 ? channel : 0) == level { bits |= 1 << (word >> 2) }
    }
    return bits
  }

  /// True if something that runs reads a state on a level.
  func uses(_ step: Int, _ level: Int) -> Bool {
    if case .read(level, step, _) = computing { return true }
    for channel in 0..<levels {
      let word = moving[channel]
      if word != 0 && word >> 2 == UInt64(step) && (word & 2 != 0 ? 0 : channel) == level { return true }
    }
    return false
  }

  /// The states that exist somewhere, as bits.
  var existing: UInt64 {
    var bits = held.union
    for channel in 0..<levels {
      let word = moving[channel]
      if word != 0 { bits |= 1 << (word >> 2) }
    }
    if buffer >= 0 { bits |= 1 << UInt64(buffer) }
    switch computing {
    case .forward(let step, _): bits |= 1 << UInt64(step + 1)
    case .read(_, let step, _), .write(_, let step, _): bits |= 1 << UInt64(step)
    case .nothing, .backward: break
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
    var least = computing == .nothing ? nil : computingLeft
    for channel in 0..<levels where moving[channel] != 0 {
      least = min(least ?? .max, Int(bitPattern: UInt(left[channel])))
    }
    guard let time = least else { return nil }
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
    for channel in 0..<levels {
      guard var transfer = self[channel: channel] else { continue }
      transfer.left -= time
      self[channel: channel] = transfer.left > 0 ? transfer : nil
      if transfer.left == 0 { held[transfer.isOffload ? channel : 0] |= 1 << UInt64(transfer.step) }
    }
    return time
  }
}
