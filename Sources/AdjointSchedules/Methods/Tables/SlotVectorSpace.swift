/// The vectors of free slots of a platform, numbered from 0 with one digit per level.
struct SlotVectorSpace: Sendable {
  /// The number of vectors, V.
  let count: Int
  /// What one slot of each level adds to a vector's number; 0 for unlimited levels.
  private let strides: [Int]
  private let slots: [Int]
  private let isUnlimited: [Bool]

  /// The number of the vector with every slot free.
  var full: Int { count - 1 }

  /// Numbers the vectors, or returns nil if there are more than `limit`.
  init?(levels: [Level], length: Int, limit: Int) {
    var count = 1
    var strides: [Int] = []
    for level in levels {
      if level.isUnlimited(forLength: length) && level.slots != 0 {
        strides.append(0)
      } else {
        strides.append(count)
        let (product, overflow) = count.multipliedReportingOverflow(by: (level.slots ?? 0) + 1)
        if overflow || product > limit { return nil }
        count = product
      }
    }
    self.count = count
    self.strides = strides
    slots = levels.map { $0.slots ?? 0 }
    isUnlimited = strides.map { $0 == 0 }
  }

  /// Returns the free slots of a level in a vector; `Int.max` for unlimited levels.
  func free(_ level: Int, in vector: Int) -> Int {
    isUnlimited[level] ? .max : vector / strides[level] % (slots[level] + 1)
  }

  /// Returns the vector with one slot of `level` taken. The level must have one free.
  func taking(_ level: Int, in vector: Int) -> Int { vector - strides[level] }

  /// Returns the vector with one slot of `level` freed, or nil if all are already free.
  func freeing(_ level: Int, in vector: Int) -> Int? {
    isUnlimited[level] || free(level, in: vector) < slots[level] ? vector + strides[level] : nil
  }
}
