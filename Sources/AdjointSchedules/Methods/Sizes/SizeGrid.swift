/// The sizes of a chain's states on one level, in whole units of bytes or slots.
///
/// Sizes are rounded up to whole units and free space is rounded down, so that whatever fits here fits in bytes. The
/// free space besides the first state on a level is computed in bytes before it is rounded, so a state that fits alone
/// in bytes also fits in units.
struct SizeGrid: Hashable, Sendable {
  /// The bytes of a unit; nil for slots.
  let unit: Int?
  /// The units of x_0 ... x_{l-1}.
  let sizes: [Int]
  /// The free units besides each of x_0 ... x_{l-1} alone, or -1 if the state does not fit.
  let free: [Int]

  /// A level of `capacity` bytes, in units of `unit` >= 1 bytes.
  init(capacity: Int, sizes: [Int], unit: Int) {
    self.unit = unit
    self.sizes = sizes.map { $0 / unit + ($0 % unit == 0 ? 0 : 1) }
    free = sizes.map { $0 > capacity ? -1 : (capacity - $0) / unit }
  }

  /// A level with slots, nil for unlimited; there a state takes nothing.
  init(slots: Int?, length: Int) {
    unit = nil
    sizes = Array(repeating: slots == nil ? 0 : 1, count: length)
    free = Array(repeating: (slots ?? 1) - 1, count: length)
  }

  /// The most rows of a level of slots: one per slot, and one of an unlimited level.
  var slotRows: Int { 1 + (free.first ?? 0) }

  /// True if slots are counted, or nothing.
  var isInSlots: Bool { unit == nil }

  /// Returns the grid of the first states alone, where they are all alike.
  func prefix(_ length: Int) -> SizeGrid {
    SizeGrid(slots: sizes.first == 0 ? nil : min(slotRows, length), length: length)
  }

  /// The size of the largest state, in units.
  var largest: Int { sizes.max() ?? 0 }

  /// Returns, in increasing order, the possible amounts of free space besides the stored states, if any of the first
  /// `entering` states may be the first on the level and states are stored in order; nil if there are more than
  /// `limit`.
  ///
  /// - Complexity: O(l x limit) time, since each state merges its numbers with the previous ones.
  func rows(entering: Int, limit: Int) -> [Int]? {
    if isInSlots && !sizes.isEmpty { return slotRows > limit ? nil : Array(0..<slotRows) }
    var rows: [Int] = []
    for (state, size) in sizes.enumerated() {
      let start = state < entering && free[state] >= 0 ? free[state] : Int.max
      if start == .max && (size == 0 || rows.last ?? 0 < size) { continue }
      rows = rows.merged(less: size, adding: start)
      if rows.count > limit { return nil }
    }
    return rows
  }

  /// Returns the grid of the greatest common unit, which is exact; if that has more than `rowLimit` rows, a grid of one
  /// of the finest units that fit; nil if `rowLimit` is less than 2.
  static func fitting(capacity: Int, sizes: [Int], entering: Int, rowLimit: Int) -> SizeGrid? {
    if rowLimit < 2 { return nil }
    let common = max(1, commonUnit(of: sizes))
    func grid(_ unit: Int) -> SizeGrid? {
      let grid = SizeGrid(capacity: capacity, sizes: sizes, unit: unit)
      return grid.rows(entering: entering, limit: rowLimit) == nil ? nil : grid
    }
    if let exact = grid(common) { return exact }
    // With this unit, even all whole numbers up to the capacity are few enough.
    var high = capacity / (rowLimit - 1) + 1
    guard var best = grid(high) else { return nil }
    var low = common
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if let finer = grid(middle) { (best, high) = (finer, middle) } else { low = middle }
    }
    return best
  }

  /// Returns the greatest common divisor of the sizes, or 0 if all are 0.
  static func commonUnit(of sizes: some Sequence<Int>) -> Int {
    sizes.reduce(0, greatestDivisor)
  }
}

extension Array {
  /// Returns the index of the first element for which `holds` is true; it must be true for all later ones.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
