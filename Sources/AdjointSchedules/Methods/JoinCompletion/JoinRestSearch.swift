/// Finds the best completion of a network's reversal whose checkpoints are in given places, with a table.
struct JoinRestSearch {
  /// The most stored states of the handle for which every number of slots is compared.
  private static let handleStates = 48
  /// The most numbers of slots beyond.
  private static let handleSamples = 16

  let problem: Problem
  let rest: JoinRest
  /// Where each branch that is not reversed may have checkpoints, x_0 first.
  let places: [[Int]]

  /// Returns the best plan and its forward steps; nil if the slots do not suffice.
  func best() throws(PlanningError) -> (steps: Int128, plan: any SchedulePlan)? {
    let parts = zip(rest.branches, places).map { branch, places in
      JoinRestTable.Part(places: places, steps: branch.due + 1, holdsEnd: rest.holdsEnd(branch))
    }
    let most = rest.slots - rest.ends - rest.handleNeeds
    if most < parts.count { return nil }
    var table = try JoinRestTable(parts, slots: rest.slots, mostCheckpoints: most)
    var counts = (parts.count...max(parts.count, table.mostCheckpoints)).filter { table.steps(checkpoints: $0) != nil }
    if rest.handleStored.count > Self.handleStates { counts = counts.thinned(to: Self.handleSamples) }
    var best: (steps: Int128, checkpoints: Int, handle: JoinRestChain?)?
    for checkpoints in counts {
      guard let branches = table.steps(checkpoints: checkpoints),
        let (handle, chain) = try handle(slots: rest.slots - rest.ends - checkpoints)
      else { continue }
      let steps = Int128(branches) + handle
      if steps < best?.steps ?? .max { best = (steps, checkpoints, chain) }
    }
    guard let best else { return nil }
    let plan = plan(table.segments(checkpoints: best.checkpoints), best.handle)
    return (best.steps + rest.stepsToJoin, plan)
  }

  /// Returns the handle's forward steps with a number of slots, and how it is reversed if it is begun.
  private func handle(slots: Int) throws(PlanningError) -> (steps: Int128, chain: JoinRestChain?)? {
    guard let due = rest.handle else { return (0, nil) }
    if rest.handleStored.isEmpty {
      return slots < min(due, 1) ? nil : (BinomialPlan.forwardSteps(length: due, slots: slots), nil)
    }
    return try JoinRestChain(stored: rest.handleStored, due: due, slots: slots).map { ($0.steps, $0) }
  }

  private func plan(_ segments: [JoinRestTable.Segment], _ handle: JoinRestChain?) -> CompletionPlan {
    var kept = [Set<Int>](repeating: [], count: rest.branches.count)
    for segment in segments { kept[segment.part].insert(segment.start) }
    var held = segments.count + rest.ends
    var parts: [CompletionPlan.Part] = []
    var addsUp = true
    if let handle {
      parts += handle.parts(from: rest.junction.handleStart, beside: held)
    } else if let due = rest.handle {
      let revolve = BinomialPlan(level: 0, slots: rest.slots - held, length: due)
      parts.append(
        .init(
          lead: [], body: SegmentBody(revolve, from: rest.junction.handleStart, length: due, state: revolve.root),
          stored: [held]))
    }
    for segment in segments {
      let branch = rest.branches[segment.part]
      let hasRun = !rest.isJoined && !branch.hasEnd
      // The last step of a segment does not run again.
      if hasRun && segment.start < branch.last && segment.start + segment.steps - 1 > branch.last { addsUp = false }
      parts.append(
        .segment(segment, at: branch.start, stored: held, ranBefore: hasRun && segment.start >= branch.last))
      held -= segment.start == 0 && rest.holdsEnd(branch) ? 2 : 1
    }
    let opening = rest.opening(keeping: kept, onHandle: handle?.kept ?? [])
    return CompletionPlan(problem: problem, opening: opening, parts: parts, addsUp: addsUp)
  }
}

extension JoinRest {
  /// Returns the discards of what is not kept and, if the branches are to be joined, their runs and the join.
  ///
  /// - Parameters:
  ///   - kept: The checkpoints of the branches, stored or not.
  ///   - onHandle: The states of the handle that are kept.
  func opening(keeping kept: [Set<Int>], onHandle: [Int]) -> [Operation] {
    var operations = useless.reversed().map { Operation.discard(level: 0, step: $0) }
    let handleKept = Set(onHandle)
    for state in handleStored.reversed() where !handleKept.contains(state) {
      operations.append(.discard(level: 0, step: junction.handleStart + state))
    }
    for (branch, kept) in zip(branches, kept) {
      for state in branch.stored.reversed() where !kept.contains(state) {
        // From the last one the branch still runs.
        if !isJoined && !branch.hasEnd && state == branch.last { continue }
        operations.append(.discard(level: 0, step: branch.start + state))
      }
    }
    if isJoined { return operations }
    for (branch, kept) in zip(branches, kept) where !branch.hasEnd {
      operations.append(.read(level: 0, step: branch.start + branch.last))
      if !kept.contains(branch.last) { operations.append(.discard(level: 0, step: branch.start + branch.last)) }
      var state = branch.last
      for next in kept.filter({ $0 > branch.last }).sorted() + [branch.length] {
        operations.append(.forward(from: branch.start + state, to: branch.start + next))
        operations.append(.write(level: 0, step: branch.start + next))
        state = next
      }
    }
    return operations + [.join]
  }
}
