/// Where states are kept from job to job: x_0 and others, each on a level that lasts.
struct DivisionPlaces: Hashable {
  /// A state that a level holds at the beginning.
  struct Kept: Hashable {
    var state: Int
    var level: Int
  }

  /// The states in the order of the chain, x_0 first.
  private(set) var states: [Int] = []
  /// The level of each.
  private(set) var levels: [Int] = []
  /// Whether each is there from the beginning; x_0 always is, once it has been written.
  private(set) var isThere: [Bool] = []
  /// True if x_0 is in the buffer at the beginning, and written first.
  let isFirstWritten: Bool
  /// The number of the last state that is there, up to each; and of the next, or how many there are.
  private var bases: [Int] = []
  private var nexts: [Int] = []

  /// Puts states on the levels that last, the cheapest first; nil if these have too little room.
  ///
  /// - Parameters:
  ///   - new: The states to store, besides x_0.
  ///   - kept: Those that are there, in the order of the chain; if x_0 is not among them, it is written first.
  init?(_ new: [Int], _ problem: Problem, losing lost: Set<Int>, keeping kept: [Kept] = []) {
    isFirstWritten = kept.first?.state != 0
    var room = PlaceRoom(problem, lost)
    for item in kept { room.take(item.level, item.state) }
    if isFirstWritten {
      guard let level = room.take(0) else { return nil }
      append(0, level, isThere: true)
    }
    // What is there beyond a state has served by the time when those before it are stored.
    var next = kept.count
    var before = [PlaceRoom](repeating: room, count: kept.count + 1)
    while next > 0 {
      next -= 1
      before[next] = before[next + 1]
      before[next].free(kept[next].level, kept[next].state)
    }
    next = 0
    room = before[0]
    for state in new where state > 0 {
      while next < kept.count && kept[next].state <= state {
        append(kept[next].state, kept[next].level, isThere: true)
        next += 1
        room = before[next]
      }
      if states.last == state { continue }
      guard let level = room.take(state) else { return nil }
      append(state, level, isThere: false)
    }
    for item in kept[next...] { append(item.state, item.level, isThere: true) }
    bases = states.indices.map { $0 }
    for index in states.indices.dropFirst() where !isThere[index] { bases[index] = bases[index - 1] }
    nexts = states.indices.map { $0 + 1 }
    for index in states.indices.dropLast().reversed() where !isThere[index + 1] { nexts[index] = nexts[index + 1] }
  }

  private mutating func append(_ state: Int, _ level: Int, isThere there: Bool) {
    states.append(state)
    levels.append(level)
    isThere.append(there)
  }

  /// Returns the number of the last kept state up to `due`.
  func last(upTo due: Int) -> Int {
    var (low, high) = (0, states.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if states[middle] <= due { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the number of the last state up to a number that is there from the beginning.
  func base(of index: Int) -> Int { bases[index] }

  /// Returns the backward step that is due when the states after ``base(of:)`` are stored: the one before the next state that
  /// is there, or the first.
  ///
  /// - Parameter first: The first backward step of all.
  func top(of index: Int, first: Int) -> Int { nexts[index] < states.count ? states[nexts[index]] - 1 : first }

  /// Returns what is stored beside a part that begins at a kept state, that one included: those stored in the same forward
  /// run, and those that are there.
  func stored(upTo index: Int) -> [Int] { Array(0..<index).filter { isThere[$0] || $0 > bases[index] } + [index] }
}

/// The room of the levels that last.
private struct PlaceRoom {
  private let problem: Problem
  /// The levels to store states on, the cheapest first.
  private let order: [Int]
  /// The first with room, probably.
  private var place = 0
  private var used: [Int]
  private var bytes: [Int128]

  init(_ problem: Problem, _ lost: Set<Int>) {
    self.problem = problem
    order = problem.lastingLevels(losing: lost)
      .filter { problem.levels[$0].slots != 0 && problem.levels[$0].sharesCapacityWith == nil }
      .sorted { problem.traffic(ofLevel: $0) < problem.traffic(ofLevel: $1) }
    used = [Int](repeating: 0, count: problem.levels.count)
    bytes = [Int128](repeating: 0, count: problem.levels.count)
  }

  /// Stores a state on the first level with room; returns the level, or nil if there is none.
  mutating func take(_ state: Int) -> Int? {
    while place < order.count {
      let level = order[place]
      let size = Int128(problem.storedSize(level: level, state: state))
      let fits =
        if let capacity = problem.levels[level].capacity {
          bytes[problem.pool(of: level)] + size <= Int128(capacity)
        } else { used[level] < problem.levels[level].slots ?? .max }
      if fits {
        take(level, state)
        return level
      }
      place += 1
    }
    return nil
  }

  mutating func take(_ level: Int, _ state: Int) {
    used[level] += 1
    bytes[problem.pool(of: level)] += Int128(problem.storedSize(level: level, state: state))
  }

  mutating func free(_ level: Int, _ state: Int) {
    used[level] -= 1
    bytes[problem.pool(of: level)] -= Int128(problem.storedSize(level: level, state: state))
  }
}

extension Problem {
  /// The levels that keep states from job to job: where transfers overlap, not the one through which all of them go.
  func lastingLevels(losing lost: Set<Int>) -> [Int] {
    levels.indices.filter { !lost.contains($0) && !(isOverlapped && $0 == 0) }
  }

  /// What one write and one read of a level cost, without bytes.
  fileprivate func traffic(ofLevel level: Int) -> UInt { UInt(levels[level].writeCost) + UInt(levels[level].readCost) }
}
