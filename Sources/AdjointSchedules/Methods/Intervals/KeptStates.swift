/// The states to keep on a level where each costs the same: the forward run writes them, and each state in between is
/// recomputed from the kept one before it when its backward step is due.
///
/// On one level with room for every state this is the optimum for chains of any length: whatever a schedule writes it
/// may as well write when the forward run first passes it, and keep; then each backward step except the turn reads one
/// state, preferably the nearest. With G(i, k) the cost of recomputing x_i ... x_{k-1} from x_i, the sum over i <= t <
/// k of f(i, t),
///
///     D(i) = w + min over i < k <= l of  G(i, k) + D(k),   D(l) = 0
///
/// and G(i, k) = A(k) - A(i) - (k - i) F(i) with the sums F of f and A of F: of two candidates k the smaller is better
/// up to some i, found by bisection, so candidates wait in a queue.
///
/// With w = 0 these are all states after a step with a cost.
///
/// - Complexity: O(l log l) time and O(l) memory; O(l) time with w = 0.
struct KeptStates: Sendable {
  /// The kept states in increasing order, starting with x_0.
  let starts: [Int]
  /// The cost of recomputing states, not counting the forward run.
  let rerun: Int128

  /// - Parameters:
  ///   - forwardCosts: The costs of at least one step; their sum fits 64 bits.
  ///   - price: The cost of keeping a state, at most 2^100 in total.
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)``.
  init(forwardCosts: [Int], price: Int128) throws(PlanningError) {
    let length = forwardCosts.count
    if price == 0 {
      starts = (0..<length).filter { $0 == 0 || forwardCosts[$0 - 1] > 0 }
      rerun = 0
      return
    }
    try PlanningMemory.reserve(Int128(length) * Self.bytesPerStep)
    var sums = [Int128](repeating: 0, count: length + 1)
    var areas = [Int128](repeating: 0, count: length + 1)
    for step in 0..<length {
      sums[step + 1] = sums[step] + Int128(forwardCosts[step])
      areas[step + 1] = areas[step] + sums[step]
    }
    var least = [Int128](repeating: 0, count: length + 1)
    var next = [Int](repeating: length, count: length)
    /// The candidates k in decreasing order, each better than the previous one for all i up to `end`.
    var queue = [(k: length, end: length)]
    var head = 0
    for i in stride(from: length - 1, through: 0, by: -1) {
      func value(_ k: Int, at i: Int) -> Int128 { areas[k] + least[k] - Int128(k) * sums[i] }
      if i + 1 < length {
        let k = i + 1
        while let last = queue.last {
          // Usually close, so double the distance before bisecting.
          var (low, high, step) = (k - 1, k, 1)
          while low >= 0 && value(k, at: low) >= value(last.k, at: low) {
            (low, high, step) = (max(-1, low - step), low, 2 * step)
          }
          while high - low > 1 {
            let middle = low + (high - low) / 2
            if value(k, at: middle) < value(last.k, at: middle) { low = middle } else { high = middle }
          }
          if low >= last.end {
            queue.removeLast()
            continue
          }
          if low >= 0 { queue.append((k, low)) }
          break
        }
        if queue.isEmpty { queue = [(k, length)] }
        head = min(head, queue.count - 1)
      }
      while head + 1 < queue.count && queue[head + 1].end >= i { head += 1 }
      next[i] = queue[head].k
      least[i] = price - areas[i] + Int128(i) * sums[i] + value(next[i], at: i)
    }
    var starts: [Int] = []
    var start = 0
    while start < length {
      starts.append(start)
      start = next[start]
    }
    self.starts = starts
    rerun = least[0] - price * Int128(starts.count)
  }

  /// Returns nearly the best choice of at most `count` >= 1 states, by raising their price until there are few enough.
  ///
  /// Returns nil if this would take repeated passes over a chain longer than `maximumRaisedLength`.
  static func atMost(_ count: Int, forwardCosts: [Int], price: Int128) throws(PlanningError) -> KeptStates? {
    var kept = try KeptStates(forwardCosts: forwardCosts, price: price)
    if kept.starts.count <= count { return kept }
    if forwardCosts.count > maximumRaisedLength { return nil }
    let total = forwardCosts.reduce(Int128(0)) { $0 + Int128($1) }
    var low = price
    var high = max(price, total / Int128(forwardCosts.count)) + 1
    while true {
      kept = try KeptStates(forwardCosts: forwardCosts, price: high)
      if kept.starts.count <= count { break }
      (low, high) = (high, 2 * high)
    }
    for _ in 0..<bisections where high - low > 1 {
      let middle = low + (high - low) / 2
      let other = try KeptStates(forwardCosts: forwardCosts, price: middle)
      if other.starts.count <= count { (kept, high) = (other, middle) } else { low = middle }
    }
    return kept
  }

  private static let bisections = 6
  private static let maximumRaisedLength = 200_000

  /// The longest chain to process if keeping a state costs something: a few seconds of work.
  static let maximumLength = 10_000_000
  /// Three sums, the choices and the queue.
  private static let bytesPerStep: Int128 = 3 * 16 + 8 + 16
}
