/// A chain of equal steps with tapes on one level of limited room, in plain numbers.
///
/// Sizes and room are whole units of a grid. Costs common to all schedules, each step's run with its tape and each
/// backward step, are left out, as in ``RoomChain``.
struct UniformTapeChain: Hashable, Sendable {
  /// l, at least 1.
  var length: Int
  /// f
  var forwardCost: Int
  /// The units of a state (s).
  var stateUnits: Int
  /// The units of a tape (t), at least 1; tapes without size all fit.
  var tapeUnits: Int
  var writeCost: Int
  /// The cost of reading a stored state.
  var readCost: Int
  /// The cost of reading a tape's final state from it.
  var tapeReadCost: Int
  /// The units of the level (M).
  var room: Int

  /// True if a state may be worth its room.
  ///
  /// If it takes at least as much as a tape, its step's tape is kept instead: runs start one step later, and nothing is
  /// written.
  var storesStates: Bool { stateUnits < tapeUnits }

  /// True if states take nothing: any number of blocks, each from a stored state, may follow each other.
  var blocksFollow: Bool { storesStates && stateUnits == 0 }

  /// True if storing a state that can also be read from a tape may pay off.
  var copiesStates: Bool { storesStates && readCost < tapeReadCost }
}

/// When the recurrence gives the optimum, and relaxed chains of equal steps; docs/tapes.md has the proofs.
extension UniformTapeChain {
  /// True if running a step costs less than reading its output from its tape.
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
