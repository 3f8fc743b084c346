/// A chain on levels of limited room, in plain numbers: the input of a ``RoomTable``.
///
/// Its *parts* are reversed one by one, the last first. With tapes a part is a step, and x_i its first state; without,
/// it is one of the states x_0 ... x_l and its backward step. Sizes and room are whole units of each pool. Costs that
/// all schedules share are left out: each backward step, and each step's run with its tape on the cheapest level.
struct RoomChain: Sendable {
  /// A level, as the table sees it.
  struct Tier: Sendable {
    /// The level's number in the problem.
    var level: Int
    /// The pool that its room belongs to, or nil if everything fits at once.
    var pool: Int?
    /// The units of x_i (s_i), `Int.max` if the tier does not take it.
    var stateUnits: [Int]
    /// The cost of writing x_i (w_i), and of reading it (r_i).
    var stateWrites: [Int]
    var stateReads: [Int]
    /// The total size of the tapes before each step; `unit` of it are one of the pool's units.
    var tapeSums: [Int128] = [0]
    var unit = 1
    /// The extra cost of writing and reading tape i here, above the cheapest tier.
    var tapeCosts: [Int] = []
    /// The cost of reading x_{i+1} from tape i.
    var tapeReads: [Int] = []
  }

  /// f_0 ... f_{n-1}; without tapes the last part has no step, and its cost is 0.
  var forwardCosts: [Int]
  var tiers: [Tier]
  /// The amounts of each pool's room that can be free.
  var pools: [FreeRooms]
  var hasTapes: Bool
  /// The units of the first pool that must be free while each part's forward and backward step run; empty if no step
  /// needs any. Steps also use the bytes of the capacity that make no whole unit.
  var forwardNeeds: [Int] = []
  var backwardNeeds: [Int] = []
  /// True if the sizes of tapes kept one after another may be rounded up together.
  var bundlesTapes = false

  /// The number of parts, n.
  var count: Int { forwardCosts.count }

  /// True if there is one tier and all reads cost the same, so x_i is never worth moving.
  var hasOnePlace: Bool {
    guard tiers.count == 1 else { return false }
    let reads = tiers[0].stateReads + tiers[0].tapeReads
    return reads.allSatisfy { $0 == reads[0] }
  }

  /// Returns the units of the first pool that must be free to make the tapes of steps `first` ... `last` - 1 on a tier
  /// and to run their backward steps.
  func needs(ofTapesFrom first: Int, to last: Int, at tier: Tier) -> Int {
    if forwardNeeds.isEmpty { return 0 }
    var most = 0
    for step in first..<last {
      let need = max(forwardNeeds[step], backwardNeeds[step])
      let taken = tier.pool == 0 ? tier.tapeUnits(from: first, to: step + 1) : 0
      let (sum, overflow) = need.addingReportingOverflow(taken)
      most = max(most, overflow ? .max : sum)
    }
    return most
  }

  /// Returns the units that must be free to run the steps `first` ... `last` - 1.
  func needs(ofRunFrom first: Int, to last: Int) -> Int {
    forwardNeeds.isEmpty ? 0 : forwardNeeds[first..<last].max() ?? 0
  }

  /// Returns where the tapes kept together from the interval's start on may end, in units of its scale.
  func tapeEnds(of interval: IntervalLadder.Interval) -> ClosedRange<Int> {
    interval.start + 1...(bundlesTapes ? interval.end : interval.start + 1)
  }

  /// The costs that a table's entries are sums of.
  var costs: [Int] {
    let all = forwardCosts + tiers.flatMap { $0.stateWrites + $0.stateReads + $0.tapeCosts + $0.tapeReads }
    return all.filter { $0 < .max }
  }
}

/// The rows that a ``RoomTable`` keeps for each interval: S_k for each tier that takes states, and one T_k for all
/// tiers from which reading tapes costs the same.
struct RoomKinds: Sendable {
  /// The row S_k of each tier, nil if it takes no state.
  let stored: [Int?]
  /// The row T_k of each tier.
  let onTape: [Int]
  let count: Int

  init(_ chain: RoomChain) {
    var count = 0
    stored = chain.tiers.map { tier in
      if tier.stateUnits.allSatisfy({ $0 == .max }) { return nil }
      count += 1
      return count - 1
    }
    var (onTape, reads) = ([Int](), [[Int]: Int]())
    for tier in chain.tiers where chain.hasTapes {
      if reads[tier.tapeReads] == nil {
        reads[tier.tapeReads] = count
        count += 1
      }
      onTape.append(reads[tier.tapeReads] ?? 0)
    }
    (self.onTape, self.count) = (onTape, count)
  }
}

extension RoomChain.Tier {
  /// Returns the units that the tapes of steps `first` ... `last` - 1 take together.
  @inline(__always)
  func tapeUnits(from first: Int, to last: Int) -> Int {
    let size = Int(clamping: tapeSums[last] - tapeSums[first])
    return unit == 1 ? size : size / unit + (size % unit == 0 ? 0 : 1)
  }

  /// Makes `tapeSums` from the sizes of single tapes.
  static func sums(_ sizes: some Sequence<Int>) -> [Int128] {
    var sums: [Int128] = [0]
    for size in sizes { sums.append(sums[sums.count - 1] + Int128(size)) }
    return sums
  }
}
