/// How few bytes of a level are enough: the schedules of the capacities tried on the way to the answer.
public struct CapacityBudget: Sendable {
  /// The schedule with one capacity.
  public struct Candidate: Sendable {
    /// The bytes of the level.
    public let capacity: Int
    /// The problem with them.
    public let problem: Problem
    /// The schedule found.
    public let figures: ScheduleSummary
    /// True if its makespan is within the limit.
    public let isWithin: Bool
  }

  /// The least capacity found, or nil if no capacity is enough.
  public let answer: Int?
  /// All capacities that were planned and have a schedule, in increasing order.
  public let candidates: [Candidate]

  /// The answer is accurate to one part in this many.
  private static let precision = 1000
  /// The most plans.
  private static let maximumPlans = 40

  /// Finds the least capacity of a level, accurate to a thousandth, with which ``Planner/best(for:)`` finds a schedule within
  /// a limit.
  ///
  /// With more room no best schedule costs more, so bisection finds it, starting from the room for every state and tape.
  /// If schedules are not proven best, the answer may be larger than necessary. Each plan gets a sixteenth of the work
  /// limit.
  ///
  /// - Parameters:
  ///   - problem: The problem; the level's own capacity is ignored.
  ///   - level: The level's index in the problem.
  ///   - limit: The largest makespan allowed.
  ///   - observer: Receives progress updates.
  /// - Precondition: The level has a capacity of its own.
  /// - Throws: ``PlanningError`` if no capacity that was tried has a schedule, or the planning task is cancelled.
  /// - Complexity: at most 41 plans.
  public init(
    _ problem: Problem, level: Int, atMost limit: MakespanLimit, observer: PlanningObserver? = nil
  ) throws(PlanningError) {
    var planned: [Int: Candidate] = [:]
    var failure: PlanningError?
    var plans = 0
    func isWithin(_ capacity: Int) throws(PlanningError) -> Bool {
      plans += 1
      let changed = problem.with(capacity: capacity, atLevel: level)
      do throws(PlanningError) {
        let figures = try ScheduleSummary(among: PlanningEffort.mostParts, observer: observer) {
          () throws(PlanningError) in
          try Planner.best(for: changed).schedule(for: changed, options: PlannerOptions(observer: observer))
        }
        let isWithin = figures.makespan <= (try limit.makespan(for: changed))
        planned[capacity] = Candidate(capacity: capacity, problem: changed, figures: figures, isWithin: isWithin)
        return isWithin
      } catch {
        if error == .cancelled { throw error }
        failure = error
        return false
      }
    }
    var (low, high) = (0, problem.everythingStored(atLevel: level))
    let isEnough = try isWithin(high)
    while isEnough && high - low > max(1, high / Self.precision) && plans < Self.maximumPlans {
      let middle = low + (high - low) / 2
      if try isWithin(middle) { high = middle } else { low = middle }
    }
    // Nothing at all is tried last, since it is seldom enough.
    if isEnough, low == 0, high > 0, try isWithin(0) { high = 0 }
    if planned.isEmpty, let failure { throw failure }
    answer = isEnough ? high : nil
    candidates = planned.values.sorted { $0.capacity < $1.capacity }
  }
}
