import AdjointSchedules

/// The times of the transfers of one level, in nanoseconds.
struct Timings {
  private var idle: [Transfer: [Int]] = [:]
  private var loaded: [Transfer: [Int]] = [:]
  /// The time that the steps computed beside each loaded transfer would take alone; nil if unknown.
  private var computed: [Transfer: [Int?]] = [:]
  /// The largest share of a file, in percent, still in the page cache when it was read from the device; nil if unknown.
  var cached: Int?

  mutating func add(_ time: Int, _ transfer: Transfer) { idle[transfer, default: []].append(time) }

  /// Adds a transfer beside which something computed.
  ///
  /// - Parameter computed: The time that what was computed meanwhile takes alone, or nil if unknown.
  mutating func addLoaded(_ time: Int, _ transfer: Transfer, computed: Int?) {
    loaded[transfer, default: []].append(time)
    self.computed[transfer, default: []].append(computed)
  }

  /// How much of a transfer's time is hidden behind computing, in percent; nil if unknown.
  ///
  /// One after the other, the transfer and what was computed beside it take the sum of their times alone. What both took
  /// together is less by the hidden time.
  func hidden(_ transfer: Transfer) -> Int? {
    guard let alone = spread(transfer)?.median, alone > 0, let times = loaded[transfer],
      let computed = computed[transfer]
    else { return nil }
    let shares = zip(times, computed).compactMap { time, computed in
      computed.map { min(100, max(0, (Int128(alone) + Int128($0) - Int128(time)) * 100 / Int128(alone))) }
    }
    return shares.isEmpty ? nil : Spread(shares.map { Int($0) }).median
  }

  /// The spread of a transfer's times, or nil if it was not measured.
  func spread(_ transfer: Transfer, isLoaded: Bool = false) -> Spread? {
    (isLoaded ? loaded : idle)[transfer].map { Spread($0) }
  }
}

/// The median of some times, their quartiles and their extremes, in nanoseconds.
struct Spread: Hashable {
  let count: Int
  let median: Int
  /// A quarter of the times is at most this, and a quarter at least ``upperQuartile``: each is one of the times.
  let lowerQuartile: Int
  let upperQuartile: Int
  let least: Int
  let most: Int

  /// Summarises at least one time; with an even count the median is halfway between the middle two.
  init(_ times: [Int]) {
    let sorted = times.sorted()
    precondition(!sorted.isEmpty, "a level is measured at least once")
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    count = sorted.count
    median = low + (high - low) / 2
    let quarter = (sorted.count - 1) / 4
    lowerQuartile = sorted[quarter]
    upperQuartile = sorted[sorted.count - 1 - quarter]
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
