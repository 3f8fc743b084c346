import AdjointSchedules

/// What an item takes and costs on a level, by docs/model.md, in 128 bits.
extension Problem {
  /// The bytes that an item of `size` bytes takes on a level, rounded up.
  func plainBytes(_ size: Int, on level: Int) -> Int128 {
    let factor = levels[level].sizeFactor
    var (product, digits) = (Int128(size) * Int128(factor.significand), factor.fractionDigits)
    var isWhole = true
    while digits > 0 {
      isWhole = isWhole && product % 10 == 0
      (product, digits) = (product / 10, digits - 1)
    }
    return isWhole ? product : product + 1
  }

  /// The cost of a transfer: its latency, plus a unit of cost for each full or partial share of its bytes.
  func plainTime(_ transfer: TransferCost, _ size: Int?) -> Int128 {
    guard let bandwidth = transfer.bandwidth, let size else { return Int128(transfer.latency) }
    var product = Int128(size)
    for _ in 0..<fractionDigits { product *= 10 }
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(bandwidth))
    return Int128(transfer.latency) + quotient + (remainder > 0 ? 1 : 0)
  }
}
