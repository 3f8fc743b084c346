extension LineChart {
  /// What is cut is more than so many times as great as the greatest of the others.
  private static let outlyingFactor = 4.0

  /// Returns the families of curves that would press the others together: those that by their greatest value stand out
  /// in every group in which others stand beside them.
  ///
  /// A family is a planner, a group what the planners are asked, so that curves which differ only in what was asked,
  /// such as in their lengths, are all drawn whole.
  package static func outliers(_ curves: [(family: String, group: String, greatest: Double)]) -> Set<String> {
    var cut: Set<String> = []
    let groups = Dictionary(grouping: curves, by: \.group).values
    while true {
      var found: Set<String> = []
      var others: Set<String> = []
      for group in groups {
        let rest = group.filter { !cut.contains($0.family) }.sorted { $0.greatest > $1.greatest }
        guard let first = rest.first else { continue }
        // A family alone in its group says nothing.
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
