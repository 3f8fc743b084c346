/// A division of more slots than a table over them allows, with a bound.
///
/// The sum of the makespans is at least that of their convex hulls, which is minimised by giving slots to the steepest
/// hull. Leftover slots go where they help most, one chain after another. The largest makespan is minimised exactly by
/// bisection, since the fewest slots for a given maximum are known for each chain.
///
/// - Complexity: O(k log^2 l) closed forms for k chains for the sum, about 60 times as many for the maximum.
struct LargeSlotDivision {
  /// The most closed forms to use for leftover slots.
  private static let effort = 4_000_000

  /// The slots of each chain.
  private(set) var shares: [Int]
  /// A lower bound on the objective.
  private(set) var lowerBound: Int

  private let curves: [SlotCurve]
  private var free: Int

  /// - Precondition: There is a slot for every chain that needs one, and fewer than all chains can use.
  /// - Throws: ``PlanningError/overflow(quantity:)`` if the objective of every division exceeds 64 bits.
  init(_ problem: ShareProblem, slots: Int) throws(PlanningError) {
    var limit = Int.max - 1
    if problem.objective == .maximum { limit = try Self.leastMaximum(problem.chains, slots) }
    curves = try problem.chains.map { chain throws(PlanningError) in
      guard let curve = SlotCurve(chain, most: slots, limit: limit) else { throw .overflow(quantity: .makespanSum) }
      return curve
    }
    shares = curves.map { $0.ends[0].slots }
    let taken = shares.reduce(Int128(0)) { $0 + Int128($1) }
    if taken > Int128(slots) { throw .overflow(quantity: .makespanSum) }
    free = slots - Int(taken)
    lowerBound = limit
    let bound = fillByHulls()
    if problem.objective == .sum { lowerBound = bound }
    try fillRest()
  }

  /// Assigns whole edges of the hulls, steepest first, and returns the bound completed by the next one.
  private mutating func fillByHulls() -> Int {
    var edges: [(chain: Int, slots: Int, gain: Int)] = []
    for (chain, curve) in curves.enumerated() {
      for (a, b) in zip(curve.hull, curve.hull.dropFirst()) {
        edges.append((chain, b.slots - a.slots, a.makespan - b.makespan))
      }
    }
    // A chain's steeper edges come first anyway; of equal ones, that of the first chain.
    edges.sort { a, b in
      let (left, right) = (Int128(a.gain) * Int128(b.slots), Int128(b.gain) * Int128(a.slots))
      return left != right ? left > right : a.chain < b.chain
    }
    var sum = curves.reduce(Int128(0)) { $0 + Int128($1.ends[0].makespan) }
    var isBounded = false
    var bound = sum
    for edge in edges {
      if edge.slots > free {
        // The remaining slots at this edge's slope; no hull does better.
        if !isBounded { bound = sum - Int128(free) * Int128(edge.gain) / Int128(edge.slots) }
        isBounded = true
        continue
      }
      // If an edge does not fit, later edges of the same chain are skipped too.
      if isBounded && shares[edge.chain] != start(of: edge) { continue }
      free -= edge.slots
      shares[edge.chain] += edge.slots
      sum -= Int128(edge.gain)
    }
    return Int(clamping: isBounded ? bound : sum)
  }

  /// Returns the slots at the start of a hull's edge.
  private func start(of edge: (chain: Int, slots: Int, gain: Int)) -> Int {
    let hull = curves[edge.chain].hull
    for (a, b) in zip(hull, hull.dropFirst())
    where b.slots - a.slots == edge.slots && a.makespan - b.makespan == edge.gain {
      return a.slots
    }
    return -1
  }

  /// Assigns leftover slots where they help most, as long as they help.
  private mutating func fillRest() throws(PlanningError) {
    var spent = 0
    while free > 0 && spent < Self.effort {
      var best: (chain: Int, slots: Int, gain: Int)?
      for (chain, curve) in curves.enumerated() {
        let (has, most) = (shares[chain], shares[chain] + min(free, curve.chain.usefulSlots - shares[chain]))
        guard most > has, let now = try? curve.chain.makespan(slots: has) else { continue }
        // Within a stretch the last slots gain most, so its end, or all leftover slots, is best.
        for slots in curve.ends.lazy.map(\.slots).filter({ $0 > has && $0 < most }) + [most] {
          spent += 1
          guard let then = try? curve.chain.makespan(slots: slots) else { continue }
          let gain = now - then
          if gain > best?.gain ?? 0 || (gain == best?.gain && slots - has < best?.slots ?? 0) {
            best = (chain, slots - has, gain)
          }
        }
      }
      guard let best else { return }
      shares[best.chain] += best.slots
      free -= best.slots
      try PlanningProgress.report(.dividedSlots, done: free, total: nil)
    }
  }

  /// Returns the least maximum of the makespans.
  private static func leastMaximum(
    _ chains: [ShareProblem.Member], _ slots: Int
  ) throws(PlanningError) -> Int {
    func isEnough(_ limit: Int) -> Bool {
      var needed: Int128 = 0
      for chain in chains {
        guard let fewest = SlotCurve.fewest(chain, in: chain.neededSlots...chain.usefulSlots, limit: limit) else {
          return false
        }
        needed += Int128(fewest)
        if needed > Int128(slots) { return false }
      }
      return true
    }
    var (low, high) = (-1, Int.max - 1)
    if !isEnough(high) { throw .overflow(quantity: .makespan) }
    while high - low > 1 {
      try PlanningProgress.report(.triedMaxima, done: Int.bitWidth - (high - low).leadingZeroBitCount, total: nil)
      let middle = low + (high - low) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
