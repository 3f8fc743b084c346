/// A schedule for transfers that block, its transfers run beside the steps through one slot of level 0, the *staging slot*.
///
/// The base plan leaves that slot free. A write to an overlapped level becomes a write to the slot, an offload and a
/// discard; a read becomes a prefetch into the slot and a read from there. Each prefetch is issued right after the last
/// transfer before its read. A state that is read again before any other transfer stays in the slot, and one that the base
/// writes to level 0 while it is in the slot stays there instead.
///
/// What a segment does depends on nothing but its state and length, where its first state is, and whether a prefetch
/// follows. So ``StagedClock`` times equal segments once, at any length.
struct StagedSegments<Base: SegmentPlan>: Sendable {
  /// Where the first state of a segment is, besides in the buffer and on slower levels.
  enum Place: Hashable, Sendable {
    case nowhere
    /// In the staging slot.
    case staged
    /// In a slot of level 0 that the base gives it.
    case stored
  }

  /// A prefetch: the place of the level in ``OverlapMachine/slower`` and the state.
  struct Fetch: Hashable, Sendable {
    var channel: Int
    var step: Int
  }

  /// A segment whose first state x_start is in the buffer.
  struct Segment: Sendable {
    var state: Base.State
    var length: Int
    var start: Int
    var place: Place
    /// Issued after the segment's last transfer.
    var next: Fetch?
  }

  /// Consecutive blocks, each with its first state on an overlapped level.
  struct Blocks: Sendable {
    var channel: Int
    var first: Int
    var steps: Int
    var count: Int
    /// The block's own segment.
    var left: Base.State
    /// Whether the last block's first state stays in the staging slot, since it is read next.
    var keepsLast: Bool
    /// Issued after the last transfer of the first block.
    var next: Fetch?
  }

  enum Part: Sendable {
    case action(OverlapAction)
    case segment(Segment)
    /// The first sweep over blocks.
    case sweep(Blocks)
    /// Their reversal, the last block first.
    case reversal(Blocks)
  }

  let base: Base
  let machine: OverlapMachine
  /// The place of each level in ``OverlapMachine/slower``; nil for level 0.
  private let channels: [Int: Int]

  /// Creates the translation, or returns nil if a level other than level 0 blocks.
  init?(_ base: Base, _ machine: OverlapMachine) {
    if machine.slots == 0 || !machine.slower.allSatisfy(\.isOverlapped) { return nil }
    (self.base, self.machine) = (base, machine)
    channels = Dictionary(uniqueKeysWithValues: machine.slower.enumerated().map { ($1.index, $0) })
  }

  var root: Part {
    .segment(Segment(state: base.root, length: machine.length, start: 0, place: .nowhere, next: nil))
  }

  func channel(of level: Int) -> Int? { channels[level] }

  /// Returns what a sweep over blocks does for its first block.
  func sweep(_ blocks: Blocks) -> [OverlapAction] {
    let (start, isKept) = (blocks.first, blocks.count == 1 && blocks.keepsLast)
    return [.write(start), .offload(blocks.channel, start)] + (isKept ? [] : [.discard(start)])
      + [.forward(from: start, to: start + blocks.steps)]
  }

  /// Returns the segment of the last block, whose first state is read before it.
  func last(_ blocks: Blocks) -> Segment {
    let start = blocks.first + (blocks.count - 1) * blocks.steps
    let before = Fetch(channel: blocks.channel, step: start - blocks.steps)
    return Segment(
      state: blocks.left, length: blocks.steps - 1, start: start, place: .staged,
      next: blocks.count > 1 ? before : blocks.next)
  }

  /// Returns what a part does, as actions and smaller parts.
  func parts(of part: Part, _ transfers: inout StagedTransfers<Base>) -> [Part] {
    switch part {
    case .action: return [part]
    case .segment(let segment): return parts(of: segment, &transfers)
    case .sweep(var blocks):
      let first = sweep(blocks).map(Part.action)
      blocks.first += blocks.steps
      blocks.count -= 1
      return first + (blocks.count > 0 ? [.sweep(blocks)] : [])
    case .reversal(var blocks):
      let last = last(blocks)
      blocks.count -= 1
      return [.action(.read(last.start)), .segment(last)] + (blocks.count > 0 ? [.reversal(blocks)] : [])
    }
  }

