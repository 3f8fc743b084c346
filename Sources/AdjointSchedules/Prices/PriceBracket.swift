/// Integer prices on both sides of the wanted one, until points of the hull are known there.
struct PriceBracket {
  private var low: Int128
  private var high: Int128?
  private let turnCost: Int128
  private var candidate: Int128

  init(platform: PricedPlatform) {
    // For less a longer chain earns nothing: each of its backward steps but the first costs so much.
    turnCost = Int128(platform.turnCost)
    low = turnCost
    candidate = turnCost + Int128(platform.forwardCost)
  }

  /// The next price to try, or nil when there is none, or none within the bounds.
  ///
  /// Doubled above ub and a read until one is too high, so that the tables of the dual at most double; then halved.
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
