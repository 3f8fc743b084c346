import AdjointSchedules

/// How many states of the machine the exhaustive search may meet.
enum SearchSize {
  /// Returns an upper bound on the states, at most 10^9.
  static func states(_ problem: Problem) -> Int {
    let length = problem.chain.length
    if length > 12 { return 1_000_000_000 }
    let things = length + 1 + (problem.chain.tapes == nil ? 0 : length)
    var count = (length + 2) * (length + 2)
    for level in problem.levels {
      count = min(
        1_000_000_000, count * subsets(of: things, atMost: level.capacity == nil ? level.slots ?? things : things))
    }
    return count
  }

  private static func subsets(of things: Int, atMost most: Int) -> Int {
    var (sum, binomial) = (0, 1)
    for chosen in 0...min(things, most) {
      sum += binomial
      binomial = binomial * (things - chosen) / (chosen + 1)
    }
    return sum
  }
}
