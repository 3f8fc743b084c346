/// Plans the rest of a schedule that ends before its chain does, such as one job of a division.
///
/// With e - 1 the next backward step at that end, x_e ... x_due are reversed as a chain of their own, in the room that is
/// left beside all that the end holds. What leads to x_e, a read of the last state before it and the steps from there, is a
/// level of that chain: it holds its first state, no other, and a read costs what the steps do. So all methods for
/// completions apply. What the end holds and nothing stores yet is written on the way, by the first run to x_e, or
/// at last by runs of their own.
///
/// See docs/interrupted.md.
struct PartialCompletion {
  /// A state at the beginning, or one that will be there.
  private struct Place: Hashable {
    var state: Int
    var level: Int
  }

  /// In the situation of the cut.
  private let problem: Problem
  private let planner: Planner
  private let situation: Situation
  private let due: Int
  /// What the end holds and is of use there.
  private let end: Situation
  private let known: Completion.Known?

  /// - Precondition: The problem has a situation, and `end` is one of its problem's, with the same backward step due or an
  ///   earlier one.
  init(_ problem: Problem, end: Situation, planner: Planner, known: Completion.Known?) {
    guard let situation = problem.situation else { preconditionFailure("the rest begins in a situation") }
    (self.problem, self.situation, self.planner, self.known) = (problem, situation, planner, known)
    (due, self.end) = (situation.due, end.pruned)
  }

  /// - Parameter wholeBound: A lower bound on all that is left, beyond the end, too.
  func schedule(options: PlannerOptions, wholeBound: Int?) throws(PlanningError) -> Schedule {
    guard let best = try best(options) else { throw .nothingToStartFrom(due: due) }
    var schedule = Schedule(
      problem: problem, planner: planner, makespan: best.makespan,
      lowerBound: Int(clamping: try bound(options, wholeBound)), caveat: .completion(isBest: false), plan: best.plan)
    schedule.end = Self.end(of: schedule)
    return schedule
  }

  /// Returns the best plan found; nil if there is none.
  func best(_ options: PlannerOptions) throws(PlanningError) -> Completion.Known? {
    var best = known
    if problem.chain.tapes == nil && !problem.isOverlapped {
      do throws(PlanningError) {
        let plan = try plan(options)
        if let makespan = try replayed(plan), makespan < best?.makespan ?? .max {
          best = .init(makespan: makespan, plan: plan)
        }
      } catch {
        if best == nil || error == .cancelled { throw error }
      }
    } else if best == nil {
      throw .unsuited(planner: planner, .partialRests)
    }
    return best
  }

  // MARK: - The plan

  /// Returns the plan that reaches x_e from the last state before it.
  private func plan(_ options: PlannerOptions) throws(PlanningError) -> PartialCompletionPlan {
    let first = end.due + 1
    var there: Set<Place> = []
    for (level, states) in situation.stored.enumerated() {
      for state in states where state <= due { there.insert(Place(state: state, level: level)) }
    }
    let wanted = Set(end.stored.enumerated().flatMap { level, states in states.map { Place(state: $0, level: level) } })
    var opening: [Operation] = []
    if situation.buffer == 0, let home = wanted.subtracting(there).first(where: { $0.state == 0 }) {
      opening.append(.write(level: home.level, step: 0))
      there.insert(home)
    }
    let missing = sorted(wanted.subtracting(there))
    // What lies before x_e, from the last; of copies, the one that is read for the least.
    let sources = sorted(there.filter { $0.state < first }).reversed().sorted {
      ($1.state, cost(ofReading: $0), $0.level) < ($0.state, cost(ofReading: $1), $1.level)
    }
    func source(of state: Int) -> Place? { sources.first { $0.state <= state } }
    // A run for each source of something missing.
    var runs: [(source: Place, written: [Place])] = []
    for place in missing {
      guard let source = source(of: place.state) else { throw .nothingToStartFrom(due: due) }
      if runs.last?.source == source {
        runs[runs.count - 1].written.append(place)
      } else {
        runs.append((source, [place]))
      }
    }
    guard let nearest = due < first ? sources.first : source(of: first) else {
      throw .nothingToStartFrom(due: due)
    }
    var used = Set(runs.map(\.source))
    used.insert(nearest)
    let helpers = sorted(used.subtracting(wanted))
    for (level, states) in situation.stored.enumerated() {
      for state in states.reversed() {
        let place = Place(state: state, level: level)
        if state > due || state < first && !wanted.contains(place) && !used.contains(place) {
          opening.append(.discard(level: level, step: state))
        }
      }
    }
    let closing = helpers.map { Operation.discard(level: $0.level, step: $0.state) }
    if due < first {
      return PartialCompletionPlan(
        problem: problem, opening: opening, body: nil, lead: [], again: [],
        closing: runs.flatMap { operations($0.source, $0.written) } + closing)
    }
    // The run on the way to x_e goes on from the last of what it writes.
    let onTheWay = runs.last?.source == nearest ? runs.removeLast().written : []
    let again = onTheWay.last ?? nearest
    let body = try body(
      options, first, beside: wanted.union(used), again,
      stored: there.filter { $0.state >= first }.map { Place(state: $0.state - first, level: $0.level) })
    return PartialCompletionPlan(
      problem: problem, opening: opening, body: body, lead: operations(nearest, onTheWay, to: first),
      again: operations(again, [], to: first),
      closing: runs.flatMap { operations($0.source, $0.written) } + closing)
  }

