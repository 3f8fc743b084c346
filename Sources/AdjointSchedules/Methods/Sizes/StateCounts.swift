/// How many states fit on a level, for states of different sizes.
struct StateCounts: Hashable, Sendable {
  /// Any set of this many states fits.
  let guaranteed: Int
  /// No set of more states fits.
  let maximum: Int
  /// This many fit if each gets the space of the largest.
  let ofLargest: Int

  /// Counts slots, at most as many as steps.
  init(slots: Int?, length: Int) {
    guaranteed = min(slots ?? length, length)
    (maximum, ofLargest) = (guaranteed, guaranteed)
  }

  /// Counts the states x_0 ... x_{l-1}, of `sizes` bytes, that fit in `capacity` bytes.
  ///
  /// - Parameter holdsFirst: True if x_0 is stored whenever anything is.
  /// - Complexity: O(l log l) time, since the sizes are sorted.
  init(capacity: Int, sizes: [Int], holdsFirst: Bool) {
    let largest = sizes.max() ?? 0
    var (others, free, first) = (sizes, capacity, 0)
    if holdsFirst, let size = sizes.first {
      guard size <= capacity else {
        (guaranteed, maximum, ofLargest) = (0, 0, 0)
        return
      }
      others.removeFirst()
      free -= size
      first = 1
    }
    others.sort()
    guaranteed = first + Self.fitting(others.reversed(), free)
    maximum = first + Self.fitting(others, free)
    ofLargest = largest == 0 ? sizes.count : min(sizes.count, first + free / largest)
  }

  /// Returns how many of the first sizes fit together.
  private static func fitting(_ sizes: [Int], _ capacity: Int) -> Int {
    var (count, free) = (0, capacity)
    while count < sizes.count && sizes[count] <= free {
      free -= sizes[count]
      count += 1
    }
    return count
  }
}
