import AdjointSchedules
import ScheduleFormats

extension Check<ShareTrial> {
  static var all: [Check] { [divisions, withoutTable, shareFile] }

  /// Compares the division with all others, with each chain planned by the written-out recurrence.
  static var divisions: Check {
    Check(name: "share: all divisions") { trial in
      let problem = trial.problem
      let useful = problem.chains.map(\.length).max() ?? 0
      let slots = min(problem.slots ?? .max, useful * problem.chains.count)
      let divisions = problem.chains.reduce(1) { $0 * (min($1.length, slots) + 1) }
      if divisions > 3_000 { return 0 }
      // Entry c, s: the makespan of chain c with s slots.
      let costs = problem.chains.map { chain in (0...min(chain.length, slots)).map { makespan(chain, $0) } }
      let expected = problem.processors == .each ? least(costs, slots, problem.objective) : alone(costs)
      switch trial.plan {
      case .success(let share):
        let (found, sum, maximum) = try value(share, costs, slots, problem)
        try require(
          Int128(share.sum) == sum && Int128(share.maximum) == maximum,
          "sum \(share.sum) and maximum \(share.maximum), the parts have \(sum) and \(maximum)")
        try require(found == expected, "divided at \(found), the best division has \(expected)")
      case .failure(.overflow):
        try require(
          expected.0 >= Int128(Int.max) || expected.1 >= Int128(Int.max), "overflow, the best division has \(expected)")
      case .failure(let error):
        try require(expected.0 >= Reference.impossible, "\(error), the best division has \(expected)")
      }
      return 1
    }
  }

  /// Without memory for a table the division is no better, and its bound no higher.
  static var withoutTable: Check {
    Check(name: "share: without a table") { trial in
      guard let best = try? trial.plan.get() else { return 0 }
      let problem = trial.problem
      let result = PlanningMemory.$current.withValue(PlanningMemory(limit: 1)) { problem.planned }
      guard let found = try? result.get() else {
        // Near 2^63, the sum of a division that is not the best may not fit.
        try require(best.sum > Int.max / 2, "without a table there is no division")
        return 1
      }
      try require(
        found.lowerBound <= best.objective && best.objective <= found.objective,
        "bound \(found.lowerBound), found \(found.objective), the best is \(best.objective)")
      let taken = found.parts.map(\.slots)
      let limit = problem.processors == .each ? taken.reduce(0, +) : taken.max() ?? 0
      try require(limit <= problem.slots ?? .max, "\(taken) slots of \(problem.slots ?? .max)")
      return 1
    }
  }

  /// The problem's file gives the same division.
  static var shareFile: Check {
    Check(name: "share: file") { trial in
      // The file leaves out digits that are all 0, and then a total may fit 64 bits.
      if case .failure(.overflow) = trial.plan { return 0 }
      let read = try ProblemReader.readShare(Array(Specimen.share(trial.problem).file.utf8))
      let again = read.planned
      let slots = (try? trial.plan.get()).map { $0.parts.map(\.slots) }
      try require((try? again.get()).map { $0.parts.map(\.slots) } == slots, "read back it is divided otherwise")
      return 1
    }
  }

  private static func makespan(_ chain: ShareProblem.Member, _ slots: Int) -> Int128 {
    let problem = try? Problem(
      chain: Chain(
        length: chain.length, forwardCost: .uniform(chain.forwardCost), backwardCost: .uniform(chain.backwardCost)),
      levels: [Level(name: "memory", slots: slots)])
    return problem.flatMap(PlainLevels.optimum) ?? Reference.impossible
  }

  /// Returns objective and sum of the best division of the slots.
  private static func least(
    _ costs: [[Int128]], _ slots: Int, _ objective: ShareProblem.Objective
  ) -> (Int128, Int128) {
    var best = (Reference.impossible, Reference.impossible)
    func divide(_ chain: Int, _ free: Int, _ sum: Int128, _ maximum: Int128) {
      if chain == costs.count {
        let found = (objective == .sum ? sum : maximum, sum)
        if found < best { best = found }
        return
      }
      for share in costs[chain].indices where share <= free {
        let cost = costs[chain][share]
        divide(chain + 1, free - share, min(Reference.impossible, sum + cost), max(maximum, cost))
      }
    }
    divide(0, slots, 0, 0)
    return best
  }

  /// Returns the same if the chains run one after another with the whole memory.
  private static func alone(_ costs: [[Int128]]) -> (Int128, Int128) {
    let sum = costs.reduce(Int128(0)) { min(Reference.impossible, $0 + ($1.min() ?? 0)) }
    return (sum, sum)
  }

  private static func value(
    _ share: MemoryShare, _ costs: [[Int128]], _ slots: Int, _ problem: ShareProblem
  ) throws(Broken) -> (found: (Int128, Int128), sum: Int128, maximum: Int128) {
    let taken = share.parts.map(\.slots)
    let limit = problem.processors == .each ? taken.reduce(0, +) : taken.max() ?? 0
    try require(limit <= slots, "\(taken) slots of \(slots)")
    let parts = zip(costs, taken).map { $0[$1] }
    let (sum, maximum) = (parts.reduce(0, +), parts.max() ?? 0)
    let isSum = problem.processors == .one || problem.objective == .sum
    return ((isSum ? sum : maximum, sum), sum, maximum)
  }
}
