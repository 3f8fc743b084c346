/// The decisions of a planner, which determine the operations and statistics of its schedules.
///
/// Every planner of this family works on *segments*: a stretch x_i ... x_{i+n} of the chain whose n + 1 backward steps
/// remain to be run, with x_i in the buffer. A plan answers, for a segment of length n in a planner-defined `State`
/// (which slots are free, whether x_i is stored already), what to do first. It never sees i: a decision depends on the
/// length alone, which is what lets equal segments share their plans.
protocol SegmentPlan: SchedulePlan {
  associatedtype State: Hashable & Sendable

  /// The state of the whole chain: x_0 in the buffer, nothing stored.
  var root: State { get }

  /// Returns what to do first with a segment of length `length` in `state`.
  ///
  /// Called only for states returned by the plan itself, with lengths that it reached.
  func decision(for state: State, length: Int) -> SegmentDecision<State>

  /// Returns the summary of a segment's schedule if there is a formula; nil to add it up.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary?

  /// Returns a repetition at the start of a segment: the same operations that the decisions lead to, but known
  /// together; nil if none is known.
  func repetition(for state: State, length: Int) -> SegmentRepetition<State>?

  /// Returns the state of a segment of Revolve's that keeps everything on level 0; nil for others, and if it is not known.
  func revolve(_ state: State, length: Int) -> BinomialPlan.State?

  /// How many of the distinct segments have a number.
  var numberedSegments: Int { get }

  /// Returns the number of the segment that this state has wherever it occurs; nil if it may have several lengths.
  func number(of state: State) -> Int?
}

extension SegmentPlan {
  var numberedSegments: Int { 0 }

  func number(of state: State) -> Int? { nil }

  func revolve(_ state: State, length: Int) -> BinomialPlan.State? { nil }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? { nil }

  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? { nil }
}

/// What to do first with a segment whose first state x_i is in the buffer.
enum SegmentDecision<State: Sendable>: Sendable {
  /// The segment is a single backward step: run it, then free the slot of x_i at `discarding`, if any.
  case backward(discarding: Int?)
  /// Store x_i at `level`, then continue.
  case write(level: Int, next: State)
  /// Store x_i at `level` and free its slot at `source`, then continue.
  case move(source: Int, level: Int, next: State)
  /// x_i will not be read again: free its slot at `level`, then continue.
  case release(level: Int, next: State)
  /// Advance `steps` steps and reverse everything to the right of there; then read x_i from `level` and reverse the
  /// rest, a segment of length `steps` - 1.
  case split(steps: Int, right: State, level: Int, left: State)
}

extension SegmentDecision {
  /// Returns the same decision with its states wrapped, for a plan that contains another.
  func map<Other: Sendable>(_ transform: (State) -> Other) -> SegmentDecision<Other> {
    switch self {
    case .backward(let level): return .backward(discarding: level)
    case .write(let level, let next): return .write(level: level, next: transform(next))
    case .move(let source, let level, let next):
      return .move(source: source, level: level, next: transform(next))
    case .release(let level, let next): return .release(level: level, next: transform(next))
    case .split(let steps, let right, let level, let left):
      return .split(steps: steps, right: transform(right), level: level, left: transform(left))
    }
  }
}
