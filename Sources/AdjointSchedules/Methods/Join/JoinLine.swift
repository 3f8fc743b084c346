/// Iterates over the lines of a join's table along one branch: entries that differ only in its remaining length.
struct JoinLine {
  private let lengths: [Int]
  private let strides: [Int]
  private var branch = 0
  /// The remaining length of each branch; 0 for the line's own.
  private var remaining: [Int]

  /// The line's entry with nothing of its branch left.
  private(set) var first = 0
  /// The number of other branches that are unfinished.
  private(set) var othersUnfinished = 0
  private(set) var number = 0

  init(lengths: [Int], strides: [Int]) {
    self.lengths = lengths
    self.strides = strides
    remaining = Array(repeating: 0, count: lengths.count)
  }

  /// Moves to the first line along a branch.
  mutating func begin(_ branch: Int) {
    self.branch = branch
    for other in remaining.indices { remaining[other] = 0 }
    (first, othersUnfinished, number) = (0, 0, 0)
  }

  /// Moves to the next line, the last branch varying fastest; returns false after the last.
  mutating func next() -> Bool {
    number += 1
    for other in lengths.indices.reversed() where other != branch {
      if remaining[other] < lengths[other] {
        if remaining[other] == 0 { othersUnfinished += 1 }
        remaining[other] += 1
        first += strides[other]
        return true
      }
      first -= remaining[other] * strides[other]
      othersUnfinished -= 1
      remaining[other] = 0
    }
    return false
  }
}
