/// The schedule of a ``RoomTable``, made on demand: each decision looks up a choice that has the table's value.
///
/// Ties: a tape is preferred to a run without one and to moving the state; among splits, the last.
///
/// - Complexity: O(K n) per decision for an interval with n splits; memory for what is stored.
struct RoomPlan<Entry: RoomEntry>: SchedulePlan {
  let table: RoomTable<Entry>
  let problem: Problem

  /// Parts to reverse, with their first state in the buffer, and where else it is.
  fileprivate struct Segment {
    var interval: IntervalLadder.Interval
    var vector: Int
    var place: RoomPlace
  }

  /// What remains after the current segment has been reversed.
  fileprivate enum Pending {
    /// Backward steps from tapes, the last first.
    case backward(Range<Int>)
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
    let plan: RoomPlan
    var current: Segment?
    var pending: [Pending] = []

    init(plan: RoomPlan) {
      self.plan = plan
      let table = plan.table
      current = Segment(interval: table.ladder.whole, vector: table.vectors.whole, place: .nowhere)
    }

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if let segment = current {
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
      case .backward(let steps): for step in steps.reversed() { batch.append(.backward(step: step)) }
      case .segment(let segment):
        let part = plan.part(segment)
        switch segment.place {
        case .nowhere: break
        case .stored(let tier): batch.append(.read(level: plan.level(tier), step: part))
        case .onTape(let tier): batch.append(.readTape(level: plan.level(tier), step: part))
        }
        current = segment
      }
    }

    /// Appends the first operations of a segment.
    private mutating func reverse(_ segment: Segment, into batch: inout [Operation]) {
      let ladder = plan.table.ladder
      let (part, scale) = (plan.part(segment), segment.interval.scale)
      switch plan.choice(segment) {
      case .finish:
        // The backward step may need the room.
        let isFirst = !plan.table.chain.backwardNeeds.isEmpty
        if isFirst { drop(segment, into: &batch) }
        batch.append(.backward(step: part))
        if !isFirst { drop(segment, into: &batch) }
        current = nil
      case .write(let tier):
        drop(segment, into: &batch)
        batch.append(.write(level: plan.level(tier), step: part))
        current?.place = .stored(tier)
      case .tape(let tier, let end, let rest):
        drop(segment, into: &batch)
        let last = ladder.part(end, scale)
        for step in part..<last { batch.append(.tape(level: plan.level(tier), step: step)) }
        pending.append(.backward(part..<last))
        current =
          end == segment.interval.end
          ? nil
          : Segment(
            interval: ladder.finest(scale, end, segment.interval.end), vector: rest, place: .onTape(tier))
      case .split(let split):
        batch.append(.forward(from: part, to: ladder.part(split, scale)))
        var left = segment
        left.interval = ladder.finest(scale, segment.interval.start, split)
        pending.append(.segment(left))
        current = Segment(
          interval: ladder.finest(scale, split, segment.interval.end), vector: plan.beside(segment) ?? 0,
          place: .nowhere)
      }
    }

    /// Drops the segment's first state if it is stored.
    private func drop(_ segment: Segment, into batch: inout [Operation]) {
      if case .stored(let tier) = segment.place {
        batch.append(.discard(level: plan.level(tier), step: plan.part(segment)))
      }
    }
  }

  private func level(_ tier: Int) -> Int { table.chain.tiers[tier].level }
  private func part(_ segment: Segment) -> Int { table.ladder.part(segment.interval.start, segment.interval.scale) }
}

extension RoomPlan {
  fileprivate enum Choice {
    /// Run the last backward step.
    case finish
    /// Write the first state to a tier, from which it is read next.
    case write(Int)
    /// Keep the tapes up to a unit on a tier; the vector is what is left.
    case tape(Int, end: Int, rest: Int)
    /// Run to a unit.
    case split(Int)
  }

  /// Returns a choice that costs what the table says.
  fileprivate func choice(_ segment: Segment) -> Choice {
    let (interval, vector) = (segment.interval, segment.vector)
    if table.isDone(interval) { return .finish }
    let value = table.cost(segment.place, interval, vector)
    if table.chain.hasTapes {
      for tier in table.chain.tiers.indices {
        for end in table.chain.tapeEnds(of: interval) {
          if let taped = table.taped(interval, vector, upTo: end, at: tier), taped.cost == value {
            return .tape(tier, end: end, rest: taped.rest)
          }
        }
      }
    }
    if let split = split(segment, of: value) { return .split(split) }
    for (number, tier) in table.chain.tiers.enumerated() where segment.place != .stored(number) {
      var next = segment
      next.place = .stored(number)
      let stored = table.cost(next.place, interval, vector)
      if table.vectors.rest(vector, less: tier.stateUnits[part(segment)], of: tier.pool) != nil,
        table.costs.writes[number][part(segment)] + stored == value, split(next, of: stored) != nil
      {
        return .write(number)
      }
    }
    preconditionFailure("some choice has the table's value")
  }

  /// Returns the last split that costs `value`, or nil.
  private func split(_ segment: Segment, of value: Entry) -> Int? {
    let (ladder, interval) = (table.ladder, segment.interval)
    let part = part(segment)
    let read: Entry
    switch segment.place {
    case .nowhere: return nil
    case .stored(let tier): read = table.costs.reads[tier][part]
    case .onTape(let tier): read = table.costs.tapeReads[tier][part - 1]
    }
    guard let beside = beside(segment) else { return nil }
    return (interval.start + 1..<interval.end).last { split in
      let last = ladder.part(split, interval.scale)
      if beside < table.vectors.first(with: table.chain.needs(ofRunFrom: part, to: last)) { return false }
      let run = table.costs.run(from: part, to: last, read: read)
      let right = table.cost(.nowhere, ladder.finest(interval.scale, split, interval.end), beside)
      let left = table.cost(
        segment.place, ladder.finest(interval.scale, interval.start, split), segment.vector)
      return run + right + left == value
    }
  }

  /// Returns the free room while a segment's first state stays where it is.
  fileprivate func beside(_ segment: Segment) -> Int? {
    guard case .stored(let tier) = segment.place else { return segment.vector }
    let place = table.chain.tiers[tier]
    return table.vectors.rest(segment.vector, less: place.stateUnits[part(segment)], of: place.pool)
  }
}
