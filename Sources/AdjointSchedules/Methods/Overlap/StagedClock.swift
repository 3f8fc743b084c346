/// The time that the operations of ``StagedSegments`` take: each distinct segment is run once in each situation.
struct StagedClock<Base: SegmentPlan> {
  /// What is to be run.
  private enum Work {
    case part(StagedSegments<Base>.Part)
    /// The next block of the last of ``reversals``.
    case block
    /// Remembers what a segment did.
    case end(Key, began: Int128, start: Int, fetched: Int?)
  }

  private struct Reversal {
    var blocks: StagedSegments<Base>.Blocks
    var repetition: OverlapClock.Repetition
  }

  private struct Key: Hashable {
    var state: Base.State
    var length: Int
    var place: StagedSegments<Base>.Place
    var next: Int?
    var situation: OverlapClock.Situation
  }

  let segments: StagedSegments<Base>
  private(set) var transfers: StagedTransfers<Base>
  private(set) var clock: OverlapClock
  private var known: [Key: OverlapClock.Passage] = [:]
  /// What comes next, last first: segments lie as deep within each other as there are slots.
  private var waiting: [Work]
  private var reversals: [Reversal] = []

  init(_ segments: StagedSegments<Base>, limit: Int) {
    let machine = segments.machine
    (self.segments, waiting) = (segments, [.part(segments.root)])
    transfers = StagedTransfers(limit: limit)
    let pieces = RevolvePieces(
      machine, plan: BinomialPlan(level: 0, slots: max(1, machine.slots - 1), length: machine.length))
    clock = OverlapClock(machine, pieces: pieces, limit: limit, channels: Set(machine.slower.indices))
  }

  /// Runs the whole schedule, or until too many operations have been timed.
  mutating func run() throws(PlanningError) {
    while !clock.isStopped, let work = waiting.popLast() {
      switch work {
      case .part(let part): try run(part)
      case .block: runBlock()
      case .end(let key, let began, let start, let fetched):
        known[key] = clock.passage(since: began, at: start, fetched: fetched)
      }
    }
  }

  private mutating func run(_ part: StagedSegments<Base>.Part) throws(PlanningError) {
    switch part {
    case .action(let action): clock.run([action])
    case .segment(let segment): try run(segment)
    case .sweep(var blocks):
      var repetition = OverlapClock.Repetition(count: blocks.count - 1, start: blocks.first, distance: blocks.steps)
      let last = blocks.first + (blocks.count - 1) * blocks.steps
      while let place = clock.next(of: &repetition) {
        blocks.first = place
        clock.run(segments.sweep(blocks))
      }
      (blocks.first, blocks.count) = (last, 1)
      clock.run(segments.sweep(blocks))
    case .reversal(let blocks):
      let last = blocks.first + (blocks.count - 1) * blocks.steps
      reversals.append(
        Reversal(
          blocks: blocks,
          repetition: OverlapClock.Repetition(count: blocks.count - 1, start: last, distance: -blocks.steps)))
      waiting.append(.block)
    }
  }

  private mutating func runBlock() {
    let index = reversals.count - 1
    var blocks = reversals[index].blocks
    if let place = clock.next(of: &reversals[index].repetition) {
      blocks.count = (place - blocks.first) / blocks.steps + 1
      waiting.append(.block)
    } else {
      reversals.removeLast()
      blocks.count = 1
    }
    let last = segments.last(blocks)
    clock.run([.read(last.start)])
    waiting.append(.part(.segment(last)))
  }

  private mutating func run(_ segment: StagedSegments<Base>.Segment) throws(PlanningError) {
    try PlanningProgress.report(.timedOperations, done: clock.operations, total: clock.limit)
    let (start, next) = (segment.start, segment.next)
    let key = Key(
      state: segment.state, length: segment.length, place: segment.place, next: next?.channel,
      situation: clock.situation(at: start))
    if let passage = known[key] { return clock.pass(passage, at: start, fetched: next?.step) }
    waiting.append(.end(key, began: clock.time, start: start, fetched: next?.step))
    for part in segments.parts(of: segment, &transfers).reversed() { waiting.append(.part(part)) }
    if transfers.areTooMany { clock.stop() }
  }
}
