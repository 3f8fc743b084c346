/// When the table of a chain is its optimum, and chains that never cost more, whose tables are theirs.
///
/// The table is exact where no state is dropped although its step has not kept its tape, and no tape is *crossed*: no run
/// from further left goes over its step while it is stored. docs/tapes.md has the proofs.
///
/// * A read of x_{k+1} from tape k costs r, so that a run crosses it only where f_k < r. x_0 is read instead of crossing
///   tape 0, and nothing lies beyond tape l - 1.
/// * A state gives way to the one after it, which every run from it comes to, where that is no heavier.
extension TapeChain {
  /// True for k = 1 ... l - 2 where running step k costs less than reading what its tape holds.
  private func isCrossed(_ step: Int) -> Bool {
    step > 0 && step < length - 1 && forwardCosts[step] < readCost
  }

  private var hasCrossedTapes: Bool { forwardCosts.indices.contains(where: isCrossed) }

  private var hasFallingStates: Bool { zip(stateUnits.dropFirst(), stateUnits.dropFirst(2)).allSatisfy { $0 >= $1 } }

  /// True when no schedule costs less than the table says.
  ///
  /// Where tapes may be crossed, one is as good as a state that is written for nothing: if states are no heavier than such
  /// tapes and writing them costs nothing, that is no help.
  var isSolvedByTable: Bool {
    hasFallingStates && (!hasCrossedTapes || (writeCost == 0 && withTapesAsStates.stateUnits == stateUnits))
  }

  /// Chains that never cost more than this one, and that their tables solve.
  var relaxations: [TapeChain] {
    var relaxations = [withCheapReads]
    if hasCrossedTapes { relaxations.append(withTapesAsStates) }
    if !hasFallingStates { relaxations.append(withFreeGrowingStates) }
    return relaxations
  }

  /// The same chain, a state of which weighs no more than those before it, from x_1 on, and a read costs no more than
  /// any step that could be run in its place.
  var withCheapReads: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst(2) {
      relaxed.stateUnits[state] = min(relaxed.stateUnits[state], relaxed.stateUnits[state - 1])
    }
    relaxed.readCost = forwardCosts.dropFirst().dropLast().reduce(readCost, min)
    return relaxed
  }

  /// The same chain, a state of which weighs no more than those before it and than the tapes before it that may be crossed;
  /// where there are such, states are written for nothing.
  ///
  /// Until the last run has crossed it, a tape does what a state that can be dropped does.
  var withTapesAsStates: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst(2) {
      relaxed.stateUnits[state] = min(relaxed.stateUnits[state], relaxed.stateUnits[state - 1])
      if isCrossed(state - 1) { relaxed.stateUnits[state] = min(relaxed.stateUnits[state], tapeUnits[state - 1]) }
    }
    if hasCrossedTapes { relaxed.writeCost = 0 }
    return relaxed
  }

  /// The same chain with free reads, its states weightless where the next one is heavier: what takes no room is never
  /// dropped early, and the others may still give way to their successors.
  var withFreeGrowingStates: TapeChain {
    var relaxed = self
    relaxed.readCost = 0
    for state in stateUnits.indices.dropFirst().dropLast().reversed()
    where relaxed.stateUnits[state + 1] > relaxed.stateUnits[state] {
      relaxed.stateUnits[state] = 0
    }
    return relaxed
  }
}
