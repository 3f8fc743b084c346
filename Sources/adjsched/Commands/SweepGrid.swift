import AdjointSchedules

/// The points of a sweep, and the problem at each.
struct SweepGrid {
  let axes: [SweepAxis]
  /// The first point of each axis.
  let first: SweepPoint
  /// What the capacities of a point may take in all, if they are varied.
  var splits: CapacitySplits?
  /// The planner that takes problems like the file's, if there is a file.
  var bestPlanner: Planner?
  let problem: (SweepPoint) throws(UsageError) -> Problem

  /// Returns the point at the given index on each axis.
  func point(_ indices: [Int]) -> SweepPoint {
    var point = first
    for (axis, index) in zip(axes, indices) { axis.put(index, &point) }
    return point
  }
}
