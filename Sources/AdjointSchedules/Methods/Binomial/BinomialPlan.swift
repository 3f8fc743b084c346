/// Revolve's decisions in closed form: one level with m slots and free access, a chain of any length, no table.
///
/// For N = l + 1 backward steps let t be the repetition number, the least with beta(m, t) >= N. An advance j is optimal
/// if and only if neither part needs more than its share of repetitions,
///
///     beta(m, t - 2) <= j <= beta(m, t - 1)   and   beta(m - 1, t - 1) <= N - j <= beta(m - 1, t),
///
/// and the largest of those is used. ``LevelTable`` breaks ties in the same way, so both give the same schedule.
///
/// - Complexity: amortised O(1) per decision with cached binomials; memory for at most 2^16 of them.
///
/// A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846.
struct BinomialPlan: SegmentPlan {
  /// The state of a segment, besides its length.
  struct State: Hashable, Sendable {
    /// The free slots, including that of the segment's own first state.
    var slots: Int
    /// The repetition number t of the segment with these slots; stored to save recomputing it.
    var repetitions: Int
    var isStored: Bool
  }

  let level: Int
  let root: State
  private let betas: BetaCache

  /// - Precondition: `slots` >= 1, or `length` is 0.
  init(level: Int, slots: Int, length: Int) {
    self.level = level
    // More slots than steps are never used; one slot keeps the formulas defined without steps.
    let slots = max(1, min(slots, length))
    root = Self.state(length: length, slots: slots)
    betas = BetaCache(slots: slots, repetitions: root.repetitions)
  }

  /// The state of the whole chain if x_0 is already stored.
  var stored: State { State(slots: root.slots, repetitions: root.repetitions, isStored: true) }

  /// Returns the state of a chain of `length` with all slots.
  func state(length: Int) -> State { Self.state(length: length, slots: root.slots) }

  /// Returns the state of a chain of `length` with `slots` slots, x_0 in the buffer.
  static func state(length: Int, slots: Int) -> State {
    let slots = max(1, min(slots, length))
    return State(
      slots: slots, repetitions: Binomial.repetitions(slots: slots, count: Int128(length) + 1), isStored: false)
  }

  func revolve(_ state: State, length: Int) -> State? { level == 0 ? state : nil }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    if length == 0 { return .backward(discarding: state.isStored ? level : nil) }
    guard state.isStored else {
      return .write(level: level, next: State(slots: state.slots, repetitions: state.repetitions, isStored: true))
    }
    let (m, t, count) = (state.slots, state.repetitions, length + 1)
    if m == 1 {
      return .split(
        steps: length, right: State(slots: 0, repetitions: 0, isStored: false), level: level,
        left: State(slots: 1, repetitions: t - 1, isStored: true))
    }
    let least = betas.beta(m - 1, t - 1)
    let steps = min(betas.beta(m, t - 1), count - least)
    let right = State(slots: m - 1, repetitions: count - steps > least ? t : t - 1, isStored: false)
    let left = State(
      slots: m, repetitions: steps > betas.beta(m, t - 2) ? t - 1 : t - 2, isStored: true)
    return .split(steps: steps, right: right, level: level, left: left)
  }

  /// With a single repetition every state is stored; with a single slot only the first.
  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    if length == 0 { return nil }
    if state.slots == 1 && state.isStored { return .runs(level: level) }
    guard state.repetitions == 1, !state.isStored else { return nil }
    let blocks = SegmentBlocks(
      steps: 1, level: level, count: length, left: State(slots: state.slots, repetitions: 0, isStored: true),
      next: state)
    return .blocks(Self.blocks(blocks, of: state, atMost: length))
  }

  /// Returns at most `count` blocks of a single repetition.
  static func blocks(_ blocks: SegmentBlocks<State>, of state: State, atMost count: Int) -> SegmentBlocks<State> {
    var blocks = blocks
    let isAll = count >= blocks.count
    blocks.count = min(blocks.count, count)
    blocks.next = State(slots: state.slots - blocks.count, repetitions: isAll ? 0 : 1, isStored: false)
    return blocks
  }
}
