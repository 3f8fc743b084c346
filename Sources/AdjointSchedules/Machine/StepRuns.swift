/// Counts how often each forward step runs, in memory proportional to the stored states rather than the chain.
///
/// A step F_i is useful only until B_{i+1} has run; its count is then final, and only the maximum is kept. Runs are
/// stored as differences at their two ends: the count of a step is the sum of the differences at positions to its
/// right. Runs over steps that are no longer useful are ignored.
struct StepRuns {
  /// The largest final count.
  private var final = 0

  /// Differences at increasing positions: most runs start and end past all other positions that are not final.
  private var stack: [(position: Int, difference: Int)] = []
  /// Differences at positions out of order.
  private var rest: [Int: Int] = [:]
  /// The sum of the differences at settled positions: the runs of the last step that is not settled yet, so far as
  /// they ended there or beyond.
  private var settled = 0

  /// The largest count, of steps that may still run again too: a part of a reversal leaves some.
  ///
  /// - Complexity: O(p log p) for p positions that are not settled.
  var maximum: Int {
    var (most, count) = (final, settled)
    let open = stack.map { ($0.position, $0.difference) } + rest.map { ($0.key, $0.value) }
    for (_, difference) in open.sorted(by: { $0.0 > $1.0 }) {
      count += difference
      most = max(most, count)
    }
    return most
  }

  /// Counts a run of steps `start` ... `end` - 1; `due` is the next backward step (-1: none).
  mutating func run(from start: Int, to end: Int, due: Int) {
    let end = min(end, due)
    guard start < end else { return }
    add(-1, at: start)
    add(1, at: end)
  }

  /// Finalises the count of the step before `step`, whose backward step runs now; all later steps are already final.
  mutating func settle(_ step: Int) {
    if let last = stack.last, last.position == step {
      settled += last.difference
      stack.removeLast()
    }
    if !rest.isEmpty { settled += rest.removeValue(forKey: step) ?? 0 }
    final = max(final, settled)
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
