/// The values V_h(mu) of ``OverlapSlotBound`` for one share phi.
///
/// V_h(mu) is the most that backward steps earn at the price mu, from a state in the h-th slot of level 0 on. Of the prices
/// lambda - a uf - b beta uf it takes those above beta u; at the others a backward step does not pay, and V_h(mu) is the
/// margin mu - beta u. Every number is multiplied by ``OverlapBound/scale``.
///
/// - Complexity: O(values) for each price: less than (lambda / uf)^2 / beta for the last two slots, and lambda / (beta uf)
///   for each other.
struct OverlapSlotPrices {
  /// An amount earned, and by how many backward steps: its slope in lambda.
  struct Value {
    var earned: Int128
    var steps: Int128

    static func + (one: Value, other: Value) -> Value {
      // Steps only guide the search.
      Value(earned: one.earned + other.earned, steps: min(one.steps + other.steps, PriceBound.numerator))
    }

    mutating func raise(to other: Value, minus cost: Int128 = 0) {
      if other.earned - cost > earned { self = Value(earned: other.earned - cost, steps: other.steps) }
    }
  }

  enum Outcome {
    /// By h - 1, a and b. The last two slots have all a, the others a = 0 alone, and the only one has b = 0, 1.
    case values([[[Value]]])
    /// V5 fails, or theta is above 1: some value is too large by so much.
    case tooHigh(Value)
  }

  /// More values than this are not computed for a price.
  static let mostValues = 1 << 12

  private let slots: Int
  /// uf
  private let forward: Int128
  /// beta uf
  private let reduced: Int128
  /// phi u: what a backward step costs more while all slots are used.
  private let turn: Int128
  /// W = phi r: what a prefetch costs.
  let prefetch: Int128
  /// w
  private let offload: Int128
  /// beta u, the price at which a backward step begins to pay.
  let leastPrice: Int128
  /// beta ub
  let lastStep: Int128

  init(_ machine: OverlapMachine, share: Int) {
    let unit = OverlapBound.scale / Int128(OverlapBound.parts)
    let (part, rest) = (Int128(share) * unit, Int128(OverlapBound.parts - share) * unit)
    let backward = Int128(machine.backwardCost) + Int128(machine.readCost)
    slots = machine.slots
    (forward, reduced) = (Int128(machine.forwardCost) * OverlapBound.scale, Int128(machine.forwardCost) * rest)
    (turn, leastPrice) = (backward * part, backward * rest)
    prefetch = Int128(machine.slower[0].readCost) * part
    offload = Int128(machine.slower[0].writeCost) * OverlapBound.scale
    lastStep = Int128(machine.backwardCost) * rest
  }

  /// Returns how many values there are at most at the price lambda = beta u + `margin`; nil if these are too many.
  func size(at margin: Int128) -> Int? {
    let (rows, columns) = (count(margin, forward), slots == 1 ? 1 : count(margin, reduced))
    guard rows <= Self.mostValues, columns <= Self.mostValues, slots <= Self.mostValues else { return nil }
    let size = 2 * rows * columns + slots * columns
    return size <= Self.mostValues ? size : nil
  }

  /// Returns the greatest margin below `margin` that has no more values than are computed.
  func mostComputed(below margin: Int128) -> Int128 {
    var (low, high) = (Int128(0), margin)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if size(at: middle) == nil { high = middle } else { low = middle }
    }
    return low
  }

  /// Returns the least values that satisfy V1 ... V4 at the price lambda = beta u + `margin`.
  ///
  /// - Precondition: ``size(at:)`` is not nil.
  func outcome(at margin: Int128) -> Outcome {
    let rows = count(margin, forward)
    var values = Array(repeating: [[Value]](), count: slots)
    for h in (1...slots).reversed() {
      values[h - 1] = Array(repeating: [], count: h >= slots - 1 ? rows : 1)
      for a in values[h - 1].indices.reversed() {
        let first = margin - Int128(a) * forward
        let last = min(count(first, reduced), slots == 1 ? 2 : .max) - 1
        if last < 0 { continue }
        values[h - 1][a] = Array(repeating: Value(earned: 0, steps: 0), count: last + 1)
        for b in (0...last).reversed() {
          let found = value(h, a, b, first - Int128(b) * reduced, values)
          let limit = a + b > 0 ? prefetch : prefetch + offload
          if found.earned > limit { return .tooHigh(Value(earned: found.earned - limit, steps: found.steps)) }
          values[h - 1][a][b] = found
        }
      }
    }
    return .values(values)
  }

  /// Returns V_h for the margin after a and b, from those for smaller margins and for more slots.
  private func value(_ h: Int, _ a: Int, _ b: Int, _ margin: Int128, _ values: [[[Value]]]) -> Value {
    let alone = Value(earned: margin, steps: 1)
    var best = alone
    // The value after a step has been passed once more: at the full price, and while a state arrives.
    func passed() -> Value {
      margin > forward ? values[h - 1][a + 1][b] : Value(earned: margin - forward, steps: 1)
    }
    if h == slots {
      best.raise(to: alone + passed(), minus: turn)
      return best
    }
    let right = values[h][a][b]
    let arriving = margin > reduced ? values[h - 1][a][b + 1] : Value(earned: margin - reduced, steps: 1)
    best.raise(to: alone + arriving)
    best.raise(to: right)
    if h == slots - 1 {
      best.raise(to: right + passed())
      best.raise(to: right + arriving, minus: prefetch)
    } else {
      best.raise(to: right + arriving)
    }
    return best
  }

  /// Returns how many of `margin`, `margin` - `step`, ... are above 0.
  private func count(_ margin: Int128, _ step: Int128) -> Int {
    margin <= 0 ? 0 : Int(clamping: (margin - 1) / step + 1)
  }
}
