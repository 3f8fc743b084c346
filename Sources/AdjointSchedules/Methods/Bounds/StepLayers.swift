/// The costs of a chain's steps cut into layers for ``LayerCakeBound``: how many steps cost at least a given amount.
///
/// Neighbouring layers with nearly equal numbers of steps form a group, so there are at most some hundred groups for
/// any number of different costs.
struct StepLayers: Sendable {
  /// Consecutive layers.
  struct Group: Hashable, Sendable {
    /// The height of the layers: the difference between the largest and smallest cost in the group, in the problem's
    /// units.
    var height: Int
    /// The steps that reach the lowest of the layers.
    var most: Int
    /// The mean number of steps over the layers' height, rounded down.
    var mean: Int
  }

  let groups: [Group]

  /// Every layer in a group has at least this many sixteenths of the steps of the lowest.
  private static let sixteenths = 15

  /// - Complexity: O(l log l), for sorting.
  init(_ costs: [Int]) {
    let sorted = costs.sorted()
    var groups: [Group] = []
    // The layers of the current group: their lower height, and their sum over the steps.
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
