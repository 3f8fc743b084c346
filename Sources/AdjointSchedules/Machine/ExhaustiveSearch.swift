/// Finds the least makespan of a tiny problem, chain or network, by a shortest-path search over all states of the
/// model's machine.
///
/// It knows only the rules of the machine: no recurrence, no table, no planner. Tests check planners against it, so
/// planners do not call it; they use `BestFirstSearch`. Only `PotentialProof` takes its distances.
///
/// - Complexity: exponential. The states are the subsets of 0 ... l stored at each level, times the buffer, times the
///   next backward step; each is settled once, in a heap. Lengths up to about 8 on two levels take less than a second.
///
/// E. W. Dijkstra, A note on two problems in connexion with graphs, Numer. Math. 1 (1959), doi:10.1007/BF01386390.
public struct ExhaustiveSearch {
  /// The state of the machine.
  struct Machine: Hashable {
    /// Bit i of entry k: level k holds x_i.
    var stored: LevelWords
    /// Bit i of entry k: level k holds tape i.
    var tapes: LevelWords
    /// The state in the buffer, or -1.
    var buffer: Int
    /// The next backward step of the chain or the handle, or one less than its first position.
    var due: Int
    /// The next backward step of each branch, or one less than its first position.
    var branches: [Int]
    var isJoined = false
    /// How often each step has run; empty without a limit.
    var runs: [UInt8] = []
  }

  /// The largest position supported, since a level's states are bits of a word.
  public static let maximumLength = 60

  let problem: Problem
  /// The first position of the chain or the handle.
  let first: Int
  /// The first and the last position of each branch.
  let branches: [ClosedRange<Int>]
  /// The level whose states may be read only once per write.
  let readOnceLevel: Int?
  /// The most times that a step may run forward, or nil for no limit.
  let maxRuns: Int?

  /// Creates a search over a problem's schedules.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - readOnceLevel: Restricts the search to schedules in which a write to this level is followed by at most one read
  ///     of it.
  ///   - maxRuns: Restricts the search to schedules in which no step runs forward more often.
  /// - Precondition: The positions are at most `maximumLength`.
  public init(problem: Problem, readOnceLevel: Int? = nil, maxRuns: Int? = nil) {
    precondition(
      problem.chain.length <= Self.maximumLength, "the exhaustive search takes chains of at most 60 steps")
    self.problem = problem
    let junction = problem.junction
    first = junction?.handleStart ?? 0
    branches = junction.map { join in join.branches.indices.map { join.starts[$0]...join.end(ofBranch: $0) } } ?? []
    self.readOnceLevel = readOnceLevel
    self.maxRuns = maxRuns
  }

  /// The state before the first operation.
  var start: Machine {
    var start = Machine(
      stored: LevelWords(count: problem.levels.count), tapes: LevelWords(count: problem.levels.count),
      buffer: branches.isEmpty ? 0 : -1, due: problem.chain.backwardSteps - 1,
      branches: branches.map { $0.upperBound - 1 })
    if maxRuns != nil { start.runs = Array(repeating: 0, count: problem.chain.length) }
    if let situation = problem.situation {
      (start.buffer, start.due) = (situation.buffer ?? -1, situation.due)
      if let junction = problem.junction {
        (start.branches, start.isJoined) = (situation.branches, junction.isJoined(in: situation))
      }
    }
    for (level, item) in problem.initialItems {
      if item.isTape {
        start.tapes[level] |= 1 << UInt64(item.number)
      } else {
        start.stored[level] |= 1 << UInt64(item.number)
      }
    }
    return start
  }

  /// Returns the least makespan of all valid schedules, in the problem's units, or nil if none fits 64 bits.
  ///
  /// - Complexity: O(s log s) for s reachable machine states, exponential in the length, since each is settled once.
  public func optimum() -> Int? {
    let start = start
    // A network's only level is its memory, which holds the first states of the branches from the start.
    if !branches.isEmpty && problem.initialItems.count > problem.levels[0].slots ?? .max { return nil }
    var least: [Machine: Int] = [start: 0]
    var open = PriorityQueue<Machine, Int>()
    open.push(start, priority: 0)
    while let (machine, cost) = open.pop() {
      if isDone(machine) { return cost }
      // A cheaper way has been found since; the least is popped once.
      if least[machine] != cost { continue }
      for (next, price) in successors(of: machine) {
        let (total, overflow) = cost.addingReportingOverflow(price)
        // A total that does not fit 64 bits is not a valid answer.
        if overflow { continue }
        if let known = least[next], known <= total { continue }
        least[next] = total
        open.push(next, priority: total)
      }
    }
    return nil
  }
}
