/// How many slots a level should have: the optimum for several numbers of slots around a chosen one.
public struct SlotBudget: Sendable {
  /// The optimum with one number of slots.
  public struct Candidate: Sendable {
    /// The number of slots of the level.
    public let slots: Int
    /// The schedule with them.
    public let figures: ScheduleSummary
  }

  /// The answer, or nil if no number is enough.
  public let answer: Int?
  /// The answer, its neighbours, and half and twice as many, in increasing order; without an answer, the most useful
  /// number.
  public let candidates: [Candidate]

  /// Finds the fewest slots of a level with which the optimum is at most `limit`.
  ///
  /// Another slot never costs more, since it may stay empty, so bisection finds the number. If ``Planner/hrevolve``
  /// does not prove its schedule best, the answer may be larger than necessary. Each plan gets a sixteenth of the work
  /// limit.
  ///
  /// - Parameters:
  ///   - problem: The problem; the level's own number of slots is ignored.
  ///   - level: The level's index in the problem.
  ///   - limit: The largest makespan allowed, in the problem's units.
  ///   - observer: Receives progress updates.
  /// - Throws: ``PlanningError`` if the problem cannot be planned with any number of slots, or ``Planner/hrevolve`` does
  ///   not take it: branches that join, tapes, overlapped levels.
  /// - Complexity: O(log l) plans.
  public init(
    _ problem: Problem, level: Int, atMost limit: Int, observer: PlanningObserver? = nil
  ) throws(PlanningError) {
    var search = Search(problem: problem, level: level, observer: observer)
    let most = max(search.least, problem.chain.length)
    var high = search.least
    while high < most, try !search.isWithin(limit, slots: high) { high = min(most, max(1, high * 2)) }
    guard try search.isWithin(limit, slots: high) else {
      answer = nil
      candidates = [Candidate(slots: high, figures: try search.figures(high))]
      return
    }
    // Fewer than `low` are too few; `high` are enough.
    var low = search.least
    while low < high {
      let middle = low + (high - low) / 2
      if try search.isWithin(limit, slots: middle) { high = middle } else { low = middle + 1 }
    }
    answer = high
    candidates = try search.neighbours(of: high, most: most)
  }

  /// Plans with a given number of slots of a level, and with its neighbours.
  ///
  /// - Throws: ``PlanningError`` if the problem cannot be planned with that many.
  /// - Complexity: at most seven plans.
  public init(_ problem: Problem, level: Int, slots: Int, observer: PlanningObserver? = nil) throws(PlanningError) {
    var search = Search(problem: problem, level: level, observer: observer)
    _ = try search.figures(slots)
    answer = slots
    candidates = try search.neighbours(of: slots, most: Level.maximumSlots)
  }
}

/// The optimum by number of slots, each computed once.
private struct Search {
  let problem: Problem
  let level: Int
  private let observer: PlanningObserver?
  private var known: [Int: ScheduleSummary] = [:]

  init(problem: Problem, level: Int, observer: PlanningObserver?) {
    self.problem = problem
    self.level = level
    self.observer = observer
  }

  /// The fewest slots with which there is a schedule.
  var least: Int {
    // Overlapped levels hold nothing that has not been on level 0.
    let hasOthers = problem.levels.enumerated().contains {
      $0.offset != level && $0.element.slots != 0 && !$0.element.isOverlapped
    }
    return hasOthers || problem.chain.length == 0 ? 0 : 1
  }

  mutating func figures(_ slots: Int) throws(PlanningError) -> ScheduleSummary {
    if let figures = known[slots] { return figures }
    // About thirty or more numbers of slots are tried.
    let figures = try PlanningProgress.observed(by: observer) { () throws(PlanningError) in
      try ScheduleSummary(among: PlanningEffort.mostParts) { () throws(PlanningError) in
        try Planner.hrevolve.schedule(for: problem.with(slots: slots, atLevel: level))
      }
    }
    known[slots] = figures
    return figures
  }

  /// True if the optimum is at most `limit`; a makespan that does not fit 64 bits is not.
  mutating func isWithin(_ limit: Int, slots: Int) throws(PlanningError) -> Bool {
    do throws(PlanningError) {
      return try figures(slots).makespan <= limit
    } catch .overflow {
      return false
    }
  }

  /// Returns the candidates around a number of slots, without those whose totals do not fit 64 bits.
  mutating func neighbours(of slots: Int, most: Int) throws(PlanningError) -> [SlotBudget.Candidate] {
    let double = slots.multipliedReportingOverflow(by: 2)
    let wanted = Set([slots / 2, slots - 2, slots - 1, slots, slots + 1, slots + 2, double.partialValue])
    var candidates: [SlotBudget.Candidate] = []
    for slots in wanted.filter({ $0 >= least && $0 <= most }).sorted() {
      do throws(PlanningError) {
        candidates.append(SlotBudget.Candidate(slots: slots, figures: try figures(slots)))
      } catch .overflow {
        continue
      }
    }
    return candidates
  }
}
