/// Finds the cheapest split of an interval without checking every one.
///
/// A split of x_i ... x_j at k costs left(k) + right(k): the cost up to x_k and of x_i ... x_{k-1}, and the cost of x_k
/// ... x_j. In k the first is non-decreasing and the second non-increasing (see ``IntervalLevelTable``), so no split
/// from a to b costs less than left(a) + right(b). Blocks of splits for which this is no better than the best found are
/// skipped. Most are, since a good split is known in advance: that of the interval one state shorter. The split points
/// themselves are not monotone if storing has a cost, and the scan does not assume it.
///
/// Where states differ in size, right(k) may go either way, since a later state may be larger (see ``IntervalLevelTable``). Then
/// the least of each block of states is known and takes the place of right(b). It may be that of a state before a; then
/// fewer blocks are skipped.
///
/// Ties: the split known in advance comes first; otherwise the first block of 32 with the least cost gives its last
/// split with that cost.
///
/// - Complexity: at most O(j - i), in branch-free blocks of 32; one comparison per skipped block.
enum IntervalSplitScan<Entry: TableEntry> {
  static var blockSize: Int { 32 }

  /// Returns the least cost of the splits `first` ... `last` and a split with that cost, or nil if none costs less than
  /// `limit`.
  ///
  /// - Parameter minima: A lower bound on `right` in each block of 32 states, or nil where `right` does not increase.
  /// - Precondition: `guess` is one of the splits.
  @inline(__always)
  static func best(
    left: UnsafePointer<Entry>, right: UnsafePointer<Entry>, minima: UnsafePointer<Entry>? = nil, first: Int,
    last: Int, guess: Int, below limit: Entry
  ) -> (cost: Entry, split: Int)? {
    // The sum of two entries never overflows: each is at most half of what the type holds.
    var best: (cost: Entry, split: Int) = (limit, -1)
    if left[guess] &+ right[guess] < limit { best = (left[guess] &+ right[guess], guess) }
    var start = first
    while start <= last {
      let block = start / blockSize
      let end = min((minima == nil ? start : block * blockSize) + blockSize - 1, last)
      // Beyond here the left part of every split costs too much.
      if left[start] >= best.cost { break }
      if left[start] &+ (minima.map { $0[block] } ?? right[end]) < best.cost {
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
