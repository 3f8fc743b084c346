/// The recurrence for chains on levels of limited room, over intervals of parts and vectors of free room.
///
/// Parts i ... j are reversed with a units of each pool free. The table counts the costs that ``RoomChain`` does not
/// leave out: runs without a tape, writes, reads that start a run, and what tapes cost above the cheapest tier. f(i, q)
/// is the cost of the steps from x_i to x_q, s^k_i the size of x_i on tier k. x_i is in the buffer and
///
/// * B(i, j, a): nowhere else;
/// * S_k(i, j, a): stored on tier k; a includes its own s^k_i units, which are free as soon as it is dropped;
/// * T_k(i, j, a): readable from tape i - 1 on tier k, which stays until these parts are reversed.
///
///     D(i, j, a)   = min over tiers k of  c_k(i) + T_k(i+1, j, a - t^k_i)                    step i keeps its tape
///     X_k(i, j, a) = min over i < q <= j of  f(i, q) + B(q, j, a - s^k_i) + r_k(i) + S_k(i, q-1, a)
///     Y_k(i, j, a) = min over i < q <= j of  f(i, q) + B(q, j, a) + r'_k(i-1) + T_k(i, q-1, a)
///     B   = min( D, min over tiers k with room of  w_k(i) + X_k ),   S_k = min( X_k, B ),   T_k = min( Y_k, B )
///
/// An empty interval costs nothing. Without tapes there is no T, and D(i, j, a) is 0 for i = j, else infinite. Where
/// S_k uses B, x_i is dropped: it moves to another tier, or its tape replaces it.
///
/// On one tier whose reads all cost the same, this is the least makespan of the schedules that keep a stored state
/// until its step has kept its tape or its backward step has run, and that never run over a step whose tape is stored.
/// `RoomChain.isSolvedByTable` says when no other schedule is better; docs/tapes.md says why.
///
/// If tapes are bundled, D may keep several at once, their sizes rounded up together; on the coarser scales of an
/// ``IntervalLadder`` it always does.
///
/// - Complexity: O(K V) time per split for V vectors and K tiers, in branch-free loops over the vectors: O(n^3 K V) for
///   n parts and all intervals, O(n W^2 K V) on a ladder of width W. Memory: 2 K + 1 entries per interval and vector
///   with tapes, K + 1 without, of 4 bytes, or 8 if costs need them; one of them is freed at the end.
struct RoomTable<Entry: RoomEntry>: Sendable {
  /// Greater than every cost; the sum of three of them does not overflow.
  static var unreachable: Entry { Entry.max / 4 }

  let chain: RoomChain
  let vectors: RoomVectors
  let ladder: IntervalLadder
  let kinds: RoomKinds
  /// The costs as entries: by tier and part, and f(0, q), saturated.
  let costs: RoomCosts<Entry>
  /// S_k and T_k by interval, kind, and vector.
  private let kept: [Entry]
  /// The costs' common divisor, the unit of the entries.
  private let costUnit: Int

  /// Tabulates a chain of at least one part; ``RoomGrid`` has checked the memory and work.
  init(_ chain: RoomChain, ladder: IntervalLadder? = nil) throws(PlanningError) {
    let ladder = ladder ?? IntervalLadder(parts: chain.count, width: chain.count)
    self.chain = chain
    self.ladder = ladder
    kinds = RoomKinds(chain)
    vectors = RoomVectors(pools: chain.pools)
    costUnit = max(1, chain.costs.reduce(0, greatestDivisor))
    costs = RoomCosts(chain, unit: costUnit)
    let builder = RoomTableBuilder(chain: chain, vectors: vectors, ladder: ladder, kinds: kinds, costs: costs)
    kept = try builder.rows()
  }

  /// The whole chain's cost beyond what every schedule pays; nil if there is no schedule or it does not fit 64 bits.
  var surplus: Int? {
    let entry = inBuffer(ladder.whole, vectors.whole)
    if entry >= Self.unreachable { return nil }
    let (product, overflow) = Int(entry).multipliedReportingOverflow(by: costUnit)
    return overflow ? nil : product
  }

  /// Returns the entry of an interval, given where its first state is.
  func cost(_ place: RoomPlace, _ interval: IntervalLadder.Interval, _ vector: Int) -> Entry {
    switch place {
    case .nowhere: return inBuffer(interval, vector)
    case .stored(let tier): return kinds.stored[tier].map { entry($0, interval, vector) } ?? Self.unreachable
    case .onTape(let tier): return entry(kinds.onTape[tier], interval, vector)
    }
  }

  private func entry(_ kind: Int, _ interval: IntervalLadder.Interval, _ vector: Int) -> Entry {
    kept[(ladder.number(interval) * kinds.count + kind) * vectors.count + vector]
  }

  /// Returns the cost of keeping the tapes of the steps up to unit `end` of the interval's scale on a tier.
  func taped(
    _ interval: IntervalLadder.Interval, _ vector: Int, upTo end: Int, at tier: Int
  ) -> (cost: Entry, rest: Int)? {
    let first = ladder.part(interval.start, interval.scale)
    let last = ladder.part(end, interval.scale)
    let units = chain.tiers[tier].tapeUnits(from: first, to: last)
    guard let rest = vectors.rest(vector, less: units, of: chain.tiers[tier].pool),
      vector >= vectors.first(with: chain.needs(ofTapesFrom: first, to: last, at: chain.tiers[tier]))
    else { return nil }
    let own = costs.tapes(tier, from: first, to: last)
    if end == interval.end { return (own, rest) }
    let right = ladder.finest(interval.scale, end, interval.end)
    return (min(own + cost(.onTape(tier), right, rest), Self.unreachable), rest)
  }

  /// True if only the last backward step is left.
  func isDone(_ interval: IntervalLadder.Interval) -> Bool {
    !chain.hasTapes && interval.scale == 0 && interval.end == interval.start + 1
  }

  /// True if the last backward step has the room that it needs.
  private func mayFinish(_ part: Int, _ vector: Int) -> Bool {
    chain.backwardNeeds.isEmpty || vector >= vectors.first(with: chain.backwardNeeds[part])
  }

  private func inBuffer(_ interval: IntervalLadder.Interval, _ vector: Int) -> Entry {
    let part = ladder.part(interval.start, interval.scale)
    if isDone(interval) { return mayFinish(part, vector) ? 0 : Self.unreachable }
    var least = Self.unreachable
    for (number, tier) in chain.tiers.enumerated() {
      for end in chain.tapeEnds(of: interval) where chain.hasTapes {
        if let taped = taped(interval, vector, upTo: end, at: number) { least = min(least, taped.cost) }
      }
      if vectors.rest(vector, less: tier.stateUnits[part], of: tier.pool) != nil {
        least = min(least, costs.writes[number][part] + cost(.stored(number), interval, vector))
      }
    }
    return least
  }
}

/// Where the first state of an interval is, besides the buffer.
enum RoomPlace: Hashable, Sendable {
  case nowhere
  case stored(Int)
  case onTape(Int)
}
