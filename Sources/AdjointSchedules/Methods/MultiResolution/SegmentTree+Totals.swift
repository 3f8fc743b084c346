extension SegmentTree {
  /// The current segment of a walk over the nodes.
  private struct Place {
    /// The segment's first state.
    var start: Int
    /// How often the segment's steps have been advanced over as part of left parts.
    var runs: Int
  }

  /// Calls `visit` with each node, its segment's first state, and how often it has been a part of a left part.
  @inline(__always)
  private func walk(_ visit: (Node, Place) -> Void) {
    var place = Place(start: 0, runs: 0)
    var pending: [Place] = []
    for node in nodes {
      visit(node, place)
      switch node {
      case .write, .release: continue
      case .split(let steps, _, _):
        pending.append(Place(start: place.start, runs: place.runs + 1))
        place.start += Int(steps)
      case .backward:
        if let next = pending.popLast() { place = next }
      }
    }
  }

  /// Returns the cost of the schedule without its backward steps.
  ///
  /// - Complexity: O(nodes). 2^30 sums of 64 bits fit 128.
  func cost(_ sums: CostSums, on levels: [Level]) -> Int128 {
    var cost: Int128 = 0
    walk { node, place in
      switch node {
      case .write(let level): cost += Int128(levels[Int(level)].writeCost)
      case .split(let steps, let level, _):
        // The run over all steps fits, so each run does.
        cost += Int128(sums.sum(from: place.start, to: place.start + Int(steps)) ?? 0)
        cost += Int128(levels[Int(level)].readCost)
      case .release, .backward: break
      }
    }
    return cost
  }

  /// - Complexity: O(nodes) time, O(peak number of stored states) memory.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try PlanningError.checkCancellation()
    var statistics = Statistics(levels: Array(repeating: Statistics.LevelUse(), count: levelCount))
    var taken = [Int](repeating: 0, count: levelCount)
    var steps: Int128 = 0
    walk { node, place in
      statistics.operations += 1
      switch node {
      case .write(let level):
        let level = Int(level)
        taken[level] += 1
        statistics.levels[level].writes += 1
        statistics.levels[level].peakSlots = max(statistics.levels[level].peakSlots, taken[level])
      case .release(let level): taken[Int(level)] -= 1
      case .split(let count, let level, _):
        // The forward run and the read.
        statistics.operations += 1
        statistics.levels[Int(level)].reads += 1
        steps += Int128(count)
        statistics.maxStepRuns = max(statistics.maxStepRuns, place.runs + 1)
      case .backward(let level):
        statistics.backwardSteps += 1
        if let level {
          statistics.operations += 1
          taken[Int(level)] -= 1
        }
      }
    }
    guard let forwardSteps = Int(exactly: steps) else { throw .overflow(quantity: .forwardSteps) }
    statistics.forwardSteps = forwardSteps
    return statistics
  }
}
