/// Where states are kept from job to job: x_0 and others, each on a level that lasts.
struct DivisionPlaces: Hashable {
  /// The states in the order of the chain, x_0 first.
  var states: [Int]
  /// The level of each.
  var levels: [Int]

  /// Puts states on the levels that last, the cheapest first; nil if these have too little room.
  init?(_ states: [Int], _ problem: Problem, losing lost: Set<Int>) {
    self.states = states
    levels = []
    let order = problem.levels.indices.filter {
      !lost.contains($0) && problem.levels[$0].slots != 0 && problem.levels[$0].sharesCapacityWith == nil
    }
    .sorted { problem.traffic(ofLevel: $0) < problem.traffic(ofLevel: $1) }
    var place = 0
    var used = 0
    var bytes: Int128 = 0
    for state in states {
      while place < order.count {
        let size = Int128(problem.storedSize(level: order[place], state: state))
        let capacity = problem.levels[order[place]].capacity
        if let capacity, bytes + size <= Int128(capacity) { break }
        if capacity == nil, used < problem.levels[order[place]].slots ?? .max { break }
        (place, used, bytes) = (place + 1, 0, 0)
      }
      if place == order.count { return nil }
      used += 1
      bytes += Int128(problem.storedSize(level: order[place], state: state))
      levels.append(order[place])
    }
  }
}

extension DivisionPlaces {
  /// Returns the number of the last kept state up to `due`.
  func last(upTo due: Int) -> Int {
    var (low, high) = (0, states.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if states[middle] <= due { low = middle } else { high = middle }
    }
    return low
  }
}

extension Problem {
  /// What one write and one read of a level cost, without bytes.
  fileprivate func traffic(ofLevel level: Int) -> UInt { UInt(levels[level].writeCost) + UInt(levels[level].readCost) }
}

/// The places to try.
struct DivisionCandidates {
  private let problem: Problem
  private let lost: Set<Int>
  private let segments: DivisionSegments

  /// The most states to keep: each choice is listed.
  static let mostStates = 100_000
  /// All choices of states are tried up to this length.
  static let longestExhausted = 9

  init(_ segments: DivisionSegments) {
    self.segments = segments
    (problem, lost) = (segments.problem, segments.lost)
  }

  /// Returns every choice of states, for short chains; nil for others.
  func all() -> [DivisionPlaces]? {
    let length = problem.chain.length
    if length > Self.longestExhausted { return nil }
    return (0..<(1 << max(0, length - 1))).compactMap { bits in
      let states = [0] + (1..<max(1, length)).filter { bits >> ($0 - 1) & 1 == 1 }
      return DivisionPlaces(states, problem, losing: lost)
    }
  }

  /// Returns places that cut the chain into parts whose steps cost about the same; nil if there is too little room.
  func parts(_ count: Int) -> DivisionPlaces? {
    let length = problem.chain.length
    var states = [0]
    if problem.chain.forwardCost.common != nil {
      // The first parts are the longer ones by one step: x_l is stored by none.
      for part in 1..<max(1, count) {
        let state = Int(Int128(length + 1) * Int128(part) / Int128(count))
        if state > states[states.count - 1] && state < length { states.append(state) }
      }
    } else {
      let total = segments.travel(0, length)
      var state = 0
      for part in 1..<max(1, count) {
        while state < length && segments.travel(0, state) * Int128(count) < total * Int128(part) { state += 1 }
        if state > states[states.count - 1] && state < length { states.append(state) }
      }
    }
    return DivisionPlaces(states, problem, losing: lost)
  }

  /// The most states that can be kept.
  var most: Int {
    let room = problem.levels.enumerated().reduce(0) { sum, entry in
      if lost.contains(entry.offset) { return sum }
      return min(problem.chain.length + 1, sum + (entry.element.slots ?? problem.chain.length))
    }
    return max(1, min(room, problem.chain.length, Self.mostStates))
  }
}
