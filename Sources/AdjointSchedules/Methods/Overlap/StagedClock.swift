/// The time that the operations of ``StagedSegments`` take: each distinct segment is run once in each situation.
struct StagedClock<Base: SegmentPlan> {
  private struct Key: Hashable {
    var state: Base.State
    var length: Int
    var place: StagedSegments<Base>.Place
    var next: Int?
    var situation: OverlapClock.Situation
  }

  let segments: StagedSegments<Base>
  private(set) var transfers = StagedTransfers<Base>()
  private(set) var clock: OverlapClock
  private var known: [Key: OverlapClock.Passage] = [:]
  private var depth = 0
  /// More segments within each other are not timed: each is a level of the recursion.
  private static var mostDepth: Int { 1000 }

  init(_ segments: StagedSegments<Base>, limit: Int) {
    let machine = segments.machine
    self.segments = segments
    let pieces = RevolvePieces(
      machine, plan: BinomialPlan(level: 0, slots: max(1, machine.slots - 1), length: machine.length))
    clock = OverlapClock(machine, pieces: pieces, limit: limit, channels: Set(machine.slower.indices))
  }

  /// Runs the whole schedule, or until too many operations have been timed.
  mutating func run() throws(PlanningError) { try run(segments.root) }

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
    case .reversal(var blocks):
      let last = blocks.first + (blocks.count - 1) * blocks.steps
      var repetition = OverlapClock.Repetition(count: blocks.count - 1, start: last, distance: -blocks.steps)
      while let place = clock.next(of: &repetition) {
        blocks.count = (place - blocks.first) / blocks.steps + 1
        clock.run([.read(place)])
        try run(segments.last(blocks))
      }
      blocks.count = 1
      clock.run([.read(blocks.first)])
      try run(segments.last(blocks))
    }
  }

  private mutating func run(_ segment: StagedSegments<Base>.Segment) throws(PlanningError) {
    if depth == Self.mostDepth { clock.stop() }
    if clock.isStopped { return }
    try PlanningProgress.report(.timedOperations, done: clock.operations, total: clock.limit)
    let (start, next) = (segment.start, segment.next)
    let key = Key(
      state: segment.state, length: segment.length, place: segment.place, next: next?.channel,
      situation: clock.situation(at: start))
    if let passage = known[key] { return clock.pass(passage, at: start, fetched: next?.step) }
    let begin = clock.time
    depth += 1
    let parts = segments.parts(of: segment, &transfers)
    if transfers.isTooDeep { clock.stop() }
    for part in parts { try run(part) }
    depth -= 1
    if !clock.isStopped { known[key] = clock.passage(since: begin, at: start, fetched: next?.step) }
  }
}
