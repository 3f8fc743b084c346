/// A schedule that was run up to some operation, and what is left of it.
///
/// Operations are recorded one after another, in the order of the schedule; those after the cut are kept as a candidate for
/// the rest.
///
///     let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "disk", slots: 3)])
///     var recording = ScheduleRecording(problem, after: 12)
///     for operation in try Planner.revolve.schedule(for: problem) { try recording.add(operation) }
///     let rest = try recording.rest()
///     print(rest.makespan)  // 12
///
/// - Complexity: O(1) expected per operation; after the cut, some three bytes of memory each.
public struct ScheduleRecording {
  /// The problem that it solves, at the costs that now count.
  public let problem: Problem
  /// The number of operations that were done.
  public let after: Int
  /// Where the reversal stood then, with the state in the buffer; nil if that operation has not been recorded, or if nothing
  /// was left to do.
  ///
  /// With overlapped levels, then is when the steps, writes and reads up to that operation have ended: what is on its way to a
  /// level is not there yet, and what it is copied from still is.
  public private(set) var situation: Situation?
  /// The number of the last operation up to the cut after which nothing in the buffer was needed; nil if there is none. In a
  /// network, whose memory is free to read, what is stored too is not needed there.
  public private(set) var safeAfter: Int?
  /// The cost of the operations that were done, in the problem's units; with overlapped levels, the time that has passed.
  public private(set) var costDone = 0
  /// The cost of what led from the last transfer to the state in the buffer, in the problem's units: lost with it. Waiting does
  /// not count.
  public private(set) var costAtRisk = 0
  /// The number of operations recorded.
  public private(set) var count = 0
  /// Where the schedule ends, if it ends before its chain does: the rest is planned up to there.
  ///
  /// It has to be a situation of the problem, with the backward step due that was due at the cut, or an earlier one.
  public var end: Situation?

  private var machine: ReplayMachine
  private var machineAtCut: ReplayMachine?
  /// The cost up to the last operation that stored or read the state in the buffer, or used it.
  private var costOfBuffer = 0
  /// The operations after the last safe one, and how many of them were done.
  private var operations = PackedOperations()
  private var doneSinceSafe = 0
  /// What the buffer held after the last safe operation.
  private var bufferWhenSafe: Int?
  /// The transfers beside the steps, and the discards, that had not ended when the steps up to now had, and when they do.
  private var underWay: [(operation: Operation, end: Int)] = []

  /// Starts a recording.
  ///
  /// - Parameters:
  ///   - problem: The problem of the schedule.
  ///   - after: The number of operations that were done, at least 0.
  /// - Complexity: That of a ``ReplayMachine``.
  public init(_ problem: Problem, after: Int) {
    self.problem = problem
    self.after = after
    machine = ReplayMachine(problem: problem)
    if machine.isIdle { safeAfter = 0 }
    if after == 0 { cut() }
  }

  /// True if nothing in the buffer was needed at the cut.
  public var isSafe: Bool { machineAtCut?.isIdle ?? true }

  /// True if the schedule has an ``end``, and all that it asks for has been done and is stored after a loss.
  public func isAtEnd(losing lost: Set<Int> = []) -> Bool {
    guard let end, let left = situation?.losing(lost) else { return false }
    return left.due == end.due && left.stored == end.stored && left.tapes == end.tapes
  }

  /// True if all operations up to the cut have been recorded.
  public var isCut: Bool { count >= after }

  /// Records the next operation.
  ///
  /// - Throws: ``RuleViolation`` if it breaks a rule.
  public mutating func add(_ operation: Operation) throws(RuleViolation) {
    try machine.execute(operation)
    count += 1
    operations.append(operation)
    if count > after { return }
    doneSinceSafe += 1
    switch operation {
    case .write, .read, .backward, .readTape: costOfBuffer = machine.elapsed.computing
    case .offload, .prefetch, .offloadTape, .prefetchTape, .discard:
      if let span = machine.lastSpan { underWay.append((operation, span.end)) }
    default: break
    }
    if !underWay.isEmpty { underWay.removeAll { $0.end <= machine.elapsed.end } }
    if machine.isIdle {
      safeAfter = count
      bufferWhenSafe = machine.buffer
      doneSinceSafe = 0
      operations.removeAll()
    }
    if count == after { cut() }
  }

  private mutating func cut() {
    machineAtCut = machine
    situation = machine.settledSituation
    costDone = machine.elapsed.end
    costAtRisk = machine.isIdle ? 0 : machine.elapsed.computing - costOfBuffer
  }

  /// Plans the rest.
  ///
  /// It costs no more than the rest of the recorded schedule from the last safe operation on, if all of it was recorded and
  /// that is possible. If the schedule has an ``end``, so has the rest, with the same states stored.
  ///
  /// - Parameters:
  ///   - lost: The levels that have lost all they held. The state in the buffer is lost, too.
  ///   - remakesFirst: Whether the program can make x_0 again, if it is stored nowhere any more.
  ///   - options: Options of the planner.
  /// - Throws: ``PlanningError``, in particular ``PlanningError/nothingToStartFrom(due:)``.
  /// - Precondition: ``situation`` is not nil.
  /// - Complexity: That of planning the rest, and O(operations) for those that were kept.
  public func rest(
    losing lost: Set<Int> = [], remakesFirst: Bool = false, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    guard var left = situation?.losing(lost) else { preconditionFailure("something is left to do at the cut") }
    if remakesFirst { left = problem.junction.map(left.restarting) ?? left.restartingFromInput }
    guard let cut = try? problem.with(situation: left) else {
      preconditionFailure("what a machine holds suits its problem")
    }
    var options = options
    let planner = Planner.best(for: problem)
    let bound = try bound(planner)
    var known = recorded(cut, left)
    if let other = try bridged(cut, left, losing: lost, planner), other.makespan < known?.makespan ?? .max {
      known = other
    }
    if let end {
      return try PartialCompletion(cut, end: end, planner: planner, known: known)
        .schedule(options: options, wholeBound: bound)
    }
    if let bound { options.lowerBound = max(options.lowerBound ?? 0, bound) }
    return try planner.schedule(for: cut, options: options, known: known)
  }

