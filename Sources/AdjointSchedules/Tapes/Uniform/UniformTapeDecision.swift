/// Where the first state of steps to be reversed is, beside the buffer.
enum UniformTapePlace: Hashable, Sendable {
  case nowhere
  case stored
  /// It can be read from the tape of the step before, which stays until the steps are reversed.
  case onTape
}

/// What to do first with steps to be reversed, whose first state is in the buffer.
enum UniformTapeDecision<State: Sendable>: Sendable {
  /// Store the first state, then go on.
  case write(State)
  /// Run the first step with its tape, a stored state dropped before; then reverse the others, if there are any.
  case tape(State)
  /// Run `steps` steps without tapes and reverse what lies right of there; then read the first state and reverse those.
  case split(steps: Int, right: State, left: State)
}

/// What a schedule of equal steps with tapes does, segment by segment: decisions depend on a segment's length and a state
/// that the plan defines, never on where the segment begins.
protocol UniformTapeDecisions: Sendable {
  associatedtype State: Hashable & Sendable

  /// The state of the whole chain.
  var root: State { get }

  func place(of state: State) -> UniformTapePlace

  /// Returns what to do first with `length` >= 1 steps.
  func decision(for state: State, length: Int) -> UniformTapeDecision<State>
}
