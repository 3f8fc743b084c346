/// Finds the cheapest split of an interval where what lies right of it may cost more at a later split.
///
/// A split of x_i ... x_j at k costs left(k) + right(k): what is spent up to x_k and on x_i ... x_{k-1}, and what
/// x_k ... x_j costs. The first never falls with k (``SizeTable`` says why). The second may do either, since a later
/// state may be larger; the least of each block of states is known instead. No split in a block from a to b costs less
/// than left(a) + that least: blocks for which that is no better than the best found are passed over, and since a good
/// split is known beforehand, that of the interval one state shorter, most are. The least may be that of a state before
/// a: then it only passes over less.
enum SizeSplitScan<Entry: TableEntry> {
  static var blockSize: Int { 32 }

  /// Returns the least cost of the splits `first` ... `last` and a split that has it, or nil when none costs less than
  /// `limit`.
  ///
  /// - Parameter minima: the least of `right` in each block of 32 states, or less.
  /// - Precondition: `guess` is one of the splits.
  @inline(__always)
  static func best(
    left: UnsafePointer<Entry>, right: UnsafePointer<Entry>, minima: UnsafePointer<Entry>, first: Int, last: Int,
    guess: Int, below limit: Entry
  ) -> (cost: Entry, split: Int)? {
    // Two entries never overflow: each is at most half of what the type holds.
    var best: (cost: Entry, split: Int) = (limit, -1)
    if left[guess] &+ right[guess] < limit { best = (left[guess] &+ right[guess], guess) }
    var start = first
    while start <= last {
      let block = start / blockSize
      let end = min(block * blockSize + blockSize - 1, last)
      // Beyond here every split costs too much for what lies left of it.
      if left[start] >= best.cost { break }
      if left[start] &+ minima[block] < best.cost {
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
