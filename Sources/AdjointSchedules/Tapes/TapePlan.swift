/// The schedule of a ``TapeTable``, generated lazily: each decision looks up the choice that attains the table's value.
///
/// Ties: a tape before a run without one; of several splits, the last.
///
/// - Complexity: O(l) per decision, since the splits of an interval are compared; memory in the number of stored items.
struct TapePlan<Entry: TapeTableEntry>: SchedulePlan {
  let table: TapeTable<Entry>
  let problem: Problem
  let level: Int

  /// Steps to be reversed, with their first state in the buffer and possibly elsewhere.
  fileprivate struct Segment {
    enum Place {
      case nowhere
      case stored
      case onTape
    }

    var start: Int
    var end: Int
    /// The index of the free room in the table's list.
    var room: Int
    var place: Place
  }

  /// What remains to be done after reversing the current segment.
  fileprivate enum Pending {
    case backward(Int)
    /// Read the segment's first state, then reverse it.
    case segment(Segment)
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  func operations(length: Int) -> OperationSource {
    var generator = Generator(plan: self)
    return { batch in generator.generate(into: &batch) }
  }

  private struct Generator {
    let plan: TapePlan
    var current: Segment?
    var pending: [Pending] = []

    init(plan: TapePlan) {
      self.plan = plan
      let chain = plan.table.chain
      current = Segment(start: 0, end: chain.length - 1, room: chain.rooms.whole, place: .nowhere)
    }

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if let segment = current, segment.start <= segment.end {
          reverse(segment, into: &batch)
        } else if let next = pending.popLast() {
          resume(next, into: &batch)
        } else {
          return
        }
      }
    }

    private mutating func resume(_ next: Pending, into batch: inout [Operation]) {
      switch next {
      case .backward(let step):
        batch.append(.backward(step: step))
        current = nil
      case .segment(let segment):
        if segment.start <= segment.end {
          batch.append(
            segment.place == .stored
              ? .read(level: plan.level, step: segment.start) : .readTape(level: plan.level, step: segment.start))
        }
        current = segment
      }
    }

    /// Appends the first operations of a segment.
    private mutating func reverse(_ segment: Segment, into batch: inout [Operation]) {
      switch plan.choice(segment) {
      case .write:
        batch.append(.write(level: plan.level, step: segment.start))
        current?.place = .stored
      case .tape:
        if segment.place == .stored { batch.append(.discard(level: plan.level, step: segment.start)) }
        batch.append(.tape(level: plan.level, step: segment.start))
        pending.append(.backward(segment.start))
        current = Segment(
          start: segment.start + 1, end: segment.end,
          room: plan.table.chain.rooms.rest(segment.room, less: plan.table.chain.tapeUnits[segment.start]),
          place: .onTape)
      case .split(let split):
        batch.append(.forward(from: segment.start, to: split))
        var left = segment
        left.end = split - 1
        pending.append(.segment(left))
        current = Segment(start: split, end: segment.end, room: plan.roomBeside(segment), place: .nowhere)
      }
    }
  }

  fileprivate enum Choice {
    case write
    case tape
    case split(Int)
  }

  /// Returns a choice that attains the table's value for the segment.
  private func choice(_ segment: Segment) -> Choice {
    let (start, end, room) = (segment.start, segment.end, segment.room)
    let value: Entry
    switch segment.place {
    case .nowhere: value = table.inBuffer(start, end, room)
    case .stored: value = table.stored(start, end, room)
    case .onTape: value = table.readable(start, end, room)
    }
    if table.taped(start, end, room) == value { return .tape }
    if segment.place == .nowhere { return .write }
    let beside = roomBeside(segment)
    var split = end
    while split > start + 1 {
      let left =
        segment.place == .stored ? table.stored(start, split - 1, room) : table.readable(start, split - 1, room)
      let run = table.travel[split] - table.travel[start] + table.read
      if run + table.inBuffer(split, end, beside) + left == value { break }
      split -= 1
    }
    return .split(split)
  }

  /// Returns the room that is free while a segment's first state stays where it is.
  private func roomBeside(_ segment: Segment) -> Int {
    segment.place == .stored
      ? table.chain.rooms.rest(segment.room, less: table.chain.stateUnits[segment.start]) : segment.room
  }
}
