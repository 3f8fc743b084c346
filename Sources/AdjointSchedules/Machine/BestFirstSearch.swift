/// Finds the least makespan of a small problem, with its operations, by a best-first search over machine states.
///
/// Planners whose recurrence is optimal only among certain schedules use it to look for better ones. If it gives up, it
/// still knows a lower bound, since states are settled in order of their cost plus the least remaining cost.
///
/// ``ExhaustiveSearch`` answers the same question for the tests and shares no code with it.
///
/// - Complexity: O(s log s) time and O(s) memory for `s` settled states, since each enters a heap and a dictionary.
///
/// P. E. Hart, N. J. Nilsson, B. Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE
/// Trans. Syst. Sci. Cybern. 4 (1968), doi:10.1109/TSSC.1968.300136.
struct BestFirstSearch {
  /// The result of a search for a schedule that costs less than a limit.
  enum Outcome {
    /// The optimum.
    case found(makespan: Int, operations: [Operation])
    /// No schedule costs less than the limit; `isCut` if states were left out because they cost as much or more.
    case nothingBelow(isCut: Bool)
    /// The search gave up; no schedule costs less than `lowerBound`.
    case undecided(lowerBound: Int)
  }

  /// The most machine states that a planner lets it settle: about a second of work.
  static let standardEffort = 200_000

  /// The most bytes of a search: states that are reached but not settled outnumber the others.
  static var memoryLimit: Int { min(PlanningMemory.current.limit, 768 << 20) }
  /// About what a reached state takes, with the queue and while the tables grow.
  private static let bytesPerState = 192

  /// How a machine state was reached.
  private struct Entry {
    var cost: Int
    var parent: PackedMachine
    var move: Move
    var isSettled = false
  }

  private let moves: MachineMoves

  /// Returns nil if a machine state does not fit in a word; short chains on few levels fit.
  ///
  /// - Parameter maxRuns: The most times that a step may run forward; nil for no limit.
  init?(_ problem: Problem, maxRuns: Int? = nil) {
    guard let moves = MachineMoves(problem, maxRuns: maxRuns) else { return nil }
    self.moves = moves
  }

  /// Searches for the best schedule that costs less than `limit`, in the problem's units.
  func search(below limit: Int, effort: Int = standardEffort) -> Outcome {
    let start = moves.start
    var entries = [start: Entry(cost: 0, parent: start, move: .none)]
    var settled = 0
    var open = PriorityQueue<PackedMachine, Int>()
    guard let least = moves.leastRest(start), least < limit else { return .nothingBelow(isCut: true) }
    open.push(start, priority: least)
    var isCut = false
    let most = Self.memoryLimit / Self.bytesPerState
    while let (machine, estimate) = open.pop() {
      guard let place = entries.index(forKey: machine), !entries.values[place].isSettled else { continue }
      entries.values[place].isSettled = true
      settled += 1
      let entry = entries.values[place]
      if machine.isDone {
        return .found(makespan: entry.cost, operations: operations(to: machine, entries))
      }
      if settled > effort || entries.count > most { return .undecided(lowerBound: estimate) }
      moves.forEach(of: machine) { next, move, price in
        let (cost, overflow) = entry.cost.addingReportingOverflow(price)
        let known = entries[next]
        if !overflow, let known, cost >= known.cost { return }
        let (estimate, isBeyond) = cost.addingReportingOverflow(moves.leastRest(next) ?? .max)
        if overflow || isBeyond || estimate >= limit {
          isCut = true
          return
        }
        entries[next] = Entry(cost: cost, parent: machine, move: move, isSettled: known?.isSettled ?? false)
        open.push(next, priority: estimate)
      }
    }
    return .nothingBelow(isCut: isCut)
  }

  /// Returns the operations that lead to `machine`, with steps without tapes merged into runs, nothing left stored and
  /// no useless writes.
  private func operations(to machine: PackedMachine, _ entries: [PackedMachine: Entry]) -> [Operation] {
    var path: [Operation] = moves.discards(of: machine)
    var machine = machine
    while let entry = entries[machine], let operation = moves.operation(entry.move) {
      if case .forward(let from, let middle) = operation, case .forward(middle, let to)? = path.last {
        path[path.count - 1] = .forward(from: from, to: to)
      } else {
        path.append(operation)
      }
      machine = entry.parent
    }
    return Self.withoutIdleWrites(path.reversed())
  }

  /// Returns the operations without writes that are never read; the search does not avoid them if they are free.
  static func withoutIdleWrites(_ operations: [Operation]) -> [Operation] {
    var idle: Set<Int> = []
    // The last write of each stored state that has not been read.
    var unread: [Operation: Int] = [:]
    for (index, operation) in operations.enumerated() {
      switch operation {
      case .write: unread[operation] = index
      case .read(let level, let step): unread[.write(level: level, step: step)] = nil
      case .discard(let level, let step):
        if let write = unread.removeValue(forKey: .write(level: level, step: step)) { idle.formUnion([write, index]) }
      default: break
      }
    }
    return operations.indices.filter { !idle.contains($0) }.map { operations[$0] }
  }
}

extension BestFirstSearch {
  /// Returns the optimum of a problem small enough to be searched, otherwise the best schedule so far, with what the search
  /// proves of it.
  ///
  /// - Parameter resolution: The units of an optimum in which no size is rounded.
  static func improve(
    _ best: Schedule?, of problem: Problem, _ planner: Planner, resolution: [Int?]?
  ) -> Schedule? {
    if best?.isOptimal == true { return best }
    switch BestFirstSearch(problem)?.search(below: best?.makespanUnits ?? .max) {
    case .found(let makespan, let operations):
      return Schedule(
        problem: problem, planner: planner, makespan: makespan, resolution: resolution,
        plan: ListedPlan(problem: problem, listed: operations))
    case .nothingBelow: return best.map { $0.proven(from: $0.makespanUnits) }
    case .undecided(let lowerBound): return best?.proven(from: lowerBound)
    case nil: return best
    }
  }
}
