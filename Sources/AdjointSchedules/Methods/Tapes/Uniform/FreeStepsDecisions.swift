/// Decisions for equal steps that cost nothing: only the reads that start runs count, and at most one write.
///
/// M units hold k tapes, or a state and k' tapes. The chain is reversed part by part, each reached by a read but the
/// first. If tape 0 is kept first, parts have k - 1 steps; if x_0 is stored, k', and the last k, since x_0 is dropped:
///
///     B(n, M) = min( r' (ceil((n - 1) / (k - 1)) - 1),   w + r ceil((n - k) / k') )       for n > k
///
/// Nested schedules are no better, since a part in less room needs at least as many reads for its steps.
struct FreeStepsDecisions: UniformTapeDecisions {
  enum State: Hashable, Sendable {
    case whole
    /// Reversed part by part, each read from tape 0.
    case fromTape
    /// Reversed part by part, each read from the stored x_0.
    case fromState
    /// Every step keeps its tape.
    case allInBuffer
    case allOnTape
  }

  /// k
  let tapes: Int
  /// k'
  let tapesBesideState: Int
  let storesState: Bool
  let surplus: Int

  /// - Returns: Nil if there is no room for a schedule or the surplus does not fit.
  /// - Precondition: Not all tapes fit.
  init?(_ chain: UniformTapeChain) {
    let n = chain.length
    let tapes = chain.room / chain.tapeUnits
    let beside = chain.room < chain.stateUnits ? 0 : (chain.room - chain.stateUnits) / chain.tapeUnits
    func total(_ reads: Int, _ cost: Int, _ more: Int) -> Int128 { Int128(reads) * Int128(cost) + Int128(more) }
    let fromTape = tapes >= 2 ? total((n - 2) / (tapes - 1), chain.tapeReadCost, 0) : .max
    let fromState = beside >= 1 ? total((n - tapes + beside - 1) / beside, chain.readCost, chain.writeCost) : .max
    guard let surplus = Int(exactly: min(fromTape, fromState)) else { return nil }
    (self.tapes, tapesBesideState, storesState, self.surplus) = (tapes, beside, fromState < fromTape, surplus)
  }

  var root: State { .whole }

  func place(of state: State) -> UniformTapePlace {
    switch state {
    case .whole, .allInBuffer: return .nowhere
    case .fromTape, .allOnTape: return .onTape
    case .fromState: return .stored
    }
  }

  func decision(for state: State, length: Int) -> UniformTapeDecision<State> {
    switch state {
    case .whole: return storesState ? .write(.fromState) : .tape(.fromTape)
    case .allInBuffer, .allOnTape: return .tape(.allOnTape)
    case .fromTape:
      return length < tapes ? .tape(.allOnTape) : .split(steps: length - tapes + 1, right: .allInBuffer, left: state)
    case .fromState:
      if length <= tapes { return .tape(.allOnTape) }
      return .split(steps: length - min(tapesBesideState, length - tapes), right: .allInBuffer, left: state)
    }
  }
}
