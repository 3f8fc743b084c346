/// The distinct amounts of free room in a one pool of a ``RoomTable``, in increasing order; the last is the whole room.
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

  /// The possible free amounts of `room` if any of the states and tapes of these sizes are stored; nil if there are
  /// more than `limit`.
  ///
  /// - Complexity: O(sizes x limit) time and O(limit) memory, since each size at most doubles a list that is merged.
  init?(of room: Int, less sizes: [Int], limit: Int) {
    var amounts = [room]
    for size in sizes where size > 0 && size <= room {
      // The amounts left after subtracting the size, where it fits, are also in increasing order.
      var reduced = amounts.partitioningIndex { $0 >= size }
      var known = 0
      var merged: [Int] = []
      merged.reserveCapacity(2 * amounts.count)
      while known < amounts.count || reduced < amounts.count {
        let next = min(
          known < amounts.count ? amounts[known] : .max, reduced < amounts.count ? amounts[reduced] - size : .max)
        merged.append(next)
        if known < amounts.count && amounts[known] == next { known += 1 }
        if reduced < amounts.count && amounts[reduced] - size == next { reduced += 1 }
      }
      if merged.count > limit { return nil }
      amounts = merged
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

  /// Returns, for every index, that of the amount minus `size`, -1 if it does not fit; nil if this is simply the index
  /// minus `size`.
  func rests(less size: Int) -> [Int32]? {
    !isList ? nil : (0..<count).map { Int32(rest($0, less: size)) }
  }
}