  /// Returns a lower bound on the rest: what was done and the rest are a schedule of the whole.
  private func bound(_ planner: Planner) throws(PlanningError) -> Int? {
    if problem.isOverlapped || problem.situation != nil { return nil }
    do throws(PlanningError) {
      return try planner.schedule(for: problem).lowerBoundUnits.map { $0 - costDone }
    } catch {
      if error == .cancelled { throw error }
      return nil
    }
  }

  /// Returns what is left of the recorded schedule, from the last safe operation on, if it can still be run.
  private func recorded(_ cut: Problem, _ left: Situation) -> Completion.Known? {
    if safeAfter == nil && left.buffer != 0 { return nil }
    // What was written since then is written again.
    var opening: [Operation] = []
    for operation in operations.all.prefix(doneSinceSafe).reversed() {
      guard case .write(let level, let step) = operation, left.stored[level].contains(step) else { continue }
      opening.append(.discard(level: level, step: step))
    }
    // In a network the memory may hold what the rest begins with.
    if problem.junction != nil, let state = bufferWhenSafe, left.stored[0].contains(state) {
      opening.append(.read(level: 0, step: state))
    }
    // What was under way is not there: it is issued again.
    if doneSinceSafe == 0 && problem.junction == nil { opening = underWay.map(\.operation) }
    let plan = RecordedPlan(problem: cut, opening: opening, recorded: operations)
    guard let makespan = plan.makespan(on: cut, endingIn: end) else { return nil }
    return Completion.Known(makespan: makespan, plan: plan)
  }
}

extension ScheduleRecording {
  /// The most points of the recorded schedule to come back to.
  private static let maximumBridges = 4

  /// Returns what comes back to the recorded schedule, at a point after the cut at which the lost levels are empty.
  ///
  /// - Complexity: That of planning a part of the chain for each of a few points, and O(operations) to find them.
  func bridged(
    _ cut: Problem, _ left: Situation, losing lost: Set<Int>, _ planner: Planner
  ) throws(PlanningError) -> Completion.Known? {
    guard !lost.isEmpty, !problem.isOverlapped, problem.chain.tapes == nil, problem.junction == nil,
      var machine = machineAtCut
    else {
      return nil
    }
    var reader = operations.reader
    for _ in 0..<doneSinceSafe { _ = reader.next() }
    var best: (cost: Int128, plan: BridgedPlan)?
    var (last, trials) = (left.due, 0)
    while trials < Self.maximumBridges, let operation = reader.next() {
      do throws(RuleViolation) { try machine.execute(operation) } catch { break }
      switch operation {
      case .backward, .discard: break
      default: continue
      }
      guard machine.isIdle, case let held = machine.storedStates, lost.allSatisfy({ held[$0] == 0 }),
        let goal = machine.situation, goal.due < last, goal == goal.pruned
      else { continue }
      (last, trials) = (goal.due, trials + 1)
      guard let way = try PartialCompletion(cut, end: goal, planner: planner, known: nil).best(PlannerOptions()) else {
        continue
      }
      let cost = Int128(way.makespan) - Int128(machine.makespan)
      if cost < best?.cost ?? .max { best = (cost, BridgedPlan(problem: cut, way: way.plan, rest: reader)) }
    }
    guard let best, let makespan = best.plan.makespan(on: cut, endingIn: end) else { return nil }
    return Completion.Known(makespan: makespan, plan: best.plan)
  }
}

/// What leads to some point of a schedule, and its operations from there on.
private struct BridgedPlan: SchedulePlan {
  let problem: Problem
  let way: any SchedulePlan
  let rest: PackedOperations.Reader

  func operations(length: Int) -> OperationSource {
    let first = way.operations(length: length)
    var reader = rest
    return { batch in
      first(&batch)
      if !batch.isEmpty { return }
      while batch.count < 256, let operation = reader.next() { batch.append(operation) }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }
}

extension ReplayMachine {
  /// True if nothing in the buffer is needed.
  fileprivate var isIdle: Bool { !holdsNeededState }
}

extension SchedulePlan {
  /// Returns the makespan on a problem, or nil if the operations break a rule, or leave undone what the end asks for.
  fileprivate func makespan(on problem: Problem, endingIn end: Situation?) -> Int? {
    var machine = ReplayMachine(problem: problem)
    let source = operations(length: problem.chain.length)
    var batch: [Operation] = []
    while true {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      if batch.isEmpty { break }
      for operation in batch {
        do throws(RuleViolation) { try machine.execute(operation) } catch { return nil }
      }
    }
    if let end { return machine.situation?.suffices(for: end) == true ? machine.makespan : nil }
    do throws(RuleViolation) { try machine.finish() } catch { return nil }
    return machine.makespan
  }
}
