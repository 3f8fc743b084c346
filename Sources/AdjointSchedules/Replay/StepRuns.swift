/// Counts how often each forward step runs, in memory that grows with the stored states instead of the chain.
///
/// A step F_i serves only until B_{i+1} has run, so its count is settled then and only the maximum is kept. Runs are
/// held as differences at their two ends: the count of a step is the sum of the differences at the positions right of
/// it. Runs over steps that no longer serve are left out.
struct StepRuns {
  /// The greatest count among settled steps.
  private(set) var maximum = 0

  /// Differences at rising positions: most runs begin and end beyond all others that are not settled.
  private var stack: [(position: Int, difference: Int)] = []
  /// The differences at positions that came out of order.
  private var rest: [Int: Int] = [:]
  /// The sum of the differences at settled positions: the runs of the last step that is not settled yet, so far as
  /// they ended there or beyond.
  private var settled = 0

  /// Counts one run of each step from `start` to `end` - 1, where `due` is the next backward step (-1: none).
  mutating func run(from start: Int, to end: Int, due: Int) {
    let end = min(end, due)
    guard start < end else { return }
    add(-1, at: start)
    add(1, at: end)
  }

  /// Settles the step before `step`, whose backward step runs now; every step above is settled already.
  mutating func settle(_ step: Int) {
    if let last = stack.last, last.position == step {
      settled += last.difference
      stack.removeLast()
    }
    if !rest.isEmpty { settled += rest.removeValue(forKey: step) ?? 0 }
    maximum = max(maximum, settled)
  }

  private mutating func add(_ difference: Int, at position: Int) {
    guard let last = stack.last, last.position >= position else {
      stack.append((position, difference))
      return
    }
    if last.position == position {
      stack[stack.count - 1].difference += difference
      if stack[stack.count - 1].difference == 0 { stack.removeLast() }
    } else {
      let sum = (rest[position] ?? 0) + difference
      rest[position] = sum == 0 ? nil : sum
    }
  }
}
