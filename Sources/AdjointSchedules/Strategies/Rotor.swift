/// Rotor's problem: the least makespan of a chain whose steps may keep their tapes, on any levels.
///
/// States and tapes have individual sizes, steps and backward steps individual costs. A table over intervals and room
/// in whole units decides which states are written, which steps keep their tape right away, and what is rerun; see
/// `RoomTable`, which also explains when its schedule is proven optimal.
///
/// O. Beaumont, L. Eyraud-Dubois, J. Herrmann, A. Joly, A. Shilova, Optimal checkpointing for heterogeneous chains: how
/// to train deep neural networks with limited memory, Inria RR-9302 (2019), doi:10.48550/arXiv.1911.13214. Their
/// recurrence keeps the first state of every part along with its tape; this one drops states that are not read again,
/// and is never worse.
enum Rotor {
  /// Returns the best schedule of a chain with tapes.
  ///
  /// - Throws: ``PlanningError`` when the chain has no tapes, when there is no level, when the room is too little, with the
  ///   least that is enough, or when a total does not fit 64 bits.
  /// - Complexity: O(l^3 V K) time and O(l^2 V K) memory for K levels and V vectors of free units, as many as fit 1 GiB and
  ///   9 x 10^9 sums, and linear in l beyond that; O(l K) an operation. Equal steps with slots that cost nothing take the
  ///   closed form of ``Mixed``.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    if problem.isOverlapped { return try OverlapPlanning.unequal(problem, planner: .rotor) }
    return try TapePlanning.best(for: problem, planner: .rotor)
  }
}
