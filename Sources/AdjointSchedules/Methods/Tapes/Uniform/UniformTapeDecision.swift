/// Where the first state of the steps to reverse is, besides the buffer.
enum UniformTapePlace: Hashable, Sendable {
  case nowhere
  case stored
  /// It can be read from the tape of the previous step, which stays until the steps are reversed.
  case onTape
}

/// What to do first with steps to reverse, with their first state in the buffer.
enum UniformTapeDecision<State: Sendable>: Sendable {
  /// Store the first state, then continue.
  case write(State)
  /// Run the first step with its tape, after dropping a stored state; then reverse the others, if any.
  case tape(State)
  /// Run `steps` steps without tapes and reverse everything to the right of there; then read the first state and
  /// reverse those steps.
  case split(steps: Int, right: State, left: State)
}

/// The decisions of a schedule of equal steps with tapes: they depend on a segment's length and a plan-defined state,
/// not on where the segment starts.
protocol UniformTapeDecisions: Sendable {
  associatedtype State: Hashable & Sendable

  /// The state of the whole chain.
  var root: State { get }

  func place(of state: State) -> UniformTapePlace

  /// How many of the distinct segments have a number.
  var numberedSegments: Int { get }

  /// Returns the number of the segment that this state has wherever it occurs; nil if it may have several lengths.
  func number(of state: State) -> Int?

  /// Returns what to do first with `length` >= 1 steps.
  func decision(for state: State, length: Int) -> UniformTapeDecision<State>
}

extension UniformTapeDecisions {
  var numberedSegments: Int { 0 }

  func number(of state: State) -> Int? { nil }
}
