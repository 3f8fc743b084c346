/// The amounts of room that can be free in one pool of a ``RoomTable``, in increasing order; the last is the whole room.
///
/// Either all whole numbers of units, or a list of those that can be left over: if a few sizes dwarf the others, few
/// sums are possible, and a list is exact where a grid would be coarse.
struct FreeRooms: Sendable, Equatable {
  /// The amounts, or nil for 0, 1, 2 ...
  private let listed: [Int]?
  let count: Int

  /// All whole numbers of units up to `room` >= 0.
  init(upTo room: Int) {
    listed = nil
    count = room + 1
  }

  /// The amounts of `room` that states and tapes of these sizes can leave free; nil if there are more than `limit`.
  ///
  /// - Complexity: O(sizes x limit) time and O(limit) memory, since each size at most doubles the list.
  init?(of room: Int, less sizes: [Int], limit: Int) {
    var amounts = [room]
    for size in sizes where size > 0 && size <= room {
      amounts = amounts.merged(less: size)
      if amounts.count > limit { return nil }
    }
    listed = amounts
    count = amounts.count
  }

  /// True if only possible sums are distinguished.
  var isList: Bool { listed != nil }

  /// The index of the whole room.
  var whole: Int { count - 1 }

  /// Returns the amount of an index.
  func amount(_ index: Int) -> Int { listed?[index] ?? index }

  /// Returns the index of the smallest amount that is at least `room`, or `count` if there is none.
  func index(atLeast room: Int) -> Int {
    listed?.partitioningIndex { $0 >= room } ?? min(room, count)
  }

  /// Returns the index of the amount at `index` minus `size`, or -1 if it does not fit.
  func rest(_ index: Int, less size: Int) -> Int {
    guard let listed else { return index - min(size, index + 1) }
    // Every possible amount is in the list.
    return listed[index] < size ? -1 : listed.partitioningIndex { $0 >= listed[index] - size }
  }

  /// Returns the index of each amount minus `size`, -1 if it does not fit; nil if that is just the index minus `size`.
  ///
  /// - Complexity: O(count), since both amounts increase.
  func rests(less size: Int) -> [Int32]? {
    guard let listed else { return nil }
    let first = index(atLeast: size)
    var rests = [Int32](repeating: -1, count: count)
    var rest = 0
    for index in first..<count {
      while listed[rest] < listed[index] - size { rest += 1 }
      rests[index] = Int32(rest)
    }
    return rests
  }
}

extension [Int] {
  /// Merges these increasing amounts, those that remain after subtracting `size`, and `start`, without duplicates.
  func merged(less size: Int, adding start: Int = .max) -> [Int] {
    var merged: [Int] = []
    merged.reserveCapacity(2 * count + 1)
    // The amounts minus the size increase too.
    var (known, reduced, isStarted) = (0, partitioningIndex { $0 >= size }, start == .max)
    while true {
      let next = Swift.min(
        known < count ? self[known] : .max, reduced < count ? self[reduced] - size : .max, isStarted ? .max : start)
      if next == .max { return merged }
      merged.append(next)
      if known < count && self[known] == next { known += 1 }
      if reduced < count && self[reduced] - size == next { reduced += 1 }
      if start == next { isStarted = true }
    }
  }
}
