extension JoinTable {
  /// Returns the individual segments of a best plan with a given number of checkpoints at the turn.
  ///
  /// - Complexity: O(checkpoints x lengths), since each segment is searched once.
  func segments(checkpoints: Int) -> [JoinRun] {
    var remaining = lengths
    var result: [JoinRun] = []
    for stored in stride(from: checkpoints, to: 0, by: -1) {
      let segment = segment(stored, remaining)
      remaining[segment.branch] = segment.start
      result.append(segment)
    }
    return result
  }

  private func segment(_ checkpoints: Int, _ remaining: [Int]) -> JoinRun {
    let index = zip(remaining, strides).reduce(0) { $0 + $1.0 * $1.1 }
    let unfinished = remaining.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
    let slots = segmentSlots(checkpoints: checkpoints, unfinished: unfinished)
    for (branch, length) in remaining.enumerated() {
      for steps in stride(from: length, to: 0, by: -1) {
        let cost = Int(BinomialPlan.forwardSteps(length: steps - 1, slots: slots))
        if cost + layers[checkpoints - 1][index - steps * strides[branch]] == layers[checkpoints][index] {
          return JoinRun(
            branch: branch, start: length - steps, steps: steps, slots: SlotRun(most: slots, count: 1))
        }
      }
    }
    preconditionFailure("an entry of the table is the least of its candidates")
  }
}
