/// The optimum if a tape takes as much room as a state, steps cost the same and storing is free, in closed form.
///
/// With T(n, m) and S(n, m) of ``RoomTable`` for n steps and m slots, counting forward runs without a tape:
///
///     S(n, m) = T(n - 1, m - 1),   T(n, m) = min over 1 <= k <= n of  k - 1 + T(n - k, m - 1) + T(k - 1, m)
///
/// A state is never worth a slot: its step's tape takes as much and also gives the next state. So the run that starts a
/// split ends with a tape, and T(n, m) + n is the number of steps that Revolve runs on a chain of length n with m
/// slots. Steps 1 ... n - 1 use Revolve's schedule with m - 1 slots, with x_1 read from tape 0 and the tape of step k -
/// 1 replacing a stored x_k.
///
/// - Complexity: amortised O(1) per operation and O(m) memory, as for ``BinomialPlan``.
struct MixedPlan: SchedulePlan {
  let level: Int
  let slots: Int
  private let splits: BinomialPlan

  /// - Precondition: `slots` >= min(`length`, 2).
  init(level: Int, slots: Int, length: Int) {
    self.level = level
    self.slots = min(slots, length)
    splits = BinomialPlan(level: level, slots: slots - 1, length: max(0, length - 1))
  }

  /// The total forward step runs, including those that keep their tapes.
  static func forwardSteps(length: Int, slots: Int) -> Int128 {
    length == 0 ? 0 : 1 + BinomialPlan.forwardSteps(length: length - 1, slots: slots - 1)
  }

  /// Returns the counts in closed form.
  ///
  /// Of the n - 1 splits, those with a run longer than one step read the part to its left. The number of splits with a
  /// single step to their left is one more than the states that Revolve writes, since n leaves hang from the n - 1
  /// splits.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var use = Statistics.LevelUse(tapes: length, peakSlots: slots)
    if length > 1 { use.reads = length - 2 - BinomialPlan.writesWithin(count: length, slots: slots - 1) }
    let steps = Self.forwardSteps(length: length, slots: slots)
    guard steps <= Int128(Int.max) else { throw .overflow(quantity: .forwardSteps) }
    return Statistics(
      operations: 2 * (length + use.reads), forwardSteps: Int(steps), backwardSteps: length,
      maxStepRuns: length > 1 ? splits.root.repetitions : length, levels: [use])
  }

  func operations(length: Int) -> OperationSource {
    UniformTapePlan(decisions: self, level: level, bytes: nil).operations(length: length)
  }
}

extension MixedPlan: UniformTapeDecisions {
  /// Revolve's state for a segment's steps, and how they start.
  enum State: Hashable, Sendable {
    /// All steps.
    case whole
    /// Their first state can be read from the tape before them.
    case onTape(BinomialPlan.State)
    /// The first step keeps its tape before the others are split.
    case taped(BinomialPlan.State)
  }

  var root: State { .whole }

  func place(of state: State) -> UniformTapePlace {
    if case .onTape = state { return .onTape }
    return .nowhere
  }

  func decision(for state: State, length: Int) -> UniformTapeDecision<State> {
    switch state {
    case .whole: return .tape(.onTape(splits.stored))
    case .taped(let rest): return .tape(.onTape(rest))
    case .onTape(let state):
      guard case .split(let steps, var right, _, let left) = splits.decision(for: state, length: length) else {
        preconditionFailure("a chain of steps whose first state is stored is split")
      }
      right.isStored = true
      if steps == 1 { return .tape(.onTape(right)) }
      return .split(steps: steps - 1, right: .taped(right), left: .onTape(left))
    }
  }
}
