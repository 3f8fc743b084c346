import AdjointSchedules
import SeededRandom

/// Valid schedules that no planner makes: random allowed moves, with an occasional move that makes progress.
///
/// For bytes and tapes that no planner accepts they are the only schedules; otherwise they differ from planners'
/// schedules: states are stored twice, left stored or read for nothing, and steps run beyond the one that is due.
struct RandomSchedule {
  static let maximumOperations = 120

  private var rules: RuleByRule
  private var operations: [Operation] = []
  private var random: SeededGenerator

  /// Returns a valid schedule, or nil if the random moves did not finish.
  static func operations(of problem: Problem, using random: inout SeededGenerator) -> [Operation]? {
    if problem.chain.length > 60 { return nil }
    var walk = RandomSchedule(rules: RuleByRule(problem), random: SeededGenerator(seed: random.next()))
    while walk.rules.next >= 0 && walk.operations.count < maximumOperations {
      if walk.random.one(in: 3) { walk.stroll() }
      if !walk.lead() { return nil }
    }
    return walk.rules.next < 0 ? walk.operations : nil
  }

  private init(rules: RuleByRule, random: SeededGenerator) {
    (self.rules, self.random) = (rules, random)
  }

  private mutating func take(_ operation: Operation) -> Bool {
    let isAllowed = rules.run(operation)
    if isAllowed { operations.append(operation) }
    return isAllowed
  }

  /// Makes a useless move, if allowed.
  private mutating func stroll() {
    let level = random.int(0...max(0, rules.problem.levels.count - 1))
    let step = random.int(0...rules.length)
    if rules.problem.isOverlapped && random.one(in: 2) { return travel(level, step) }
    switch random.int(0...5) {
    case 0: _ = take(.read(level: level, step: step))
    case 1 where step > 0: _ = take(.discard(level: level, step: step))
    case 2: _ = rules.buffer.map { take(.forward(from: $0, to: step)) }
    case 3: _ = rules.buffer.map { take(.tape(level: level, step: $0)) }
    case 4: _ = take(.readTape(level: level, step: step))
    default: _ = rules.buffer.map { take(.write(level: level, step: $0)) }
    }
  }

  /// Moves something between level 0 and another, if allowed; states that have left level 0 come back when they are due.
  private mutating func travel(_ level: Int, _ step: Int) {
    switch random.int(0...3) {
    case 0: _ = take(.prefetch(level: level, step: step))
    case 1: _ = take(.offloadTape(level: level, step: step))
    case 2: _ = take(.prefetchTape(level: level, step: step))
    default:
      guard let step = rules.states[0].indices.filter({ rules.states[0][$0] }).randomElement(using: &random),
        take(.offload(level: level, step: step))
      else { return }
      if random.one(in: 2) { _ = take(.discard(level: 0, step: step)) }
    }
  }

  /// Makes a move towards the next backward step; returns false if there is none.
  private mutating func lead() -> Bool {
    let due = rules.next
    if due < 0 { return true }
    if take(.backward(step: due)) { return true }
    if rules.problem.isOverlapped {
      for level in levels where take(.prefetchTape(level: level, step: due)) { return true }
    }
    guard let buffer = rules.buffer, buffer <= due else { return fetch(atMost: due) }
    // x_0 is needed to the end, so it is stored first.
    if buffer == 0 && due > 0 && !holds(0) { return keep(0) }
    if buffer == due { return tape(due) }
    if random.one(in: 2), let level = levels.first, take(.write(level: level, step: buffer)) { return true }
    return take(.forward(from: buffer, to: random.int(buffer + 1...due)))
  }

  private mutating func fetch(atMost due: Int) -> Bool {
    for step in stride(from: random.int(0...due), through: 0, by: -1) {
      for level in levels where take(.read(level: level, step: step)) { return true }
      guard rules.problem.isOverlapped else { continue }
      for level in levels where take(.prefetch(level: level, step: step)) {
        return take(.read(level: 0, step: step))
      }
    }
    return false
  }

  private mutating func keep(_ step: Int) -> Bool {
    for level in levels where take(.write(level: level, step: step)) { return true }
    return false
  }

  /// Stores the tape of a step, freeing states other than x_0 if there is no room.
  private mutating func tape(_ step: Int) -> Bool {
    for level in levels where take(.tape(level: level, step: step)) { return true }
    for level in levels {
      for other in stride(from: rules.length, to: 0, by: -1) where rules.states[level][other] {
        if take(.discard(level: level, step: other)), take(.tape(level: level, step: step)) { return true }
      }
    }
    return false
  }

  private func holds(_ step: Int) -> Bool { rules.states.contains { $0[step] } }

  /// The levels in random order.
  private var levels: [Int] {
    mutating get { rules.problem.levels.indices.shuffled(using: &random) }
  }
}
