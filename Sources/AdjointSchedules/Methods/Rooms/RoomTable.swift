/// The recurrence for chains on levels of limited room, over intervals of parts and vectors of free room.
///
/// Parts i ... j are to be reversed, a units of each pool being free. The table counts what ``RoomChain`` does not leave
/// out: runs without a tape, writes, reads that start a run, and what tapes cost more than on the cheapest tier. f(i, q)
/// is the cost of the steps from x_i to x_q, s^k_i what x_i takes at tier k, and x_i is in the buffer, and beside that
///
/// * B(i, j, a): nowhere else;
/// * S_k(i, j, a): stored at tier k, its own s^k_i units counted in a, since they are free as soon as it is dropped;
/// * T_k(i, j, a): readable from tape i - 1 at tier k, which stays until these parts are reversed.
///
///     D(i, j, a)   = min over tiers k of  c_k(i) + T_k(i+1, j, a - t^k_i)                    step i keeps its tape
///     X_k(i, j, a) = min over i < q <= j of  f(i, q) + B(q, j, a - s^k_i) + r_k(i) + S_k(i, q-1, a)
///     Y_k(i, j, a) = min over i < q <= j of  f(i, q) + B(q, j, a) + r'_k(i-1) + T_k(i, q-1, a)
///     B   = min( D, min over tiers k with room of  w_k(i) + X_k ),   S_k = min( X_k, B ),   T_k = min( Y_k, B )
///
/// An empty interval costs nothing. Without tapes there is no T, and D(i, j, a) is 0 for i = j, else impossible. In B
/// within S_k, x_i is dropped where it was: it moves to another tier, or gives way to its tape.
///
/// On one tier with reads of one cost this is the least makespan of all schedules that keep a stored state until its step
/// has kept its tape, or its backward step has run, and that run over no step whose tape is stored.
/// `RoomChain.isSolvedByTable` says when no other schedule is better, and docs/tapes.md why.
///
/// Where tapes are bundled, several of them may be kept at once in D, their sizes rounded up together; on the coarser
/// scales of an ``IntervalLadder`` they always are.
///
/// - Complexity: O(K V) time a split of an interval, V vectors and K tiers, in loops without a branch over the vectors: for
///   n parts and all intervals O(n^3 K V), on a ladder of width W O(n W^2 K V). Memory: 2 K + 1 entries of 4 bytes an
///   interval and vector with tapes, K + 1 without, of 8 bytes where costs need them; one of them goes in the end.
struct RoomTable<Entry: RoomEntry>: Sendable {
  /// Greater than every cost that is represented; three of them do not overflow.
  static var unreachable: Entry { Entry.max / 4 }

  let chain: RoomChain
  let vectors: RoomVectors
  let ladder: IntervalLadder
  let kinds: RoomKinds
  /// The costs in entries: of tiers by part, and f(0, q), saturated.
  let costs: RoomCosts<Entry>
  /// S_k and T_k by interval, kind, and vector.
  private let kept: [Entry]
  /// The costs' common divisor: entries are multiples of it.
  private let costUnit: Int

  /// Tabulates a chain of at least one part; ``RoomGrid`` says beforehand what that takes.
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

  /// What the whole chain costs beyond what every schedule pays, or nil when that is impossible or does not fit.
  var surplus: Int? {
    let entry = inBuffer(ladder.whole, vectors.whole)
    if entry >= Self.unreachable { return nil }
    let (product, overflow) = Int(entry).multipliedReportingOverflow(by: costUnit)
    return overflow ? nil : product
  }

  /// Returns the entry of an interval for where its first state is.
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

  /// Returns what it costs to keep the tapes of steps up to unit `end` of the interval's scale at a tier.
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

  /// True when nothing but the last backward step is left to do.
  func isDone(_ interval: IntervalLadder.Interval) -> Bool {
    !chain.hasTapes && interval.scale == 0 && interval.end == interval.start + 1
  }

  /// True when the last backward step has the room that it needs.
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

/// Where, beside the buffer, the first state of an interval is.
enum RoomPlace: Hashable, Sendable {
  case nowhere
  case stored(Int)
  case onTape(Int)
}
