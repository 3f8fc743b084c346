import AdjointSchedules

/// Times of writing and reading one state on one level, in nanoseconds, one per repetition.
struct Timings {
  var writes: [Int] = []
  var reads: [Int] = []
  /// The largest share of a file, in percent, still in the page cache when it was read; nil if unknown.
  var cached: Int?
}

/// The median of some times and their extremes, in nanoseconds.
struct Spread: Hashable {
  let median: Int
  let least: Int
  let most: Int

  /// Summarises at least one time; with an even count the median is halfway between the middle two.
  init(_ times: [Int]) {
    let sorted = times.sorted()
    precondition(!sorted.isEmpty, "a level is measured at least once")
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    median = low + (high - low) / 2
    least = sorted[0]
    most = sorted[sorted.count - 1]
  }

  /// Returns a time with four significant digits; the rest is noise.
  static func rounded(_ nanoseconds: Int) -> Int {
    var unit = 1
    while nanoseconds / unit >= 10_000 { unit *= 10 }
    return nanoseconds / unit * unit + (nanoseconds % unit >= unit - unit / 2 ? unit : 0)
  }

  /// The median as the cost in a problem file, in seconds.
  var cost: DecimalCost { DecimalCost(Self.rounded(median), fractionDigits: DecimalCost.maximumFractionDigits) }
}

/// Elapsed time, by a monotonic clock.
struct Stopwatch {
  private let start = Self.now

  /// The nanoseconds since the stopwatch was created.
  var nanoseconds: Int { Self.now - start }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
