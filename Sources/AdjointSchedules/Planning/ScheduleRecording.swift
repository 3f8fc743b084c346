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
  /// Where the reversal stood then, with the state in the buffer; nil if that operation has not been recorded, if nothing was
  /// left to do, or if branches join.
  public private(set) var situation: Situation?
  /// The number of the last operation up to the cut after which nothing in the buffer was needed; nil if there is none.
  public private(set) var safeAfter: Int?
  /// The cost of the operations that were done, in the problem's units.
  public private(set) var costDone = 0
  /// The cost of what led from the last transfer to the state in the buffer, in the problem's units: lost with it.
  public private(set) var costAtRisk = 0
  /// The number of operations recorded.
  public private(set) var count = 0

  private var machine: ReplayMachine
  /// The cost up to the last operation that stored or read the state in the buffer, or used it.
  private var costOfBuffer = 0
  /// The operations after the last safe one, and how many of them were done.
  private var operations = PackedOperations()
  private var doneSinceSafe = 0

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
  public var isSafe: Bool { situation.map { $0.buffer ?? .max > $0.due } ?? true }

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
    case .write, .read, .backward, .readTape: costOfBuffer = machine.makespan
    default: break
    }
    if machine.isIdle {
      safeAfter = count
      doneSinceSafe = 0
      operations.removeAll()
    }
    if count == after { cut() }
  }

  private mutating func cut() {
    situation = machine.situation
    costDone = machine.makespan
    costAtRisk = machine.isIdle ? 0 : machine.makespan - costOfBuffer
  }

  /// Plans the rest.
  ///
  /// It costs no more than the rest of the recorded schedule from the last safe operation on, if all of it was recorded and
  /// that is possible.
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
    if remakesFirst { left = left.restartingFromInput }
    guard let cut = try? problem.with(situation: left) else {
      preconditionFailure("what a machine holds suits its problem")
    }
    var options = options
    let planner = Planner.best(for: problem)
    if let bound = try bound(planner) { options.lowerBound = max(options.lowerBound ?? 0, bound) }
    return try planner.schedule(for: cut, options: options, known: recorded(cut, left))
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
    let plan = RecordedPlan(problem: cut, opening: opening, recorded: operations)
    guard let makespan = plan.makespan else { return nil }
    return Completion.Known(makespan: makespan, plan: plan)
  }
}

extension ReplayMachine {
  /// True if nothing in the buffer is needed.
  fileprivate var isIdle: Bool { buffer.map { $0 > due } ?? true }
}

extension RecordedPlan {
  /// The makespan, or nil if the operations break a rule or leave a backward step undone.
  fileprivate var makespan: Int? {
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
    do throws(RuleViolation) { try machine.finish() } catch { return nil }
    return machine.makespan
  }
}
