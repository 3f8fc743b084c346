/// The least number of forward steps that reverse the branches of a join, over (checkpoints still stored, remaining
/// length of each branch).
///
/// With q checkpoints stored, including the current segment's own, p branches unfinished and m slots in total, the last
/// N steps of a branch, from its last checkpoint, are reversed by Revolve with s = m - p - (q - 1) slots: p hold the
/// adjoints, q - 1 the other checkpoints. So
///
///     F(q, L) = min over b with L_b > 0 and 1 <= N <= L_b of   R(N - 1, s) + F(q - 1, L - N e_b),     F(0, 0) = 0
///
/// where R(n, s) is the number of forward steps that Revolve runs on a chain of length n. Step costs do not matter:
/// every schedule runs the same backward steps, so the one with the fewest forward steps is best.
///
/// - Complexity: With Q <= min(m - k, sum of l_b) checkpoints, O(Q (l_1 + 1) ... (l_k + 1)) entries, 8 bytes each, and
///   as many times log l_1 + ... + log l_k candidates: R is convex in the length, so along a branch the best last segment
///   starts no earlier for a longer remainder, see ``SegmentScan``.
///
/// O. Beaumont, J. Herrmann, G. Pallez, A. Shilova, Optimal memory-aware backpropagation of deep join networks, Phil.
/// Trans. R. Soc. A 378 (2020), doi:10.1098/rsta.2019.0049.
struct JoinTable {
  /// The most candidates to consider: about ten seconds of work.
  static let workLimit = 1 << 31
  /// Greater than every entry; the sum of two fits.
  static let unreachable = Int.max / 2

  let lengths: [Int]
  let slots: Int
  /// The distance between entries whose remaining lengths of a branch differ by one.
  let strides: [Int]
  /// Entry q is F(q, .).
  private(set) var layers: [[Int]]

  /// Returns the number of candidates of the table, at most `Int.max`.
  ///
  /// - Precondition: `slots` >= 2 k.
  static func work(lengths: [Int], slots: Int) -> Int {
    let (states, most) = size(lengths: lengths, slots: slots)
    let candidates = lengths.reduce(Int128(0)) { $0 + Int128(Int.bitWidth - $1.leadingZeroBitCount + 1) }
    let (entries, overflow) = states.multipliedReportingOverflow(by: most * candidates)
    return overflow ? .max : Int(clamping: entries)
  }

  /// - Precondition: `slots` >= 2 k.
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, ``PlanningError/tooMuchWork(what:count:limit:)`` or
  ///   ``PlanningError/notEnoughMemory(bytes:available:)`` before the table is started.
  init(lengths: [Int], slots: Int) throws(PlanningError) {
    let (states, most) = try Self.allowedSize(lengths: lengths, slots: slots)
    self.lengths = lengths
    self.slots = slots
    var strides = Array(repeating: 1, count: lengths.count)
    for branch in lengths.indices.dropLast().reversed() {
      strides[branch] = strides[branch + 1] * (lengths[branch + 1] + 1)
    }
    self.strides = strides
    PlanningProgress.begin(.joinTable, count: Int128(Self.work(lengths: lengths, slots: slots)))
    layers = [Array(repeating: Self.unreachable, count: states)]
    layers[0][0] = 0
    layers.reserveCapacity(most + 1)
    for checkpoints in 1...most {
      layers.append(
        try layer(checkpoints, after: layers[checkpoints - 1]) { done throws(PlanningError) in
          let (before, whole) = (Int128(checkpoints - 1) * Int128(states), Int128(most) * Int128(states))
          try PlanningProgress.report(
            .branchLengths, done: Int(before) + done, total: Int(clamping: whole))
        })
    }
  }

  /// Returns the number of slots for reversing a segment.
  func segmentSlots(checkpoints: Int, unfinished: Int) -> Int { slots - unfinished - (checkpoints - 1) }

  /// Returns the number of entries of a layer, at least 2^63 if large, and the most checkpoints.
  private static func size(lengths: [Int], slots: Int) -> (states: Int128, most: Int128) {
    let steps = lengths.reduce(Int128(0)) { $0 + Int128($1) }
    var states: Int128 = 1
    // Once too large, it stops growing, so it does not overflow 128 bits.
    for length in lengths where states <= Int128(Int.max) { states *= Int128(length) + 1 }
    return (states, min(Int128(slots - lengths.count), steps))
  }

  private static func allowedSize(lengths: [Int], slots: Int) throws(PlanningError) -> (states: Int, most: Int) {
    let (states, most) = size(lengths: lengths, slots: slots)
    let (bytes, overflow) = states.multipliedReportingOverflow(by: (most + 1) * 8)
    let limit = PlanningMemory.current.uniformLimit
    if overflow || bytes > Int128(limit) {
      throw .tableTooLarge(bytes: overflow ? .max : Int(clamping: bytes), limit: limit)
    }
    let work = work(lengths: lengths, slots: slots)
    if work > workLimit { throw .tooMuchWork(what: .branchSegments, count: work, limit: workLimit) }
    try PlanningMemory.reserve(bytes, limit: limit)
    return (Int(states), Int(most))
  }

  private func layer(
    _ checkpoints: Int, after previous: [Int], _ report: (Int) throws(PlanningError) -> Void
  ) throws(PlanningError) -> [Int] {
    let longest = lengths.max() ?? 0
    // Entry p - 1: R(N - 1, s) for the segments of N steps while p branches are unfinished.
    let rows = (1...lengths.count).map { unfinished in
      BinomialPlan.forwardSteps(
        ofSegmentsTo: longest, slots: segmentSlots(checkpoints: checkpoints, unfinished: unfinished))
    }
    var result = Array(repeating: Self.unreachable, count: previous.count)
    var scan = SegmentScan(longest: longest)
    var line = JoinLine(lengths: lengths, strides: strides)
    for branch in lengths.indices {
      line.begin(branch)
      repeat {
        if line.number % 64 == 0 { try report((branch * previous.count + line.first) / lengths.count) }
        // Each unfinished branch has a checkpoint.
        if line.othersUnfinished < checkpoints {
          scan.lower(
            &result, previous, rows[line.othersUnfinished], from: line.first, stride: strides[branch], lengths[branch])
        }
      } while line.next()
    }
    return result
  }
}

extension BinomialPlan {
  /// Returns the forward steps that Revolve runs on segments of 1 ... `longest` steps whose last step has already run;
  /// entry 0 is unused.
  ///
  /// - Complexity: O(longest), since each entry follows from the previous one.
  static func forwardSteps(ofSegmentsTo longest: Int, slots: Int) -> [Int] {
    var result = [0, 0]
    result.reserveCapacity(longest + 1)
    var (repetitions, most) = (0, Int128(1))
    for steps in stride(from: 2, through: longest, by: 1) {
      while Int128(steps) > most {
        repetitions += 1
        most = Binomial.beta(slots, repetitions)
      }
      result.append(result[steps - 1] + repetitions)
    }
    return result
  }
}
