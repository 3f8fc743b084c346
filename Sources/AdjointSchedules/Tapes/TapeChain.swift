/// A chain with tapes on one level, in plain numbers: the input of a ``TapeTable``.
///
/// Sizes and room are whole units of a grid. Costs common to all schedules, each step's run with its tape and each
/// backward step, are left out.
struct TapeChain: Sendable {
  /// f_0 ... f_{l-1}.
  var forwardCosts: [Int]
  /// The units of x_0 ... x_{l-1} (s_i); no planner stores x_l.
  var stateUnits: [Int]
  /// The units of tape 0 ... l - 1 (t_i).
  var tapeUnits: [Int]
  var writeCost: Int
  var readCost: Int
  /// The possible amounts of free room on the level.
  var rooms: TapeRooms

  var length: Int { forwardCosts.count }

  /// Returns the index of steps i ... j among all intervals; those with the same i are adjacent.
  func row(_ start: Int, _ end: Int) -> Int { start * length - start * (start - 1) / 2 + end - start }

  /// The least room that a schedule needs.
  ///
  /// While tape j > 0 is made, x_0 or tape 0 must be stored, because otherwise no earlier step could run again. This is
  /// also enough, since every later step can be reached from either of them.
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