  /// Returns the reversal of x_first ... x_due, its levels those of the problem and one more, from which x_first is read.
  private func body(
    _ options: PlannerOptions, _ first: Int, beside: Set<Place>, _ source: Place, stored: [Place]
  ) throws(PlanningError) -> PartialCompletionPlan.Body? {
    let held = beside.map { (level: $0.level, item: StoredItem(number: $0.state, isTape: false)) }
    let read = Int128(cost(ofReading: source)) + travel(source.state, first)
    // As much as all that is done, so that nothing else is written there.
    guard let levels = problem.levels(beside: held), let readCost = Int(exactly: read),
      let writeCost = Int(exactly: (read + travel(first, due) + 1) * 4), writeCost < .max >> 8,
      let part = problem.part(
        from: first, to: due,
        levels: levels + [Level(name: "run again", slots: 1, writeCost: writeCost, readCost: readCost)])
    else { return nil }
    var begin = [[Int]](repeating: [], count: levels.count)
    for place in stored { begin[place.level].append(place.state) }
    guard let begun = try? part.with(situation: Situation(due: due - first, stored: begin + [[0]])) else { return nil }
    var options = options
    options.lowerBound = nil
    return .init(
      schedule: try Planner.best(for: begun).schedule(for: begun, options: options), first: first,
      leadLevel: levels.count)
  }

  private func sorted(_ places: Set<Place>) -> [Place] {
    places.sorted { ($0.state, $0.level) < ($1.state, $1.level) }
  }

  private func cost(ofReading place: Place) -> Int { problem.readCost(level: place.level, state: place.state) }

  private func travel(_ start: Int, _ end: Int) -> Int128 {
    switch problem.chain.forwardCost {
    case .uniform(let cost): return Int128(cost) * Int128(end - start)
    case .each(let costs): return costs[start..<end].reduce(0) { $0 + Int128($1) }
    }
  }

  /// A run from a source that writes states on its way.
  private func operations(_ source: Place, _ written: [Place], to last: Int? = nil) -> [Operation] {
    var operations: [Operation] = [.read(level: source.level, step: source.state)]
    var state = source.state
    func run(to next: Int) {
      if next > state { operations.append(.forward(from: state, to: next)) }
      state = next
    }
    for place in written {
      run(to: place.state)
      operations.append(.write(level: place.level, step: place.state))
    }
    if let last { run(to: last) }
    return operations
  }

  // MARK: - Replay and bound

  /// Returns the cost of a plan, or nil if it breaks a rule or does not reach the end.
  private func replayed(_ plan: some SchedulePlan) throws(PlanningError) -> Int? {
    var machine = ReplayMachine(problem: problem)
    var count = 0
    for operation in Schedule(problem: problem, planner: planner, makespan: 0, plan: plan) {
      do throws(RuleViolation) { try machine.execute(operation) } catch {
        if case .overflow(let quantity) = error.rule { throw .overflow(quantity: quantity) }
        return nil
      }
      count += 1
      if count % 4096 == 0 { try PlanningError.checkCancellation() }
    }
    return machine.situation?.suffices(for: end) == true ? machine.makespan : nil
  }

  /// Returns where a schedule ends.
  private static func end(of schedule: Schedule) -> Situation? {
    var machine = ReplayMachine(problem: schedule.problem)
    for operation in schedule { try? machine.execute(operation) }
    return machine.situation
  }

  /// What is done here and the best that can be done from the end complete the reversal. So this part costs no less than a
  /// bound on all that is left, without what one schedule from the end costs.
  private func bound(_ options: PlannerOptions, _ wholeBound: Int?) throws(PlanningError) -> Int128 {
    var bound = due > end.due ? problem.backwardTotal(through: due) - problem.backwardTotal(through: end.due) : 0
    if problem.chain.tapes != nil || problem.isOverlapped { return bound }
    do throws(PlanningError) {
      guard let rest = try? problem.with(situation: Situation(due: end.due, stored: end.stored)) else { return bound }
      let after = try Planner.best(for: rest).schedule(for: rest).makespanUnits
      let whole = max(try CompletionBound.best(problem, planner: planner), Int128(wholeBound ?? 0))
      bound = max(bound, whole - Int128(after))
    } catch {
      if error == .cancelled || error == .timeOver { throw error }
    }
    return bound
  }
}

extension Situation {
  /// Returns whether all that an end asks for has been done and is stored here.
  func suffices(for end: Situation) -> Bool {
    let (own, end) = (pruned, end.pruned)
    return due == end.due && own.stored == end.stored && own.tapes == end.tapes
  }
}

/// The reversal of a part of the chain, after and before what leads there.
struct PartialCompletionPlan: SchedulePlan {
  struct Body: Sendable {
    /// Of the part alone.
    var schedule: Schedule
    /// The first state of the part.
    var first: Int
    /// The level of the part that stands for the run to its first state.
    var leadLevel: Int
  }

  let problem: Problem
  let opening: [Operation]
  let body: Body?
  /// The first run to the part's first state, and each later one.
  let lead: [Operation]
  let again: [Operation]
  let closing: [Operation]

  func operations(length: Int) -> OperationSource {
    var stage = 0
    var iterator = body?.schedule.makeIterator()
    var hasLed = false
    return { batch in
      if stage == 0 {
        stage = 1
        batch += opening
        if !batch.isEmpty { return }
      }
      if stage == 1, let body {
        while batch.count < 256, let operation = iterator?.next() {
          switch operation {
          case .read(level: body.leadLevel, step: _):
            batch += hasLed ? again : lead
            hasLed = true
          case .discard(level: body.leadLevel, step: _): break
          default: batch.append(operation.moved(by: body.first))
          }
        }
        if !batch.isEmpty { return }
      }
      if stage < 2 {
        stage = 2
        // Nothing was read from there, but what the run writes on the way is wanted.
        if !hasLed && lead != again { batch += lead }
        batch += closing
      }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }
}
