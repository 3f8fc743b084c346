import AdjointSchedules

/// One strategy's makespans for growing chains, compared with the optimum.
struct Curve {
  struct Point {
    let length: Int
    let makespan: Int
    let optimum: Int

    /// The ratio to the optimum in thousandths.
    var thousandths: Int { Ratio(makespan, to: optimum).thousandths ?? .max }
  }

  let name: String
  var points: [Point] = []

  /// The ratio at the longest chain, in thousandths.
  var last: Int { points.last?.thousandths ?? .max }
}
