extension SegmentSummary {
  /// Returns what `count` runs of the same operations do, one after the other.
  ///
  /// - Complexity: O(log count) additions, since doing a thing twice is appending it to itself.
  func repeated(_ count: Int) throws(PlanningError) -> SegmentSummary {
    var result = SegmentSummary(levelCount: levels.count)
    var power = self
    var rest = count
    while rest > 0 {
      if rest % 2 == 1 { try result.append(power) }
      rest /= 2
      if rest > 0 { try power.append(power) }
    }
    return result
  }
}
