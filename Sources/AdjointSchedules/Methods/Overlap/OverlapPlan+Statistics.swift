/// The counts of an overlapped plan, without generating its operations: each distinct stretch is counted once.
extension OverlapPlan {
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var total = SegmentSummary(levelCount: levelCount)
    var (number, end) = (0, shape.tailStart)
    for group in shape.groups.reversed() {
      let start = end - group.steps
      // The prefetches of a stretch are those of another; all together each block has one.
      let swept = try machine.summary(shape.sweep(group, from: start), levelCount)
      let reversed = try machine.summary(
        shape.stretchActions(group, number: shape.blockCount, from: start) + prefetches(group, start), levelCount)
      try total.append(try swept.repeated(group.count))
      try total.append(try reversed.repeated(group.count))
      number += group.count * group.blocks.count
      end -= group.count * group.steps
    }
    let tail = OverlapShape(groups: [], tail: shape.tail, depth: shape.depth, slots: shape.slots)
    try total.append(try machine.summary(tail.tailActions(), levelCount))
    var statistics = total.statistics
    statistics.maxStepRuns = maxStepRuns
    statistics.levels[0].peakSlots = machine.slots - unused
    for level in machine.slower where level.isOverlapped {
      let states = shape.groups.reduce(0) { $0 + (machine.slower[$1.channel].index == level.index ? $1.count : 0) }
      statistics.levels[level.index].peakSlots = states
    }
    try machine.addTimes(to: &statistics, makespan: makespan)
    return statistics
  }

  private func prefetches(_ group: OverlapShape.Group, _ start: Int) -> [OverlapAction] {
    group.blocks.map { _ in .prefetch(group.channel, start) } + [.forget(group.channel, start)]
  }

  /// The most runs of a step: in the first sweep, in each advance from the first state of its stretch, and in its block.
  var maxStepRuns: Int {
    var most = runs(shape.tail)
    for group in shape.groups {
      for (index, block) in group.blocks.enumerated() {
        most = max(most, 1 + index + (block.offset > 0 ? 1 : 0), 1 + index + runs(block))
      }
    }
    return most
  }

  private func runs(_ block: OverlapShape.Block) -> Int {
    func repetitions(_ steps: Int, _ slots: Int) -> Int {
      steps == 1 ? 0 : BinomialPlan.state(length: steps - 1, slots: slots).repetitions
    }
    if block.steps == 1 { return 0 }
    switch block.issue {
    case .after: return repetitions(block.steps, shape.slots)
    case .before(let left), .within(let left):
      var inside = repetitions(left, shape.slots - 1)
      if case .within = block.issue { inside = left > 1 ? 1 : 0 }
      if left == block.steps { return inside }
      return max(1, 1 + inside, repetitions(block.steps - left, shape.slots - 1))
    }
  }
}
