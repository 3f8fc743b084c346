/// The costs of a chain's steps cut into layers, as ``LayerCakeBound`` asks for them: how many steps cost at least so much.
///
/// Neighbouring layers with nearly as many steps are one group, so that there are some hundred groups at most however many
/// different costs there are.
struct StepLayers: Sendable {
  /// Layers that follow one another.
  struct Group: Hashable, Sendable {
    /// The difference between the greatest and the least cost in the group: the layers' height, in the problem's units.
    var height: Int
    /// The steps that reach the lowest of the layers.
    var most: Int
    /// The mean number of steps over the layers' height, rounded down.
    var mean: Int
  }

  let groups: [Group]

  /// Of the layers in a group none has fewer than so many sixteenths of the steps of the lowest.
  private static let sixteenths = 15

  /// - Complexity: O(l log l), for sorting.
  init(_ costs: [Int]) {
    let sorted = costs.sorted()
    var groups: [Group] = []
    // The layers of the group at hand: from a height on, their sum over the steps.
    var (bottom, top, most) = (0, 0, sorted.count)
    var area: Int128 = 0
    func close() {
      let height = top - bottom
      if height > 0 { groups.append(Group(height: height, most: most, mean: Int(area / Int128(height)))) }
    }
    for (index, cost) in sorted.enumerated() where cost > top {
      let count = sorted.count - index
      if count < most && (Int128(count) * 16 < Int128(most) * Int128(Self.sixteenths)) {
        close()
        (bottom, most, area) = (top, count, 0)
      }
      area += Int128(cost - top) * Int128(count)
      top = cost
    }
    close()
    self.groups = groups
  }
}
