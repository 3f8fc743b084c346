/// A plan with overlapped transfers: which states the first sweep offloads, and in which blocks the rest is reversed.
///
/// The first sweep offloads the first state of every *stretch*, through one slot of level 0 after the other, and ends in
/// the *tail*, which is reversed from level 0 alone. Then the stretches are reversed, last first, in *blocks*: the first
/// state of the stretch is read, some steps are advanced, and what follows is reversed by Revolve on level 0. A stretch of
/// several blocks prefetches its first state for each.
///
/// In every block there is a point from which on one slot less is used. There the first state of the next block is
/// prefetched, or of the `depth`-th next.
struct OverlapShape: Hashable, Sendable {
  /// When a block leaves a slot for the next prefetch.
  enum Issue: Hashable, Sendable {
    /// Before the block's first `left` backward steps' part, which uses a slot less.
    case before(left: Int)
    /// After the first slot is free of the block's first part of `left` steps, which stores all its states.
    case within(left: Int)
    /// When the block's first state is not needed any more.
    case after
  }

  struct Block: Hashable, Sendable {
    /// The steps advanced from the first state of the stretch.
    var offset: Int
    /// The backward steps.
    var steps: Int
    var issue: Issue
  }

  /// Stretches of equal length, whose first states are on the same level.
  struct Group: Hashable, Sendable {
    /// The place in ``OverlapMachine/slower``.
    var channel: Int
    var count: Int
    /// The backward steps of a stretch.
    var steps: Int
    /// The last steps first.
    var blocks: [Block]
  }

  /// In the chain's order.
  var groups: [Group]
  /// Its offset is 0.
  var tail: Block
  /// How many blocks ahead states are prefetched, at least 1; more than 1 only with one block a stretch.
  var depth: Int
  /// The slots of level 0 that a block uses: all but those for states prefetched early.
  var slots: Int

  /// The blocks of all groups.
  var blockCount: Int { groups.reduce(0) { $0 + $1.count * $1.blocks.count } }

  /// The first state of the tail.
  var tailStart: Int { groups.reduce(0) { $0 + $1.count * $1.steps } }

  /// Returns the channel and the first state of the stretch of a block, counted from the tail on; nil after the last; and
  /// whether no later block of the stretch needs it.
  func source(of block: Int) -> (channel: Int, start: Int, isLast: Bool)? {
    var (rest, end) = (block, tailStart)
    for group in groups.reversed() {
      let blocks = group.count * group.blocks.count
      if rest < blocks {
        let stretch = rest / group.blocks.count
        return (
          group.channel, end - (stretch + 1) * group.steps, rest % group.blocks.count == group.blocks.count - 1
        )
      }
      rest -= blocks
      end -= group.count * group.steps
    }
    return nil
  }

  /// Returns the actions of a stretch in the first sweep.
  func sweep(_ group: Group, from start: Int) -> [OverlapAction] {
    [
      .write(start), .offload(group.channel, start), .discard(start), .forward(from: start, to: start + group.steps),
    ]
  }

  /// Returns the actions of the tail, from its first state in the buffer on.
  func tailActions() -> [OverlapAction] {
    let prefetches = (0..<depth).flatMap { prefetch($0) }
    let start = tailStart
    if tail.steps == 1 { return [.backward(start)] + prefetches }
    return [.write(start)] + reversal(tail, from: start, slots: slots, prefetches)
  }

  /// Returns the actions of a block, counted from the tail on, of a stretch that begins at x_start.
  func actions(_ block: Block, number: Int, from start: Int) -> [OverlapAction] {
    let prefetches = prefetch(number + depth)
    if block.offset == 0 { return [.read(start)] + reversal(block, from: start, slots: slots, prefetches) }
    let first = start + block.offset
    let advance: [OverlapAction] = [.read(start), .discard(start), .forward(from: start, to: first)]
    if block.steps == 1 { return advance + prefetches + [.backward(first)] }
    return advance + [.write(first)] + reversal(block, from: first, slots: slots, prefetches)
  }

  private func prefetch(_ block: Int) -> [OverlapAction] {
    guard let (channel, start, isLast) = source(of: block) else { return [] }
    return [.prefetch(channel, start)] + (isLast ? [.forget(channel, start)] : [])
  }

  /// Returns the actions of a block whose first state is stored and in the buffer.
  private func reversal(
    _ block: Block, from start: Int, slots: Int, _ prefetches: [OverlapAction]
  ) -> [OverlapAction] {
    let length = block.steps - 1
    func stored(_ start: Int, _ length: Int, _ slots: Int) -> OverlapAction {
      .segment(start: start, length: length, state: RevolvePieces.state(length: length, slots: slots))
    }
    func right(of left: Int, slots: Int) -> [OverlapAction] {
      if left == block.steps { return [] }
      let first = start + left
      let run = OverlapAction.forward(from: start, to: first)
      if left == length { return [run, .backward(first), .read(start)] }
      return [run, .write(first), stored(first, length - left, slots), .read(start)]
    }
    switch block.issue {
    case .after: return [stored(start, length, slots)] + prefetches
    case .before(let left):
      return right(of: left, slots: slots - 1) + prefetches + [stored(start, left - 1, slots - 1)]
    case .within(let left):
      var actions = right(of: left, slots: slots - 1)
      for step in start..<(start + left - 1) {
        actions.append(.forward(from: step, to: step + 1))
        if step + 1 < start + left - 1 { actions.append(.write(step + 1)) }
      }
      actions.append(.backward(start + left - 1))
      for step in stride(from: start + left - 2, through: start, by: -1) {
        actions += [.read(step), .backward(step), .discard(step)]
        if step == start + left - 2 { actions += prefetches }
      }
      return actions
    }
  }

  /// Returns the clock after all operations, or stopped if they take too long to time.
  func timed(_ machine: OverlapMachine, pieces: inout RevolvePieces, limit: Int) -> OverlapClock {
    var clock = OverlapClock(machine, pieces: pieces, limit: limit, channels: Set(groups.map(\.channel)))
    defer { pieces = clock.pieces }
    var start = 0
    for group in groups {
      clock.run(group.count, from: start, distance: group.steps) { sweep(group, from: $0) }
      start += group.count * group.steps
    }
    clock.run(tailActions())
    var (number, end) = (0, tailStart)
    for group in groups.reversed() {
      let blocks = group.blocks.count
      // The prefetches of the last stretches of a group are of the next.
      let alike = max(0, group.count - (depth + blocks - 1) / blocks)
      let (firstNumber, groupEnd) = (number, end)
      func stretch(_ start: Int) -> [OverlapAction] {
        stretchActions(group, number: firstNumber + ((groupEnd - start) / group.steps - 1) * blocks, from: start)
      }
      clock.run(alike, from: end - group.steps, distance: -group.steps, stretch)
      for index in alike..<group.count { clock.run(stretch(end - (index + 1) * group.steps)) }
      number += group.count * blocks
      end -= group.count * group.steps
    }
    return clock
  }

  /// Returns the actions of a stretch's reversal; its first block is `number`, counted from the tail on.
  func stretchActions(_ group: Group, number: Int, from start: Int) -> [OverlapAction] {
    group.blocks.enumerated().flatMap { actions($1, number: number + $0, from: start) }
  }
}