  /// Returns what a segment does first, as actions and smaller parts.
  func parts(of segment: Segment, _ transfers: inout StagedTransfers<Base>) -> [Part] {
    var (state, place, next) = (segment.state, segment.place, segment.next)
    let (start, length) = (segment.start, segment.length)
    var parts: [Part] = []
    func add(_ actions: OverlapAction...) { parts += actions.map(Part.action) }
    func fetchNext() {
      if let fetch = next { add(.prefetch(fetch.channel, fetch.step)) }
      next = nil
    }
    func unstage() {
      guard place == .staged else { return }
      add(.discard(start))
      place = .nowhere
    }
    func store() {
      if place == .nowhere { add(.write(start)) }
      place = .stored
    }
    func offload(to channel: Int) {
      if place == .nowhere {
        add(.write(start))
        place = .staged
      }
      add(.offload(channel, start))
    }
    func discard(at level: Int) {
      if let channel = channel(of: level) { return add(.forget(channel, start)) }
      add(.discard(start))
      place = .nowhere
    }
    while true {
      if place == .nowhere, case .blocks(let found)? = base.repetition(for: state, length: length),
        let channel = channel(of: found.level)
      {
        let rest = length - found.count * found.steps
        let hasTransfers = transfers.happen(in: found.next, length: rest, self)
        let blocks = Blocks(
          channel: channel, first: start, steps: found.steps, count: found.count, left: found.left,
          keepsLast: !hasTransfers, next: next)
        let last = Fetch(channel: channel, step: start + (found.count - 1) * found.steps)
        let right = Segment(
          state: found.next, length: rest, start: start + found.count * found.steps, place: .nowhere,
          next: hasTransfers ? last : nil)
        return parts + [.sweep(blocks), .segment(right), .reversal(blocks)]
      }
      switch base.decision(for: state, length: length) {
      case .backward(let level):
        add(.backward(start))
        unstage()
        if let level { discard(at: level) }
        fetchNext()
        return parts
      case .write(let level, let following):
        if let channel = channel(of: level) { offload(to: channel) } else { store() }
        state = following
      case .move(let source, let level, let following):
        if let channel = channel(of: level) { offload(to: channel) } else { store() }
        if channel(of: source) == nil {
          // Its slot becomes the staging slot.
          place = .staged
        } else {
          discard(at: source)
        }
        state = following
      case .release(let level, let following):
        discard(at: level)
        state = following
      case .split(let steps, let right, let level, let left):
        let (rightHas, leftHas) = (
          transfers.happen(in: right, length: length - steps, self), transfers.happen(in: left, length: steps - 1, self)
        )
        var (fetch, leftPlace) = (Fetch?.none, Place.stored)
        if let channel = channel(of: level), place != .stored {
          leftPlace = .staged
          if rightHas {
            unstage()
            fetch = Fetch(channel: channel, step: start)
          } else if place == .nowhere {
            add(.prefetch(channel, start))
          }
        } else {
          unstage()
          if !leftHas && rightHas { (fetch, next) = (next, nil) }
          if !leftHas && !rightHas {
            fetchNext()
            if let revolve = base.revolve(state, length: length) {
              add(.segment(start: start, length: length, state: revolve))
              return parts
            }
          }
        }
        add(.forward(from: start, to: start + steps))
        parts.append(
          .segment(Segment(state: right, length: length - steps, start: start + steps, place: .nowhere, next: fetch)))
        add(.read(start))
        parts.append(.segment(Segment(state: left, length: steps - 1, start: start, place: leftPlace, next: next)))
        return parts
      }
    }
  }
}

/// Which segments of a base plan transfer a state; each distinct one is looked at once.
struct StagedTransfers<Base: SegmentPlan>: Sendable {
  private typealias Key = SegmentKey<Base.State>

  private enum Look {
    case known(Bool)
    /// As this segment within it.
    case asks(Key)
  }

  private var known: [Key: Bool] = [:]
  private var looks = 0
  private let limit: Int

  /// - Parameter limit: The most segments to look at.
  init(limit: Int) { self.limit = limit }

  /// Whether there are too many segments to look at; then the answers mean nothing.
  var areTooMany: Bool { looks > limit }

  mutating func happen(in state: Base.State, length: Int, _ segments: StagedSegments<Base>) -> Bool {
    let whole = Key(state: state, length: length)
    if let answer = answer(whole, segments) { return answer }
    // Segments wait for those within them, which lie as deep within each other as there are slots.
    var waiting = [whole]
    while let key = waiting.last {
      looks += 1
      if areTooMany { return true }
      switch look(key, segments) {
      case .known(let answer):
        known[key] = answer
        waiting.removeLast()
      case .asks(let other): waiting.append(other)
      }
    }
    return known[whole] ?? true
  }

  private func answer(_ key: Key, _ segments: StagedSegments<Base>) -> Bool? {
    segments.base.revolve(key.state, length: key.length) != nil ? false : known[key]
  }

  private func look(_ key: Key, _ segments: StagedSegments<Base>) -> Look {
    let (state, length) = (key.state, key.length)
    func first(of parts: Key...) -> Look {
      for part in parts {
        guard let answer = answer(part, segments) else { return .asks(part) }
        if answer { return .known(true) }
      }
      return .known(false)
    }
    if case .blocks(let blocks)? = segments.base.repetition(for: state, length: length),
      segments.channel(of: blocks.level) != nil
    {
      return .known(true)
    }
    switch segments.base.decision(for: state, length: length) {
    case .backward: return .known(false)
    case .write(let level, let next), .move(_, let level, let next):
      return segments.channel(of: level) != nil ? .known(true) : first(of: Key(state: next, length: length))
    case .release(_, let next): return first(of: Key(state: next, length: length))
    case .split(let steps, let right, let level, let left):
      if segments.channel(of: level) != nil { return .known(true) }
      return first(of: Key(state: right, length: length - steps), Key(state: left, length: steps - 1))
    }
  }
}
