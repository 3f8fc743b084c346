/// Every n-th block as a segment: PyTorch's `checkpoint_sequential`.
///
/// The chain is cut into segments of equal length; the last takes the remaining steps. The first run stores the first
/// state of each segment but the last, which keeps its tapes at once. The others run again from their stored states, one
/// after another, and keep all their tapes. No step runs more than twice.
///
/// Tapes take the levels where they cost least, and states what is left, or the other way round, whichever costs less.
/// Without a given length of segments the best number of them is used. Ties: the fewest segments.
///
/// T. Chen, B. Xu, C. Zhang, C. Guestrin, Training deep nets with sublinear memory cost (2016),
/// doi:10.48550/arXiv.1604.06174.
enum CheckpointSequential {
  /// Returns the schedule with segments of ``PlannerOptions/period`` steps, or with the best number of segments.
  ///
  /// - Throws: ``PlanningError`` if the chain has no tapes, if no division fits, or if a total does not fit 64 bits.
  /// - Complexity: O(l) divisions, O(levels^2) each for equal sizes and O(l levels) otherwise; beyond some seconds of
  ///   work only some of them, evenly spaced in ratio.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let given = options.period.map { [TapeDivision(length: problem.chain.length, period: $0)] }
    return try DividedTapes(problem, planner: .checkpointSequential).schedule(of: given, options: options)
  }
}
