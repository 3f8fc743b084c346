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
  /// What can be free of the level's room.
  var rooms: TapeRooms

  var length: Int { forwardCosts.count }

  /// Returns the number of the steps i ... j among all intervals, those with one i side by side.
  func row(_ start: Int, _ end: Int) -> Int { start * length - start * (start - 1) / 2 + end - start }

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
