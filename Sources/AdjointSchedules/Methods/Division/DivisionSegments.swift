/// What it costs to reverse a part of the chain within one job, from a state on a level that lasts: with the levels that are
/// lost at the end of the job, or, for tapes and where transfers overlap, in all the room beside the states that are kept.
///
/// - Complexity: that of a planner for each distinct part; equal parts of a chain of equal steps are planned once.
final class DivisionSegments {
  /// How a part is reversed.
  struct Reversal {
    var cost: Int128
    /// The operations, with the first state in the buffer.
    var body: SegmentBody?
  }

  let problem: Problem
  /// The first backward step of all.
  let firstDue: Int
  /// True if parts are planned in the room beside the states that are kept.
  let isInRooms: Bool
  /// True if parts take little time to plan.
  var isQuick: Bool { isUniform && !isInRooms }
  /// The levels that lose what they hold between two jobs.
  let lost: Set<Int>
  let planner: Planner
  private let sums: [Int128]
  private let isUniform: Bool
  private var known: [Key: Reversal?] = [:]

  /// A part, the same for those that are alike.
  struct Key: Hashable {
    var start: Int
    var end: Int
    var root: Int?
    var room: [Level]?
  }

  init(_ problem: Problem, losing lost: Set<Int>, planner: Planner) {
    self.problem = problem
    self.lost = lost
    self.planner = planner
    let chain = problem.chain
    firstDue = problem.situation?.due ?? chain.backwardSteps - 1
    isInRooms = chain.tapes != nil || problem.isOverlapped
    isUniform =
      chain.forwardCost.common != nil && chain.adjointCost.common != nil
      && (chain.tapes?.size == nil || chain.tapes?.size?.common != nil)
      && (chain.stateSize == nil || chain.stateSize?.common != nil)
      && chain.forwardTemporary == nil && chain.backwardTemporary == nil
    if case .each(let costs) = chain.forwardCost {
      var sums: [Int128] = [0]
      for cost in costs { sums.append(sums[sums.count - 1] + Int128(cost)) }
      self.sums = sums
    } else {
      sums = []
    }
  }

  /// Returns the cost of the forward steps from x_start to x_end.
  func travel(_ start: Int, _ end: Int) -> Int128 {
    sums.isEmpty ? Int128(problem.chain.forwardCost[0]) * Int128(end - start) : sums[end] - sums[start]
  }

  /// The cost of writing a state where it lasts, and waiting for that.
  func write(of state: Int, on level: Int) -> Int128 {
    let cost = Int128(problem.writeCost(level: level, state: state))
    return problem.levels[level].isOverlapped ? cost + Int128(problem.writeCost(level: 0, state: state)) : cost
  }

  /// The cost of reading a state where it lasts, and waiting for that.
  func read(of state: Int, on level: Int) -> Int128 {
    let cost = Int128(problem.readCost(level: level, state: state))
    return problem.levels[level].isOverlapped ? cost + Int128(problem.readCost(level: 0, state: state)) : cost
  }

  /// Returns the key of the part from x_start to x_end.
  func key(from start: Int, to end: Int, root: Int?, room: DivisionRoom?) -> Key {
    Key(start: isUniform ? 0 : start, end: isUniform ? end - start : end, root: root, room: room?.pinned)
  }

  /// Returns how to reverse x_start ... x_end with x_start in the buffer; nil if it cannot be done.
  ///
  /// - Parameters:
  ///   - root: The level that holds x_start and may be read; nil if it is stored nowhere.
  ///   - room: The room beside the states that are kept, if it counts.
  func reversal(from start: Int, to end: Int, root: Int?, room: DivisionRoom?) throws(PlanningError) -> Reversal? {
    if start == end && problem.chain.tapes == nil {
      return Reversal(cost: Int128(problem.chain.backwardCost[start]), body: nil)
    }
    if isInRooms && room == nil { return nil }
    let key = key(from: start, to: end, root: root, room: room)
    if let found = known[key] {
      guard var reversal = found else { return nil }
      if isUniform { reversal.body = reversal.body?.moved(by: start) }
      return reversal
    }
    // Planned as if it began at 0 where parts are alike.
    let (from, to) = isUniform ? (0, end - start) : (start, end)
    let reversal: Reversal?
    if let room { reversal = try plan(from, to, root, room) } else { reversal = try plan(from, to, root) }
    known[key] = reversal
    return try self.reversal(from: start, to: end, root: root, room: room)
  }

  private func plan(_ start: Int, _ end: Int, _ root: Int?) throws(PlanningError) -> Reversal? {
    var best = try reversal(start, end, levels: own)
    guard let root, let part = problem.part(from: start, to: end, levels: own) else { return best }
    // The state alone, read for every step.
    if let alone = try reversal(start, end, levels: only(root), home: root), alone.cost < best?.cost ?? .max {
      best = alone
    }
    let free = lost.sorted().filter { problem.levels[$0].isFree && problem.levels[$0].slots != 0 }
    if isUniform,
      let memory = free.max(by: { (problem.levels[$0].slots ?? .max) < (problem.levels[$1].slots ?? .max) }),
      let chain = try? UniformChain(part, planner: planner), chain.forwardCost > 0
    {
      let platform = DiskPlatform(chain, memory: (memory, problem.levels[memory]), disk: (root, problem.levels[root]))
      if let plan = ReadSegmentPlan(platform, length: chain.length),
        let makespan = try? ReadSegmentPlan.makespan(platform, length: chain.length),
        Int128(makespan) < best?.cost ?? .max
      {
        best = Reversal(
          cost: Int128(makespan), body: SegmentBody(plan, from: start, length: chain.length, state: plan.root))
      }
    }
    return best
  }

  /// Returns how a part is reversed on some levels.
  ///
  /// - Parameter home: The only level, if it holds the first state already.
  private func reversal(
    _ start: Int, _ end: Int, levels: [Level], home: Int? = nil
  ) throws(PlanningError) -> Reversal? {
    if levels.allSatisfy({ $0.slots == 0 && !$0.countsBytes }) { return nil }
    guard let schedule = try planned(start, end, levels) else { return nil }
    var cost = Int128(schedule.makespanUnits)
    // On one level with one slot, the first operation writes the first state.
    if let home { cost -= Int128(problem.writeCost(level: home, state: start)) }
    return Reversal(cost: cost, body: SegmentBody(schedule, from: start, home: home))
  }

  /// Returns the best schedule of a part on some levels; nil if there is none.
  func planned(_ start: Int, _ end: Int, _ levels: [Level]) throws(PlanningError) -> Schedule? {
    guard let part = problem.part(from: start, to: end, levels: levels) else { return nil }
    do throws(PlanningError) {
      return try planner.schedule(for: part)
    } catch {
      if error == .cancelled || error == .timeOver { throw error }
      return nil
    }
  }

  /// The levels that are lost, the others without room.
  private var own: [Level] {
    problem.levels.enumerated().map { lost.contains($0.offset) ? $0.element : $0.element.counting(slots: 0) }
  }

  /// One level with a slot.
  private func only(_ root: Int) -> [Level] {
    problem.levels.enumerated().map { $0.element.counting(slots: $0.offset == root ? 1 : 0) }
  }
}
