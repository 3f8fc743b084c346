/// A segment as a plan sees it: everything its decision depends on.
struct SegmentKey<State: Hashable>: Hashable {
  var state: State
  var length: Int
}

extension SegmentKey: Sendable where State: Sendable {}

/// What is known of the distinct segments of a plan: by number where the plan numbers them, else by key.
///
/// A number takes a quarter of the memory of a key, and no hashing.
///
/// - Complexity: O(distinct segments) in memory, which is reserved.
struct KnownSegments<Key: Hashable, Value> {
  private var numbered: [Value?] = []
  private var keyed: [Key: Value] = [:]
  private(set) var count = 0
  private var memory = MemoryBudget(limit: PlanningMemory.current.uniformLimit, shares: Self.shares)
  private var waitingRoom = 1024
  /// The bytes of a value outside itself, such as those of an array that it holds.
  private let attached: Int
  private static var segmentsBetweenReports: Int { 1024 }
  /// The plan itself takes the other half.
  private static var shares: Int { 2 }

  /// The bytes of a segment with a number, and of one without: while a dictionary grows, the old one and a new one of twice
  /// its size exist, filled to three quarters.
  private static func bytes(attached: Int) -> (numbered: Int, keyed: Int) {
    (MemoryLayout<Value?>.stride + attached, 4 * (MemoryLayout<Key>.stride + MemoryLayout<Value>.stride) + attached)
  }

  /// The bytes of a segment that waits for those it needs: while an array grows, the old one and one of twice its size exist.
  private static var waitingBytes: Int { 3 * MemoryLayout<Key>.stride }

  /// The most numbered segments of a chain that can be counted: for which there is memory, each with at most one that has
  /// none, while all wait with a neighbour. Schedules of short chains are counted without.
  static func mostNumbered(length: Int, attached: Int = 0, besideKeyed: Bool) -> Int {
    if length <= Schedule.longestCounted { return .max }
    let bytes = bytes(attached: attached)
    return PlanningMemory.current.uniformLimit / shares
      / (bytes.numbered + (besideKeyed ? bytes.keyed : 0) + 2 * waitingBytes)
  }

  /// - Parameter numbers: How many segments have a number.
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many.
  init(numbers: Int = 0, attached: Int = 0) throws(PlanningError) {
    self.attached = attached
    if numbers == 0 { return }
    try memory.spend(Int128(numbers) * Int128(Self.bytes(attached: attached).numbered))
    numbered = Array(repeating: nil, count: numbers)
  }

  func value(_ key: Key, number: Int?) -> Value? {
    if let number, !numbered.isEmpty { return numbered[number] }
    return keyed[key]
  }

  mutating func insert(_ value: Value, for key: Key, number: Int?) throws(PlanningError) {
    count += 1
    if count % Self.segmentsBetweenReports == 0 {
      try PlanningProgress.report(.countedSegments, done: count, total: nil)
    }
    if let number, !numbered.isEmpty {
      numbered[number] = value
    } else {
      keyed[key] = value
      if keyed.count % Self.segmentsBetweenReports == 0 {
        try memory.spend(Int128(Self.bytes(attached: attached).keyed * Self.segmentsBetweenReports))
      }
    }
  }

  /// Reserves memory for this many segments that wait for others.
  mutating func reserve(waiting count: Int) throws(PlanningError) {
    if count <= waitingRoom { return }
    try memory.spend(Int128(Self.waitingBytes) * Int128(waitingRoom / 2))
    waitingRoom *= 2
  }
}
