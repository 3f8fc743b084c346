/// The places to try.
struct DivisionCandidates {
  private let problem: Problem
  private let lost: Set<Int>
  private let segments: DivisionSegments
  /// What may be kept of what is stored at the beginning: all, or x_0 alone.
  let keepings: [[DivisionPlaces.Kept]]

  /// The most states to keep: each choice is listed.
  static let mostStates = 100_000
  /// The same where a part's room depends on what is kept beside it.
  static let mostStatesInRooms = 1000
  /// All choices of states are tried up to this length.
  static let longestExhausted = 9

  /// - Throws: ``PlanningError/nothingToStartFrom(due:)`` if x_0 is neither kept nor in the buffer.
  init(_ segments: DivisionSegments) throws(PlanningError) {
    self.segments = segments
    (problem, lost) = (segments.problem, segments.lost)
    guard let situation = problem.situation?.pruned else {
      keepings = [[]]
      return
    }
    var levels: [Int: Int] = [:]
    for level in problem.lastingLevels(losing: lost) {
      for state in situation.stored[level] {
        if let other = levels[state],
          problem.readCost(level: other, state: state) <= problem.readCost(level: level, state: state)
        {
          continue
        }
        levels[state] = level
      }
    }
    let all = levels.sorted { $0.key < $1.key }.map { DivisionPlaces.Kept(state: $0.key, level: $0.value) }
    if all.first?.state != 0 && situation.buffer != 0 { throw .nothingToStartFrom(due: situation.due) }
    let few = all.filter { $0.state == 0 }
    keepings = few.count < all.count ? [all, few] : [all]
  }

  /// The last state that may be stored.
  private var last: Int { min(problem.chain.length - 1, segments.firstDue) }

  /// Returns every choice of states, for short chains; nil for others.
  func all() -> [DivisionPlaces]? {
    if problem.chain.length > Self.longestExhausted { return nil }
    return keepings.flatMap { kept in
      (0..<(1 << max(0, last))).compactMap { bits in
        let states = (1..<max(1, last + 1)).filter { bits >> ($0 - 1) & 1 == 1 }
        return DivisionPlaces(states, problem, losing: lost, keeping: kept)
      }
    }
  }

  /// Returns places that cut the chain into parts whose steps cost about the same, for every choice of what is kept; none
  /// where there is too little room.
  func parts(_ count: Int) -> [DivisionPlaces] {
    var states = [0]
    let steps = segments.firstDue
    if problem.chain.forwardCost.common != nil {
      // The first parts are the longer ones by one step: x_l is stored by none.
      for part in 1..<max(1, count) {
        let state = Int(Int128(steps + 1) * Int128(part) / Int128(count))
        if state > states[states.count - 1] && state <= last { states.append(state) }
      }
    } else {
      let total = segments.travel(0, steps)
      var state = 0
      for part in 1..<max(1, count) {
        while state < steps && segments.travel(0, state) * Int128(count) < total * Int128(part) { state += 1 }
        if state > states[states.count - 1] && state <= last { states.append(state) }
      }
    }
    return keepings.compactMap { DivisionPlaces(states, problem, losing: lost, keeping: $0) }
  }

  /// The most states that can be kept.
  var most: Int {
    let room = problem.lastingLevels(losing: lost).reduce(0) { sum, level in
      min(problem.chain.length + 1, sum + (problem.levels[level].slots ?? problem.chain.length))
    }
    let limit = segments.isInRooms ? Self.mostStatesInRooms : Self.mostStates
    return max(1, min(room, problem.chain.length, limit))
  }
}
