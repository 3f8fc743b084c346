/// A chain of equal steps with tapes on one level of limited room, in plain numbers.
///
/// Sizes and room are whole units of a grid. What every schedule pays alike, each step's run with its tape and each
/// backward step, is left out, as in ``TapeChain``.
struct UniformTapeChain: Hashable, Sendable {
  /// l, at least 1.
  var length: Int
  /// f
  var forwardCost: Int
  /// The units of a state (s).
  var stateUnits: Int
  /// The units of a tape (t), at least 1: tapes that take nothing all fit.
  var tapeUnits: Int
  var writeCost: Int
  /// The cost of reading a stored state.
  var readCost: Int
  /// The cost of reading from a tape the state that it ends with.
  var tapeReadCost: Int
  /// The units of the level (M).
  var room: Int

  /// True when a state may be worth its room.
  ///
  /// Where it takes no less than a tape, its step's tape is kept instead: runs begin one step later, and nothing is written.
  var storesStates: Bool { stateUnits < tapeUnits }

  /// True when states take nothing: any number of blocks, each from a stored state, may follow each other.
  var blocksFollow: Bool { storesStates && stateUnits == 0 }

  /// True when it may pay to store what can be read from a tape too.
  var copiesStates: Bool { storesStates && readCost < tapeReadCost }
}

/// When the recurrence is the optimum, and chains of equal steps that never cost more: docs/tapes.md has the proofs.
extension UniformTapeChain {
  /// True where running a step costs less than reading what its tape holds.
  private var hasCrossedTapes: Bool { length > 2 && forwardCost < tapeReadCost }

  /// True when no schedule costs less than the recurrence says.
  var isSolvedByTable: Bool {
    (readCost == tapeReadCost || !storesStates)
      && (!hasCrossedTapes || (writeCost == 0 && stateUnits <= tapeUnits))
  }

  /// Chains that never cost more than this one, and that the recurrence solves.
  var relaxations: [UniformTapeChain] {
    var alike = self
    alike.readCost = min(readCost, tapeReadCost)
    alike.tapeReadCost = alike.readCost
    var cheapReads = alike
    cheapReads.readCost = min(alike.readCost, forwardCost)
    cheapReads.tapeReadCost = cheapReads.readCost
    if !alike.hasCrossedTapes { return [cheapReads] }
    // Until the last run has crossed it, a tape does what a state that can be dropped does.
    alike.stateUnits = min(stateUnits, tapeUnits)
    alike.writeCost = 0
    return [cheapReads, alike]
  }
}
