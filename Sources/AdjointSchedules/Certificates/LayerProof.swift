/// A bound of ``LayerCakeBound``: layers of the steps' costs, each with a share of the transfers' costs and a price.
package struct LayerProof: Sendable {
  /// Neighbouring layers of nearly the same steps.
  package struct Layer: Sendable {
    /// Their range of costs, in the problem's units.
    package let costs: Range<Int>
    /// The shares of the levels' write and read costs, by level, in units / ``LayerProof/scale``.
    package let writes: [Int]
    package let reads: [Int]
    /// A price for chains of as many steps as reach a layer, each of which costs its height; nil if it proves no more than
    /// that every step runs once.
    package let proof: PriceProof?
  }

  /// What a unit of cost is multiplied by before it is divided among the layers.
  package let scale: Int
  package let layers: [Layer]
  /// The bound on the makespan without the backward steps.
  let bound: Int

  /// - Parameters:
  ///   - costs: The steps' costs.
  ///   - levelCount: The number of levels of the problem.
  ///   - makespan: That of some schedule, without the backward steps.
  init(
    _ costs: [Int], levels: [IndexedLevel], levelCount: Int, makespan: Int128
  ) throws(PlanningError) {
    let cake = LayerCakeBound(costs, levels: levels, makespan: makespan)
    let strongest = try cake.strongest()
    (scale, bound) = (cake.scale, strongest.bound)
    let platforms = cake.platforms(strongest.levels, power: strongest.power)
    var bottom = 0
    var layers: [Layer] = []
    for (group, platform) in zip(cake.layers.groups, platforms) {
      let top = bottom + group.height
      let (step, overflow) = group.height.multipliedReportingOverflow(by: scale)
      let proof =
        overflow
        ? nil
        : try PlanningError.orNil { () throws(PlanningError) in try PriceProof(group, step: step, levels: platform) }
      var (writes, reads) = (Array(repeating: 0, count: levelCount), Array(repeating: 0, count: levelCount))
      for (index, level) in platform { (writes[index], reads[index]) = (level.writeCost, level.readCost) }
      layers.append(Layer(costs: bottom..<top, writes: writes, reads: reads, proof: proof))
      bottom = top
    }
    self.layers = layers
  }
}

extension PriceProof {
  /// Prices the steps of a group of layers, as ``LayerCakeBound`` does.
  fileprivate init(_ group: StepLayers.Group, step: Int, levels: [IndexedLevel]) throws(PlanningError) {
    var platform = try PricedPlatform(length: group.most, forwardCost: step, backwardCost: 0, levels: levels)
    if platform.tiers.isEmpty {
      platform = try PricedPlatform(
        length: max(1, group.mean), forwardCost: step, backwardCost: 0, levels: levels)
    }
    try self.init(platform, order: levels.map(\.index), goal: 0)
  }
}
