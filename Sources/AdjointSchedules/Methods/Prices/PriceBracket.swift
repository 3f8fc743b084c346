/// Integer prices on both sides of the wanted one, until hull points are known there.
struct PriceBracket {
  private var low: Int128
  private var high: Int128?
  private let turnCost: Int128
  private var candidate: Int128

  init(_ platform: some PricedChain) {
    // Below this price, longer chains earn nothing: each backward step after the first costs this much.
    turnCost = Int128(platform.turnCost)
    low = turnCost
    candidate = turnCost + Int128(platform.forwardCost)
  }

  /// The next price to try, or nil if there is none within range.
  ///
  /// The distance above ub plus a read is doubled until the price is too high, so that the dual's tables at most
  /// double; then bisection.
  var next: Price? { high.map { $0 - low <= 1 } ?? false ? nil : Price(candidate, 1) }

  mutating func tooLow(_ price: Price) {
    low = max(low, price.numerator / Int128(price.denominator))
    advance()
  }

  mutating func tooHigh(_ price: Price) {
    let (quotient, rest) = price.numerator.quotientAndRemainder(dividingBy: Int128(price.denominator))
    high = min(high ?? PriceBound.value, quotient + (rest > 0 ? 1 : 0))
    advance()
  }

  private mutating func advance() {
    candidate = high.map { ($0 + low) / 2 } ?? (2 * low - turnCost)
  }
}
