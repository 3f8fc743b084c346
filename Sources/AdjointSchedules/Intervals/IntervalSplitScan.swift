/// Finds the cheapest split of an interval without looking at every one.
///
/// A split of x_i ... x_j at k costs left(k) + right(k): what is spent up to x_k and on x_i ... x_{k-1}, and what
/// x_k ... x_j costs. With k the first never falls and the second never rises (``IntervalLevelTable`` says why), so no
/// split from a to b costs less than left(a) + right(b). Blocks of splits for which that is no better than the best
/// found are passed over, and since a good split is known beforehand, that of the interval one state shorter, most are.
/// The split points themselves are not monotone when storing has a cost, and nothing here asks them to be.
///
/// Ties: the split known beforehand is preferred to all others; else the first block of 32 that has the least cost gives
/// its last split with that cost.
///
/// - Complexity: O(j - i) at most, in blocks of 32 compared without a branch; one comparison for a block passed over.
enum IntervalSplitScan<Entry: TableEntry> {
  private static var blockSize: Int { 32 }

  /// Returns the least cost of the splits `first` ... `last` and a split that has it, or nil when none costs less than
  /// `limit`.
  ///
  /// - Precondition: `guess` is one of the splits.
  @inline(__always)
  static func best(
    left: UnsafePointer<Entry>, right: UnsafePointer<Entry>, first: Int, last: Int, guess: Int, below limit: Entry
  ) -> (cost: Entry, split: Int)? {
    // Two entries never overflow: each is at most half of what the type holds.
    var best: (cost: Entry, split: Int) = (limit, -1)
    if left[guess] &+ right[guess] < limit { best = (left[guess] &+ right[guess], guess) }
    var start = first
    while start <= last {
      let end = min(start + blockSize - 1, last)
      // Beyond here every split costs too much for what lies left of it.
      if left[start] >= best.cost { break }
      if left[start] &+ right[end] < best.cost {
        var least = Entry.max
        for split in start...end { least = min(least, left[split] &+ right[split]) }
        if least < best.cost {
          var split = end
          while left[split] &+ right[split] != least { split -= 1 }
          best = (least, split)
        }
      }
      start = end + 1
    }
    return best.split < 0 ? nil : best
  }
}
