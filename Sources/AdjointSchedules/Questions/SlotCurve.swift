/// The least makespan of a chain as a function of its slots, as needed to divide many slots.
///
/// With N backward steps and repetition number t, Revolve's makespan is uf (t N - beta(m + 1, t - 1)) + N ub: over the
/// slots m of one t it is concave, since beta is convex in m. So the lower convex hull of all makespans has its
/// vertices at the ends of those stretches, of which there are at most a hundred.
struct SlotCurve {
  /// A number of slots, and the makespan with them.
  struct Point: Hashable {
    var slots: Int
    var makespan: Int
  }

  let chain: ShareProblem.Member
  /// The ends of all stretches from the fewest slots on, in increasing order.
  let ends: [Point]
  /// The vertices of the lower convex hull of the makespans from the fewest slots on.
  let hull: [Point]

  /// - Parameters:
  ///   - most: The most slots of interest, at least as many as the chain needs.
  ///   - limit: The largest allowed makespan.
  /// - Returns: Nil if no number of slots is enough.
  /// - Complexity: O(log^2 l) closed forms.
  init?(_ chain: ShareProblem.Member, most: Int, limit: Int = .max - 1) {
    let most = min(chain.usefulSlots, most)
    guard let fewest = Self.fewest(chain, in: chain.neededSlots...max(most, chain.neededSlots), limit: limit) else {
      return nil
    }
    self.chain = chain
    var ends: [Point] = []
    func add(_ slots: Int) {
      guard slots != ends.last?.slots, let makespan = try? chain.makespan(slots: slots) else { return }
      ends.append(Point(slots: slots, makespan: makespan))
    }
    let count = Int128(chain.length) + 1
    var slots = fewest
    while slots <= most {
      add(slots)
      let repetitions = slots == 0 ? 0 : Binomial.repetitions(slots: slots, count: count)
      // The least m with beta(m, t - 1) >= N is that with beta(t - 1, m) >= N.
      let next = repetitions > 1 ? Binomial.repetitions(slots: repetitions - 1, count: count) : most + 1
      add(min(most, next - 1))
      slots = next
    }
    self.ends = ends
    hull = Self.hull(of: ends)
  }

  /// Returns the fewest slots with which the makespan is at most `limit`.
  static func fewest(_ chain: ShareProblem.Member, in range: ClosedRange<Int>, limit: Int) -> Int? {
    func isWithin(_ slots: Int) -> Bool { (try? chain.makespan(slots: slots)).map { $0 <= limit } ?? false }
    if !isWithin(range.upperBound) { return nil }
    var (low, high) = (range.lowerBound - 1, range.upperBound)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isWithin(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static func hull(of points: [Point]) -> [Point] {
    var hull: [Point] = []
    for point in points {
      while hull.count >= 2 {
        let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
        let before = Int128(a.makespan - b.makespan) * Int128(point.slots - b.slots)
        if before > Int128(b.makespan - point.makespan) * Int128(b.slots - a.slots) { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    return hull
  }
}
