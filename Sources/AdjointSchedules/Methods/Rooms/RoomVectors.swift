/// The free room of all pools as one number from 0: its digits are the indices of the pools' amounts, the first pool's
/// the most significant.
///
/// Levels that share a capacity share a pool.
struct RoomVectors: Sendable {
  let pools: [FreeRooms]
  /// The number of vectors.
  let count: Int
  /// What one more in each pool's digit adds to a vector's number.
  let strides: [Int]

  init(pools: [FreeRooms]) {
    self.pools = pools
    var (count, strides) = (1, Array(repeating: 1, count: pools.count))
    for pool in pools.indices.reversed() {
      strides[pool] = count
      count *= pools[pool].count
    }
    (self.count, self.strides) = (count, strides)
  }

  /// The vector with all room free.
  var whole: Int { count - 1 }

  /// Returns the first vector with at least `units` of the first pool free; all that follow have them too.
  func first(with units: Int) -> Int {
    units == 0 || pools.isEmpty ? (units == 0 ? 0 : count) : pools[0].index(atLeast: units) * strides[0]
  }

  /// Returns the vector that is left when `units` of a pool are taken, or nil when they do not fit.
  func rest(_ vector: Int, less units: Int, of pool: Int?) -> Int? {
    guard let pool else { return vector }
    let stride = strides[pool]
    let digit = vector / stride % pools[pool].count
    let rest = pools[pool].rest(digit, less: units)
    return rest < 0 ? nil : vector - (digit - rest) * stride
  }

  /// Returns what taking `units` of a pool does to every vector, or nil if they fit in none.
  func taking(_ units: Int, of pool: Int?) -> RoomTaking? {
    guard let pool else { return RoomTaking(block: count, stride: count, low: 0, shift: 0, rests: nil) }
    let low = pools[pool].index(atLeast: units)
    let size = pools[pool].count
    if low >= size { return nil }
    return RoomTaking(
      block: strides[pool] * size, stride: strides[pool], low: low, shift: units * strides[pool],
      rests: units == 0 ? nil : pools[pool].rests(less: units))
  }
}

/// What taking some room of one pool does to every vector.
///
/// In each block of vectors the pool's digit runs through all its values, `stride` vectors each. Those from digit `low`
/// on have the room.
struct RoomTaking {
  let block: Int
  let stride: Int
  let low: Int
  /// How much lower every vector's number becomes, unless there are `rests`.
  let shift: Int
  /// The digit that each digit becomes; nil if all drop by the same.
  let rests: [Int32]?

  /// Lowers the entries of `row` in `active` to `cost` + `left` + `right`, the latter at the vector left after taking.
  ///
  /// Each term is at most a quarter of what the type holds.
  @inline(__always)
  func relax<Entry: RoomEntry>(
    _ row: UnsafeMutablePointer<Entry>, _ active: Range<Int>, _ cost: Entry, _ right: UnsafeMutablePointer<Entry>,
    _ left: UnsafeMutablePointer<Entry>
  ) {
    var base = start(of: active)
    while base < active.upperBound {
      relax(row, fitting(active, base), base, cost, right, left)
      base &+= block
    }
  }

  /// The vectors in `active` that have the room, in the block that begins at `base`.
  @inline(__always)
  func fitting(_ active: Range<Int>, _ base: Int = 0) -> Range<Int> {
    let first = max(base &+ low &* stride, active.lowerBound)
    return first..<max(first, min(base &+ block, active.upperBound))
  }

  /// The same for vectors of one block that have the room.
  @inline(__always)
  func relax<Entry: RoomEntry>(
    _ row: UnsafeMutablePointer<Entry>, _ fitting: Range<Int>, _ base: Int, _ cost: Entry,
    _ right: UnsafeMutablePointer<Entry>, _ left: UnsafeMutablePointer<Entry>
  ) {
    if fitting.isEmpty { return }
    if let rests, stride == 1 {
      let right = right + base
      rests.withUnsafeBufferPointer { rests in
        // Moving the pointer spares the loop a checked subtraction.
        let rests = address(rests.baseAddress) - base
        for vector in fitting {
          row[vector] = min(row[vector], cost &+ right[Int(rests[vector])] &+ left[vector])
        }
      }
    } else if let rests {
      for vector in fitting {
        row[vector] = min(row[vector], cost &+ right[rest(vector, base, rests)] &+ left[vector])
      }
    } else {
      let right = right - shift
      for vector in fitting { row[vector] = min(row[vector], cost &+ right[vector] &+ left[vector]) }
    }
  }

  /// The same without a left part.
  @inline(__always)
  func relax<Entry: RoomEntry>(
    _ row: UnsafeMutablePointer<Entry>, _ active: Range<Int>, _ cost: Entry, _ right: UnsafePointer<Entry>
  ) {
    var base = start(of: active)
    while base < active.upperBound {
      let fitting = fitting(active, base)
      if let rests {
        for vector in fitting { row[vector] = min(row[vector], cost &+ right[rest(vector, base, rests)]) }
      } else if !fitting.isEmpty {
        let right = right - shift
        for vector in fitting { row[vector] = min(row[vector], cost &+ right[vector]) }
      }
      base &+= block
    }
  }

  /// The start of the block of the first vector. With one pool there is one block, and no division.
  @inline(__always)
  private func start(of active: Range<Int>) -> Int {
    active.lowerBound < block ? 0 : active.lowerBound / block &* block
  }

  @inline(__always)
  private func rest(_ vector: Int, _ base: Int, _ rests: [Int32]) -> Int {
    if stride == 1 { return base + Int(rests[vector - base]) }
    let (digit, minor) = (vector - base).quotientAndRemainder(dividingBy: stride)
    return base + Int(rests[digit]) * stride + minor
  }

  /// Lowers the entries of `row` to `cost` + `other` where the room is there; it counts as free in both.
  @inline(__always)
  func lower<Entry: RoomEntry>(
    _ row: UnsafeMutablePointer<Entry>, _ active: Range<Int>, _ cost: Entry, _ other: UnsafePointer<Entry>
  ) {
    forEachFitting(active) { vectors in
      for vector in vectors { row[vector] = min(row[vector], cost &+ other[vector]) }
    }
  }

  /// Hands the vectors in `active` that have the room to `body`, in runs.
  @inline(__always)
  func forEachFitting(_ active: Range<Int>, _ body: (Range<Int>) -> Void) {
    var base = start(of: active)
    while base < active.upperBound {
      let run = fitting(active, base)
      if !run.isEmpty { body(run) }
      base &+= block
    }
  }
}

/// The entries of a ``RoomTable``: signed integers, whose minimum is computed faster.
protocol RoomEntry: FixedWidthInteger, SignedInteger, Sendable {}
extension Int32: RoomEntry {}
extension Int: RoomEntry {}
