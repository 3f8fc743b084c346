/// The counts of overlapped plans, and their times.
extension OverlapMachine {
  /// Returns the counts of actions; those of steps that run again and again are not counted.
  func summary(_ actions: [OverlapAction], _ levelCount: Int) throws(PlanningError) -> SegmentSummary {
    var result = SegmentSummary(levelCount: levelCount)
    for action in actions {
      switch action {
      case .forward(let from, let to): try result.forward(steps: to - from)
      case .backward: result.backward()
      case .write: result.write(level: 0)
      case .read: result.read(level: 0)
      case .discard: result.discard(level: 0)
      case .offload(let channel, _): result.write(level: slower[channel].index)
      case .prefetch(let channel, _): result.read(level: slower[channel].index)
      case .forget(let channel, _): result.discard(level: slower[channel].index)
      case .segment(_, let length, let state):
        if length == 0 {
          result.backward()
          result.discard(level: 0)
        } else if let part = try BinomialPlan.summary(for: state, length: length, level: 0, levelCount: levelCount) {
          try result.append(part)
        }
      }
    }
    return result
  }

  /// Adds the times of the channels and of the computing side.
  func addTimes(to statistics: inout Statistics, makespan: Int128) throws(PlanningError) {
    for level in slower where level.isOverlapped {
      let use = statistics.levels[level.index]
      statistics.levels[level.index].busyTime = try
        (Int128(use.writes) * Int128(level.writeCost) + Int128(use.reads) * Int128(level.readCost)).asMakespan()
    }
    let memory = statistics.levels[0]
    var computing = Int128(statistics.forwardSteps) * Int128(forwardCost)
    computing += Int128(statistics.backwardSteps) * Int128(backwardCost)
    computing += Int128(memory.writes) * Int128(writeCost) + Int128(memory.reads) * Int128(readCost)
    statistics.computeTime = try computing.asMakespan()
    statistics.stallTime = try (makespan - computing).asMakespan()
  }
}
