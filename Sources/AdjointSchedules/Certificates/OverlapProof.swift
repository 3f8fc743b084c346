/// A bound of ``OverlapBound`` for level 0 and one overlapped level: the shares, a price, and the values of the blocks.
///
/// Numbers are multiplied by ``OverlapBound/scale``.
package struct OverlapProof: Sendable {
  /// phi, the channel's share of the time after the first sweep.
  package let share: Int128
  /// theta w: what an offload of the first sweep costs.
  package let offload: Int128
  /// lambda
  package let price: Int128
  /// U_t, t = 0 ... T: what a part earns whose first state is on the overlapped level, read once and paid.
  package let blocks: [Int128]
  /// The bound on the makespan.
  let bound: Int

  package static var scale: Int128 { OverlapBound.scale }

  /// Returns nil if the machine has other levels, or the bound needs no price.
  init?(_ machine: OverlapMachine) {
    guard machine.slower.count == 1, machine.slower[0].isOverlapped, machine.slots > 0 else { return nil }
    var search = OverlapBound(machine)
    bound = search.best()
    guard let best = search.witness else { return nil }
    let prices = OverlapPrices(machine, shares: best.shares, parts: OverlapBound.parts, scale: Self.scale)
    guard let blocks = prices.blocks(at: best.price), let first = blocks.first else { return nil }
    share = Int128(best.shares[0]) * (Self.scale / Int128(OverlapBound.parts))
    price = best.price
    self.blocks = blocks
    let (write, read) = (Int128(machine.slower[0].writeCost), Int128(machine.slower[0].readCost))
    offload = max(write * share, first - read * share)
  }
}
