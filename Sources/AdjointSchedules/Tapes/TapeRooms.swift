/// The amounts of free room that a ``TapeTable`` tells apart, in rising order; the last is the whole room.
///
/// Either all whole numbers of units, or a list of those that can be left over: where a few sizes dwarf the others, the
/// sums that can occur together are few and far between, and a list is exact where units of one size would be coarse.
struct TapeRooms: Sendable, Equatable {
  /// The amounts, or nil for 0, 1, 2 ...
  private let listed: [Int]?
  let count: Int

  /// All whole numbers of units up to `room` >= 0.
  init(upTo room: Int) {
    listed = nil
    count = room + 1
  }

  /// The amounts that can be free of `room` when any of the states and tapes of these sizes are stored; nil when there
  /// are more than `limit`.
  ///
  /// - Complexity: O(sizes x limit) time and O(limit) memory, since one size more at most doubles a list that is merged.
  init?(of room: Int, less sizes: [Int], limit: Int) {
    var amounts = [room]
    for size in sizes where size > 0 && size <= room {
      // What the size leaves of the amounts before, from the first that it fits in, is in rising order too.
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

  /// True when only sums that can occur are told apart.
  var isList: Bool { listed != nil }

  /// The index of the whole room.
  var whole: Int { count - 1 }

  /// Returns the index of the least amount that is at least `room`, or `count` when there is none.
  func index(atLeast room: Int) -> Int {
    listed?.partitioningIndex { $0 >= room } ?? min(room, count)
  }

  /// Returns the index of what is free when `size` is taken from the amount of index `index`, or -1 when it does not fit.
  func rest(_ index: Int, less size: Int) -> Int {
    guard let listed else { return index - min(size, index + 1) }
    // Every amount that can be left over is in the list.
    return listed[index] < size ? -1 : listed.partitioningIndex { $0 >= listed[index] - size }
  }

  /// Returns, for every index, that of what is left when `size` is taken, -1 where it does not fit; nil where this is `size`
  /// less, so that no list is needed.
  func rests(less size: Int) -> [Int32]? {
    !isList ? nil : (0..<count).map { Int32(rest($0, less: size)) }
  }
}
