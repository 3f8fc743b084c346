/// A bound of ``OverlapSlotBound`` for level 0 and one overlapped level: the share, a price, and the values V_h.
///
/// Numbers are multiplied by ``OverlapProof/scale``.
package struct OverlapSlotProof: Sendable {
  /// phi
  package let share: Int128
  /// lambda
  package let price: Int128
  /// V_h(lambda - a uf - b beta uf) by h - 1, a and b, where it is more than one backward step earns.
  package let values: [[[Int128]]]
  /// The bound on the makespan.
  let bound: Int

  /// Returns nil for machines that have no such bound.
  init?(_ machine: OverlapMachine) {
    guard var search = OverlapSlotBound(machine) else { return nil }
    bound = search.best()
    guard let best = search.witness else { return nil }
    let prices = OverlapSlotPrices(machine, share: best.share)
    guard case .values(let found) = prices.outcome(at: best.margin) else { return nil }
    share = Int128(best.share) * (OverlapProof.scale / Int128(OverlapBound.parts))
    price = prices.leastPrice + best.margin
    values = found.map { $0.map { $0.map(\.earned) } }
  }
}
