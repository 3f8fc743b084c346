/// The schedule that writes some states in the forward run and recomputes each other one from the last before it.
///
/// - Complexity: O(1) per decision; O(states kept) for the statistics.
struct KeptStatesPlan: SegmentPlan {
  enum State: Hashable, Sendable {
    /// The forward run has reached the kept state of this number.
    case sweep(Int, isStored: Bool)
    case segment(SingleSlotPlan.State)
  }

  /// The kept states in increasing order, starting with x_0.
  let starts: [Int]
  /// The level of each state.
  let levels: [Int]

  private let segment = SingleSlotPlan(level: 0)

  init(starts: [Int], levels: [Int]) {
    (self.starts, self.levels) = (starts, levels)
  }

  var root: State { .sweep(0, isStored: false) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .segment(let state): return segment.decision(for: state, length: length).map(State.segment)
    case .sweep(let number, let isStored):
      let level = levels[number]
      if !isStored { return .write(level: level, next: .sweep(number, isStored: true)) }
      let left = State.segment(segment.entry(level: level))
      if number + 1 == starts.count { return decision(for: left, length: length) }
      return .split(
        steps: starts[number + 1] - starts[number], right: .sweep(number + 1, isStored: false), level: level, left: left
      )
    }
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    guard case .segment(let state) = state else { return nil }
    return segment.repetition(for: state, length: length)?.map(State.segment)
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var statistics = Statistics(levels: Array(repeating: Statistics.LevelUse(), count: levelCount))
    var steps: Int128 = 0
    for (number, level) in levels.enumerated() {
      // The last segment's first run is the forward run itself, including the turn.
      let isLast = number + 1 == starts.count
      let runs = Int128((isLast ? length : starts[number + 1]) - starts[number])
      steps += isLast ? runs * (runs + 1) / 2 : runs + runs * (runs - 1) / 2
      statistics.operations += 3 * Int(runs) + (isLast ? 3 : 2)
      statistics.maxStepRuns = max(statistics.maxStepRuns, Int(runs))
      statistics.levels[level].writes += 1
      statistics.levels[level].reads += Int(runs)
      statistics.levels[level].peakSlots += 1
    }
    guard let forwardSteps = Int(exactly: steps) else { throw .overflow(quantity: .forwardSteps) }
    statistics.forwardSteps = forwardSteps
    statistics.backwardSteps = length + 1
    return statistics
  }
}
