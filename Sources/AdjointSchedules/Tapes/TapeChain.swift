/// A chain with tapes on one level, in plain numbers: what a ``TapeTable`` is made from.
///
/// Sizes and room are whole units of a grid. What every schedule pays alike, each step's run with its tape and each
/// backward step, is left out.
struct TapeChain: Sendable {
  /// f_0 ... f_{l-1}.
  var forwardCosts: [Int]
  /// The units of x_0 ... x_{l-1} (s_i): no planner stores x_l.
  var stateUnits: [Int]
  /// The units of tape 0 ... l - 1 (t_i).
  var tapeUnits: [Int]
  var writeCost: Int
  var readCost: Int
  /// The units of the level.
  var room: Int

  var length: Int { forwardCosts.count }

  /// Returns the number of the steps i ... j among all intervals, those with one i side by side.
  func row(_ start: Int, _ end: Int) -> Int { start * length - start * (start - 1) / 2 + end - start }

  /// The same chain, a state of which weighs no more than those before it, from x_1 on: there dropping a state early and
  /// making it again is of no use, and the table is exact (``TapeTable``).
  var withFallingStates: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst(2) {
      relaxed.stateUnits[state] = min(relaxed.stateUnits[state], relaxed.stateUnits[state - 1])
    }
    return relaxed
  }

  /// The same chain, its states weightless where the next one is heavier: what takes no room is never dropped early, and
  /// the others may still give way to their successors, so that the table is exact here too.
  var withFreeGrowingStates: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst().dropLast().reversed()
    where relaxed.stateUnits[state + 1] > relaxed.stateUnits[state] {
      relaxed.stateUnits[state] = 0
    }
    return relaxed
  }

  var hasFallingStates: Bool { zip(stateUnits.dropFirst(), stateUnits.dropFirst(2)).allSatisfy { $0 >= $1 } }

  /// The least room that any schedule needs.
  ///
  /// While tape j > 0 is made, x_0 or tape 0 is stored: without both, no earlier step can be run any more. That much is
  /// also enough: from either of them every later step can be reached again.
  static func leastRoom(states: StepSize, tapes: StepSize, length: Int) -> Int128 {
    guard length > 0 else { return 0 }
    let first = tapes[0]
    guard length > 1 else { return Int128(first) }
    let later: Int
    switch tapes {
    case .uniform(let size): later = size
    case .each(let sizes): later = sizes.dropFirst().max() ?? 0
    }
    return max(Int128(first), Int128(min(states[0], first)) + Int128(later))
  }
}
