/// A bound of ``OverlapBound`` for level 0 and the levels after it: the shares, a price, and the values of the blocks.
///
/// Numbers are multiplied by ``OverlapBound/scale``. Lists are by level with a slot, from the second on.
package struct OverlapProof: Sendable {
  /// phi_k, the channels' shares of the time after the first sweep; 0 for a level that blocks.
  package let shares: [Int128]
  /// theta_k w_k: what an offload of the first sweep costs; 0 for a level that blocks.
  package let offloads: [Int128]
  /// lambda
  package let price: Int128
  /// U_t, t = 0 ... T: what a part earns whose first state is on that level, read once and paid.
  package let blocks: [[Int128]]
  /// The bound on the makespan.
  let bound: Int

  package static var scale: Int128 { OverlapBound.scale }

  /// Returns nil if the bound needs no price.
  init?(_ machine: OverlapMachine) {
    guard machine.slots > 0, !machine.slower.isEmpty else { return nil }
    var search = OverlapBound(machine)
    bound = search.best()
    guard let best = search.witness else { return nil }
    let prices = OverlapPrices(machine, shares: best.shares, parts: OverlapBound.parts, scale: Self.scale)
    guard let blocks = prices.blocks(at: best.price) else { return nil }
    shares = best.shares.map { Int128($0) * (Self.scale / Int128(OverlapBound.parts)) }
    price = best.price
    self.blocks = blocks
    offloads = prices.offloads(of: blocks)
  }
}
