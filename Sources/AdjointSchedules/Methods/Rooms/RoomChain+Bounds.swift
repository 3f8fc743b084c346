/// When the table of a chain with tapes on one tier is its optimum, and chains that never cost more, whose tables are theirs.
///
/// The table is exact where no state is dropped although its step has not kept its tape, and no tape is *crossed*: no run
/// from further left goes over its step while it is stored. docs/tapes.md has the proofs.
///
/// * A read of x_{k+1} from tape k costs r, so that a run crosses it only where f_k < r. x_0 is read instead of crossing
///   tape 0, and nothing lies beyond tape l - 1.
/// * A state gives way to the one after it, which every run from it comes to, where that is no heavier and no dearer to
///   write.
extension RoomChain {
  private var readCost: Int { tiers.flatMap { $0.stateReads + $0.tapeReads }.min() ?? 0 }

  /// True for k = 1 ... l - 2 where running step k costs less than reading what its tape holds.
  private func isCrossed(_ step: Int) -> Bool {
    step > 0 && step < count - 1 && forwardCosts[step] < tiers[0].tapeReads[step]
  }

  private var hasCrossedTapes: Bool { forwardCosts.indices.contains(where: isCrossed) }

  private var hasFallingStates: Bool {
    Self.isFalling(tiers[0].stateUnits) && Self.isFalling(tiers[0].stateWrites)
  }

  /// True when no schedule costs less than the table says.
  ///
  /// Where tapes may be crossed, one is as good as a state that is written for nothing: if states are no heavier than such
  /// tapes and writing them costs nothing, that is no help.
  var isSolvedByTable: Bool {
    guard hasTapes, hasOnePlace, hasFallingStates, forwardNeeds.isEmpty else { return false }
    return !hasCrossedTapes
      || (tiers[0].stateWrites.allSatisfy { $0 == 0 } && withTapesAsStates.tiers[0].stateUnits == tiers[0].stateUnits)
  }

  /// Chains that never cost more than this one, and that their tables solve.
  var relaxations: [RoomChain] {
    if tiers.count > 1 { return [withWeightlessStates] }
    let alike = withReads(of: readCost)
    var relaxations = [withCheapReads]
    if alike.hasCrossedTapes { relaxations.append(alike.withTapesAsStates) }
    if !hasFallingStates { relaxations.append(withFreeGrowingStates) }
    return relaxations
  }

  /// The same chain, a state of which weighs no more than those before it, from x_1 on, and a read costs no more than
  /// any step that could be run in its place.
  var withCheapReads: RoomChain {
    withReads(of: forwardCosts.dropFirst().dropLast().reduce(readCost, min)).withFallingStates
  }

  /// The same chain, a state of which weighs no more than those before it and than the tapes before it that may be crossed;
  /// where there are such, states are written for nothing.
  ///
  /// Until the last run has crossed it, a tape does what a state that can be dropped does.
  var withTapesAsStates: RoomChain {
    var relaxed = withFallingStates
    guard hasCrossedTapes else { return relaxed }
    for state in forwardCosts.indices.dropFirst(2) where isCrossed(state - 1) {
      relaxed.tiers[0].stateUnits[state] = min(
        relaxed.tiers[0].stateUnits[state], tiers[0].tapeUnits(from: state - 1, to: state))
    }
    relaxed = relaxed.withFallingStates
    relaxed.tiers[0].stateWrites = Array(repeating: 0, count: count)
    return relaxed
  }

  /// The same chain with free reads, its states weightless where the next one is heavier: what takes no room is never
  /// dropped early, and the others may still give way to their successors.
  var withFreeGrowingStates: RoomChain {
    var relaxed = withReads(of: 0)
    relaxed.tiers[0].stateWrites = Self.falling(tiers[0].stateWrites)
    for state in forwardCosts.indices.dropFirst().dropLast().reversed()
    where relaxed.tiers[0].stateUnits[state + 1] > relaxed.tiers[0].stateUnits[state] {
      relaxed.tiers[0].stateUnits[state] = 0
    }
    return relaxed
  }

  /// The same chain on the same tiers, its states on one more that takes them all, for what the cheapest tier takes, and
  /// reads that cost no more than any step that could be run in their place.
  ///
  /// No room keeps a state from staying where it is, so that runs may be put in the order of the recurrence as on one tier.
  var withWeightlessStates: RoomChain {
    let read = forwardCosts.dropFirst().dropLast().reduce(readCost, min)
    var relaxed = withReads(of: read)
    let writes = forwardCosts.indices.map { state in tiers.map { $0.stateWrites[state] }.min() ?? 0 }
    for tier in tiers.indices { relaxed.tiers[tier].stateUnits = Array(repeating: .max, count: count) }
    let none = Array(repeating: Int.max, count: count)
    relaxed.tiers.append(
      Tier(
        level: -1, pool: nil, stateUnits: Array(repeating: 0, count: count), stateWrites: Self.falling(writes),
        stateReads: Array(repeating: read, count: count), tapeSums: Tier.sums(none),
        tapeCosts: Array(repeating: .max, count: count), tapeReads: Array(repeating: read, count: count)))
    return relaxed
  }

  /// The same chain, all reads of which cost the same.
  private func withReads(of cost: Int) -> RoomChain {
    var relaxed = self
    for tier in tiers.indices {
      relaxed.tiers[tier].stateReads = Array(repeating: cost, count: count)
      relaxed.tiers[tier].tapeReads = relaxed.tiers[tier].stateReads
    }
    return relaxed
  }

  /// The same chain, a state of which weighs no more and costs no more to write than those before it, from x_1 on.
  private var withFallingStates: RoomChain {
    var relaxed = self
    relaxed.tiers[0].stateUnits = Self.falling(tiers[0].stateUnits)
    relaxed.tiers[0].stateWrites = Self.falling(tiers[0].stateWrites)
    return relaxed
  }

  private static func falling(_ numbers: [Int]) -> [Int] {
    var numbers = numbers
    for index in numbers.indices.dropFirst(2) { numbers[index] = min(numbers[index], numbers[index - 1]) }
    return numbers
  }

  private static func isFalling(_ numbers: [Int]) -> Bool {
    zip(numbers.dropFirst(), numbers.dropFirst(2)).allSatisfy { $0 >= $1 }
  }
}
