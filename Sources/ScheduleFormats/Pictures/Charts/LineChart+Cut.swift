extension LineChart {
  /// A curve is cut if its largest value is more than this many times that of the others.
  private static let outlyingFactor = 4.0

  /// Returns the families of curves that would squash the others: those whose largest value stands out in every group
  /// that has other curves.
  ///
  /// A family is a planner, a group is a question to the planners, so curves that differ only in the question, such as
  /// in length, are all drawn whole.
  package static func outliers(_ curves: [(family: String, group: String, greatest: Double)]) -> Set<String> {
    var cut: Set<String> = []
    let groups = Dictionary(grouping: curves, by: \.group).values
    while true {
      var found: Set<String> = []
      var others: Set<String> = []
      for group in groups {
        let rest = group.filter { !cut.contains($0.family) }.sorted { $0.greatest > $1.greatest }
        guard let first = rest.first else { continue }
        // A family alone in its group gives no comparison.
        let standsOut = rest.count > 1 && first.greatest > outlyingFactor * rest[1].greatest
        if standsOut { found.insert(first.family) }
        others.formUnion(rest.dropFirst(standsOut || rest.count == 1 ? 1 : 0).map(\.family))
      }
      found.subtract(others)
      if found.isEmpty { return cut }
      cut.formUnion(found)
    }
  }
}
