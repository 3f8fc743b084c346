/// When the table of a chain with tapes on one tier gives the optimum, and relaxed chains, which never cost more and
/// whose tables give their optima.
///
/// The table is exact if no state is dropped before its step has kept its tape, and no tape is *crossed*: no run from
/// further left passes over its step while it is stored. docs/tapes.md has the proofs.
///
/// * A read of x_{k+1} from tape k costs r, so a run crosses it only if f_k < r. A run that would cross tape 0 reads
///   from it instead of reading x_0, and nothing lies beyond tape l - 1.
/// * A state can be replaced by the next one, which every run from it reaches, if that is no larger and costs no more
///   to write.
extension RoomChain {
  private var readCost: Int { tiers.flatMap { $0.stateReads + $0.tapeReads }.min() ?? 0 }

  /// True for k = 1 ... l - 2 if running step k costs less than reading its output from its tape.
  private func isCrossed(_ step: Int) -> Bool {
    step > 0 && step < count - 1 && forwardCosts[step] < tiers[0].tapeReads[step]
  }

  private var hasCrossedTapes: Bool { forwardCosts.indices.contains(where: isCrossed) }

  private var hasFallingStates: Bool {
    Self.isFalling(tiers[0].stateUnits) && Self.isFalling(tiers[0].stateWrites)
  }

  /// True if no schedule costs less than the table says.
  ///
  /// A tape that may be crossed is as good as a state that is written for free. That does not help if states are no
  /// larger than such tapes and cost nothing to write.
  var isSolvedByTable: Bool {
    guard hasTapes, hasOnePlace, hasFallingStates, forwardNeeds.isEmpty else { return false }
    return !hasCrossedTapes
      || (tiers[0].stateWrites.allSatisfy { $0 == 0 } && withTapesAsStates.tiers[0].stateUnits == tiers[0].stateUnits)
  }

  /// Chains that never cost more than this one and whose tables give their optima.
  var relaxations: [RoomChain] {
    if tiers.count > 1 { return [withWeightlessStates] }
    let alike = withReads(of: readCost)
    var relaxations = [withCheapReads]
    if alike.hasCrossedTapes { relaxations.append(alike.withTapesAsStates) }
    if !hasFallingStates { relaxations.append(withFreeGrowingStates) }
    return relaxations
  }

  /// The same chain with states no larger than those before them, from x_1 on, and reads that cost no more than any
  /// step that could be run instead.
  var withCheapReads: RoomChain {
    withReads(of: forwardCosts.dropFirst().dropLast().reduce(readCost, min)).withFallingStates
  }

  /// The same chain with states no larger than those before them and than the tapes before them that may be crossed; if
  /// there are such tapes, states are written for free.
  ///
  /// Until the last run has crossed it, a tape does no more than a state that can be dropped.
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

  /// The same chain with free reads, and states of size 0 where the next one is larger. What takes no room is never
  /// dropped early; the others can still be replaced by their successors.
  var withFreeGrowingStates: RoomChain {
    var relaxed = withReads(of: 0)
    relaxed.tiers[0].stateWrites = Self.falling(tiers[0].stateWrites)
    for state in forwardCosts.indices.dropFirst().dropLast().reversed()
    where relaxed.tiers[0].stateUnits[state + 1] > relaxed.tiers[0].stateUnits[state] {
      relaxed.tiers[0].stateUnits[state] = 0
    }
    return relaxed
  }

  /// The same chain on the same tiers, with one more tier that holds all states at the cheapest tier's costs, and reads
  /// that cost no more than any step that could be run instead.
  ///
  /// No lack of room keeps a state from staying where it is, so runs can be put in the order of the recurrence, as on
  /// one tier.
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

  /// The same chain with reads that all cost the same.
  private func withReads(of cost: Int) -> RoomChain {
    var relaxed = self
    for tier in tiers.indices {
      relaxed.tiers[tier].stateReads = Array(repeating: cost, count: count)
      relaxed.tiers[tier].tapeReads = relaxed.tiers[tier].stateReads
    }
    return relaxed
  }

  /// The same chain with states no larger, and no costlier to write, than those before them, from x_1 on.
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
