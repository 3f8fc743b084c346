/// The writes and reads of each slot over a schedule of Revolve, the slot of x_0 first, in closed form.
///
/// A full segment of beta(m, t) backward steps has binomial(t - s + e - 1, e - 1) full segments of s repetitions with e
/// more slots in use. Each of them writes its slot once and reads it s times; summed over s, the slot at depth e is
/// written binomial(t + e - 1, e) times and read binomial(t + e, e + 1) times. The descent to the part that is not full
/// passes only full parts, whose sums are again binomials.
///
/// A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846, has the totals.
struct SlotTraffic {
  struct Slot: Equatable {
    var writes = 0
    var reads = 0
  }

  private(set) var slots: [Slot]

  /// - Precondition: 1 <= `slots` <= `length`.
  /// - Complexity: O(m min(m, t)) for m slots and t repetitions: each turn of the descent decreases both.
  init(length: Int, slots count: Int) {
    var slots = Array(repeating: Slot(), count: count)
    var depth = 0
    slots[0].writes = 1
    let rest = BinomialPlan.descend(count: length + 1, slots: count) { turn in
      switch turn {
      case .right(let m, let t, let parts):
        // Sums over the parts of one depth: sum for y <= x of binomial(t - 2 + y, y) = binomial(t - 1 + x, x).
        let sums = Self.binomials(t, count: m + 1)
        for e in 0..<m {
          slots[depth + e].writes += sums[e] - sums[max(0, e - parts)]
          slots[depth + e].reads += sums[e + 1] - sums[max(0, e + 1 - parts)]
        }
        // The parts descended into: each is reached from its neighbour's state and stores its own.
        for e in 0..<parts {
          slots[depth + e].reads += 1
          slots[depth + e + 1].writes += 1
        }
        depth += parts
      case .left(let m, let t, let parts):
        // Sums over the repetitions t - parts ... t - 1.
        let (high, low) = (Self.binomials(t - 1, count: m + 1), Self.binomials(t - parts - 1, count: m + 1))
        for e in 1..<m {
          slots[depth + e].writes += high[e] - low[e]
          slots[depth + e].reads += high[e + 1] - low[e + 1]
        }
        slots[depth].reads += parts
      }
    }
    if rest.slots == 1 {
      slots[depth].reads += rest.count - 1
    } else {
      for e in 0..<(rest.count - 1) {
        slots[depth + e].reads += 1
        if e > 0 { slots[depth + e].writes += 1 }
      }
    }
    self.slots = slots
  }

  /// Returns binomial(t - 1 + e, e) for e in 0 ..< `count`. None exceeds the backward steps of the segment.
  private static func binomials(_ t: Int, count: Int) -> [Int] {
    var value: Int128 = 1
    return (0..<count).map { e in
      defer { value = value * (Int128(t) + Int128(e)) / Int128(e + 1) }
      return Int(value)
    }
  }
}
