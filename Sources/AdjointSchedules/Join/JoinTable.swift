/// The least number of forward steps with which the branches of a join are reversed, over (checkpoints still stored,
/// remaining length of each branch).
///
/// With q checkpoints stored, the current segment's own included, p branches unfinished and m slots in all, the last
/// N steps of a branch, from its last checkpoint, are reversed by Revolve with s = m - p - (q - 1) slots: p hold the
/// adjoints, q - 1 the other checkpoints. So
///
///     F(q, L) = min over b with L_b > 0 and 1 <= N <= L_b of   R(N - 1, s) + F(q - 1, L - N e_b),     F(0, 0) = 0
///
/// where R(n, s) is the number of forward steps that Revolve runs on a chain of length n. The costs of a step do not
/// matter: every schedule runs the same backward steps, so the one with the fewest forward steps is the best.
///
/// - Complexity: With Q <= min(m - k, sum of l_b) checkpoints, O(Q (l_1 + 1) ... (l_k + 1)) entries, 8 bytes each, and
///   as many times (l_1 + ... + l_k) / 2 candidates, since each entry looks at every last segment of every branch.
///
/// O. Beaumont, J. Herrmann, G. Pallez, A. Shilova, Optimal memory-aware backpropagation of deep join networks, Phil.
/// Trans. R. Soc. A 378 (2020), doi:10.1098/rsta.2019.0049.
struct JoinTable {
  /// The most bytes of the table.
  static var memoryLimit: Int { PlanningMemory.current.limit }
  /// The most candidates that are looked at: half a minute's work.
  static let workLimit = 1 << 34
  /// Greater than every entry; the sum of two fits.
  static let unreachable = Int.max / 2

  let lengths: [Int]
  let slots: Int
  private let entriesBetweenReports = 256
  /// How far apart two entries are whose remaining lengths of a branch differ by one.
  let strides: [Int]
  /// Entry q is F(q, .).
  private(set) var layers: [[Int]]

  /// - Precondition: `slots` >= 2 k.
  init(lengths: [Int], slots: Int, observer: PlanningObserver?) throws(PlanningError) {
    let (states, most) = try Self.size(lengths: lengths, slots: slots)
    self.lengths = lengths
    self.slots = slots
    var strides = Array(repeating: 1, count: lengths.count)
    for branch in lengths.indices.dropLast().reversed() {
      strides[branch] = strides[branch + 1] * (lengths[branch + 1] + 1)
    }
    self.strides = strides
    layers = [Array(repeating: Self.unreachable, count: states)]
    layers[0][0] = 0
    layers.reserveCapacity(most + 1)
    for checkpoints in 1...most {
      layers.append(
        layer(checkpoints, after: layers[checkpoints - 1]) { done in
          observer?(
            PlanningProgress(
              what: "remaining lengths with \(checkpoints) of at most \(most) checkpoints", done: done, total: states))
        })
    }
  }

  /// Returns the slots with which Revolve reverses a segment.
  func segmentSlots(checkpoints: Int, unfinished: Int) -> Int { slots - unfinished - (checkpoints - 1) }

  /// Returns the number of entries of a layer and the most checkpoints, after checking that the table is allowed.
  private static func size(lengths: [Int], slots: Int) throws(PlanningError) -> (states: Int, most: Int) {
    let steps = lengths.reduce(Int128(0)) { $0 + Int128($1) }
    let most = min(Int128(slots - lengths.count), steps)
    var states: Int128 = 1
    // Once too large it stays so, and does not grow out of 128 bits.
    for length in lengths where states <= Int128(Int.max) { states *= Int128(length) + 1 }
    let (entries, tooMany) = states.multipliedReportingOverflow(by: most + 1)
    let (bytes, tooLarge) = entries.multipliedReportingOverflow(by: 8)
    if tooMany || tooLarge || bytes > Int128(memoryLimit) {
      throw .tableTooLarge(bytes: tooMany || tooLarge ? .max : Int(clamping: bytes), limit: memoryLimit)
    }
    try PlanningMemory.reserve(bytes)
    let work = entries * steps / 2
    if work > Int128(workLimit) {
      throw .tooMuchWork(what: "segments of the branches", count: Int(clamping: work), limit: workLimit)
    }
    return (Int(states), Int(most))
  }

  private func layer(_ checkpoints: Int, after previous: [Int], _ report: (Int) -> Void) -> [Int] {
    let longest = lengths.max() ?? 0
    // Entry p - 1: the forward steps of a segment of N steps while p branches are unfinished.
    let rows = (1...lengths.count).map { unfinished in
      let slots = segmentSlots(checkpoints: checkpoints, unfinished: unfinished)
      return [0] + (1...longest).map { Int(BinomialPlan.forwardSteps(length: $0 - 1, slots: slots)) }
    }
    var result = Array(repeating: Self.unreachable, count: previous.count)
    var remaining = Array(repeating: 0, count: lengths.count)
    report(0)
    for index in 1..<previous.count {
      if index % entriesBetweenReports == 0 { report(index) }
      increment(&remaining)
      let unfinished = remaining.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      if checkpoints < unfinished { continue }
      result[index] = Self.least(
        rows[unfinished - 1], previous, at: index, remaining: remaining, strides: strides)
    }
    return result
  }

  private static func least(
    _ row: [Int], _ previous: [Int], at index: Int, remaining: [Int], strides: [Int]
  ) -> Int {
    var least = unreachable
    for (length, stride) in zip(remaining, strides) where length > 0 {
      var left = index
      for steps in 1...length {
        left &-= stride
        least = min(least, row[steps] &+ previous[left])
      }
    }
    return least
  }

  /// Goes to the next entry: the last branch varies fastest.
  private func increment(_ remaining: inout [Int]) {
    var branch = lengths.count - 1
    while remaining[branch] == lengths[branch] {
      remaining[branch] = 0
      branch -= 1
    }
    remaining[branch] += 1
  }
}
