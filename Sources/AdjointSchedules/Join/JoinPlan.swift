/// What a schedule of a join does, segment by segment.
struct JoinPlan: Sendable {
  /// The steps `start` ... `start` + `steps` - 1 of a branch, reversed from their checkpoint x_start.
  struct Segment: Hashable, Sendable {
    var branch: Int
    var start: Int
    var steps: Int
    /// Revolve's slots, that of x_start included.
    var slots: Int

    /// Revolve for the segment: its last step has run already, so it is a chain of one step less.
    var plan: BinomialPlan { BinomialPlan(level: 0, slots: slots, length: steps - 1) }
  }

  /// The segments in the order in which they are reversed.
  let segments: [Segment]
  /// The slots that are free for the handle.
  let handleSlots: Int
  /// All forward steps of branches and handle.
  let forwardSteps: Int128

  /// Returns the plan with the fewest forward steps.
  ///
  /// Ties: the fewest checkpoints, then the first branch, then the longest segment.
  static func best(for problem: JoinProblem, observer: PlanningObserver? = nil) throws(PlanningError) -> JoinPlan {
    let slots = Int(clamping: min(Int128(problem.slots ?? .max), problem.usefulSlots))
    if slots < problem.neededSlots {
      throw .tooFewSlotsToJoin(needed: problem.neededSlots, available: slots)
    }
    let table = try JoinTable(lengths: problem.branches, slots: slots, observer: observer)
    let branches = problem.branches.count
    var best: (checkpoints: Int, steps: Int128)?
    for checkpoints in branches..<table.layers.count {
      let free = slots - branches - checkpoints
      let steps = table.layers[checkpoints].last ?? JoinTable.unreachable
      if steps >= JoinTable.unreachable || free < min(problem.handle, 1) { continue }
      let total = Int128(steps) + BinomialPlan.forwardSteps(length: problem.handle, slots: free)
      if total < best?.steps ?? .max { best = (checkpoints, total) }
    }
    guard let best else { throw .tooFewSlotsToJoin(needed: problem.neededSlots, available: slots) }
    let firstRun = problem.branches.reduce(Int128(0)) { $0 + Int128($1) }
    return JoinPlan(
      segments: table.segments(checkpoints: best.checkpoints), handleSlots: slots - branches - best.checkpoints,
      forwardSteps: firstRun + best.steps)
  }

  /// Revolve for the handle.
  func handlePlan(length: Int) -> BinomialPlan { BinomialPlan(level: 0, slots: handleSlots, length: length) }
}

extension JoinTable {
  /// Returns the segments of a best plan with so many checkpoints at the turn.
  ///
  /// - Complexity: O(checkpoints x lengths), since each segment is looked for once.
  fileprivate func segments(checkpoints: Int) -> [JoinPlan.Segment] {
    var remaining = lengths
    var result: [JoinPlan.Segment] = []
    for stored in stride(from: checkpoints, to: 0, by: -1) {
      let segment = segment(stored, remaining)
      remaining[segment.branch] = segment.start
      result.append(segment)
    }
    return result
  }

  private func segment(_ checkpoints: Int, _ remaining: [Int]) -> JoinPlan.Segment {
    let index = zip(remaining, strides).reduce(0) { $0 + $1.0 * $1.1 }
    let unfinished = remaining.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
    let slots = segmentSlots(checkpoints: checkpoints, unfinished: unfinished)
    for (branch, length) in remaining.enumerated() {
      for steps in stride(from: length, to: 0, by: -1) {
        let cost = Int(BinomialPlan.forwardSteps(length: steps - 1, slots: slots))
        if cost + layers[checkpoints - 1][index - steps * strides[branch]] == layers[checkpoints][index] {
          return JoinPlan.Segment(branch: branch, start: length - steps, steps: steps, slots: slots)
        }
      }
    }
    preconditionFailure("an entry of the table is the least of its candidates")
  }
}
