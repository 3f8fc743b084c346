/// The forward steps that have run at least once.
///
/// Runs begin at stored states, which are used from the last to the first, so ranges are kept in falling order: what is new
/// comes at the end.
///
/// - Complexity: O(log n) for n ranges to insert one at the end, or one that is known or touches its neighbours.
struct StepCover {
  /// They neither overlap nor touch.
  private var ranges: [Range<Int>] = []
  /// The number of steps.
  private(set) var count = 0

  mutating func insert(_ range: Range<Int>) {
    // The first range that does not lie beyond the new one.
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].lowerBound > range.upperBound { low = middle + 1 } else { high = middle }
    }
    var merged = range
    var end = low
    while end < ranges.count, ranges[end].upperBound >= range.lowerBound {
      merged = min(merged.lowerBound, ranges[end].lowerBound)..<max(merged.upperBound, ranges[end].upperBound)
      count -= ranges[end].count
      end += 1
    }
    count += merged.count
    if end == low + 1 { ranges[low] = merged } else { ranges.replaceSubrange(low..<end, with: [merged]) }
  }
}
