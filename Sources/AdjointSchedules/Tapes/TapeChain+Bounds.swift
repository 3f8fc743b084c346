/// When a chain's table gives its optimum, and relaxed chains whose tables give their optima.
///
/// The table is exact if no state is dropped before its step has kept its tape, and no tape is *crossed*: no run from
/// further left passes over its step while it is stored. docs/tapes.md has the proofs.
///
/// * A read of x_{k+1} from tape k costs r, so a run crosses it only if f_k < r. x_0 is read instead of crossing
///   tape 0, and nothing lies beyond tape l - 1.
/// * A state can be replaced by the next one, which every run from it reaches, if that is no larger.
extension TapeChain {
  /// True for k = 1 ... l - 2 if running step k costs less than reading its output from its tape.
  private func isCrossed(_ step: Int) -> Bool {
    step > 0 && step < length - 1 && forwardCosts[step] < readCost
  }

  private var hasCrossedTapes: Bool { forwardCosts.indices.contains(where: isCrossed) }

  private var hasFallingStates: Bool { zip(stateUnits.dropFirst(), stateUnits.dropFirst(2)).allSatisfy { $0 >= $1 } }

  /// True if the table gives the optimum.
  ///
  /// A tape that may be crossed is as good as a state written for free; if states are no larger than such tapes and
  /// writing is free, crossing does not help.
  var isSolvedByTable: Bool {
    hasFallingStates && (!hasCrossedTapes || (writeCost == 0 && withTapesAsStates.stateUnits == stateUnits))
  }

  /// Relaxed chains, which never cost more than this one and are solved by their tables.
  var relaxations: [TapeChain] {
    var relaxations = [withCheapReads]
    if hasCrossedTapes { relaxations.append(withTapesAsStates) }
    if !hasFallingStates { relaxations.append(withFreeGrowingStates) }
    return relaxations
  }

  /// The same chain with states no larger than those before them, from x_1 on, and reads no more expensive than any
  /// step that could run instead.
  var withCheapReads: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst(2) {
      relaxed.stateUnits[state] = min(relaxed.stateUnits[state], relaxed.stateUnits[state - 1])
    }
    relaxed.readCost = forwardCosts.dropFirst().dropLast().reduce(readCost, min)
    return relaxed
  }

  /// The same chain with states no larger than those before them and than earlier tapes that may be crossed; if there
  /// are such tapes, writing states is free.
  ///
  /// Until the last run has crossed it, a tape is equivalent to a state that can be dropped.
  var withTapesAsStates: TapeChain {
    var relaxed = self
    for state in stateUnits.indices.dropFirst(2) {
      relaxed.stateUnits[state] = min(relaxed.stateUnits[state], relaxed.stateUnits[state - 1])
      if isCrossed(state - 1) { relaxed.stateUnits[state] = min(relaxed.stateUnits[state], tapeUnits[state - 1]) }
    }
    if hasCrossedTapes { relaxed.writeCost = 0 }
    return relaxed
  }

  /// The same chain with free reads, and with states of size 0 if the next one is larger: a state without size is never
  /// dropped early, and the others can still be replaced by their successors.
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
