import AdjointSchedules

/// The latency and the bandwidth of a transfer, from the times of two sizes: the line through both.
struct TransferSplit: Hashable {
  /// In seconds, at least 0.
  let latency: DecimalCost
  /// In bytes a second.
  let bandwidth: Int

  /// Returns nil where the larger size took no longer: then the times say nothing of bytes.
  ///
  /// - Parameters:
  ///   - time: The nanoseconds that `size` bytes took.
  ///   - smallTime: The nanoseconds that `small` bytes took, fewer than `size`.
  init?(size: Int, _ time: Int, small: Int, _ smallTime: Int) {
    guard time > smallTime, size > small else { return nil }
    let rate = Int128(size - small) * 1_000_000_000 / Int128(time - smallTime)
    // Four significant digits, like the times.
    guard let bandwidth = Int(exactly: rate).map(Spread.rounded), bandwidth > 0 else { return nil }
    self.bandwidth = bandwidth
    let ofBytes = Int128(size) * 1_000_000_000 / Int128(bandwidth)
    latency = DecimalCost(
      Spread.rounded(max(0, Int(clamping: Int128(time) - ofBytes))),
      fractionDigits: DecimalCost.maximumFractionDigits)
  }
}
