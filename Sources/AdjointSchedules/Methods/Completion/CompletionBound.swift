/// Lower bounds on what completes a reversal, over all valid completions.
enum CompletionBound {
  /// Returns the best bound.
  ///
  /// - Parameter planner: The planner that bounds whole reversals.
  static func best(_ problem: Problem, planner: Planner) throws(PlanningError) -> Int128 {
    guard let situation = problem.situation?.pruned else { return 0 }
    let steps = ofSteps(problem, situation)
    return max(steps, try ofWhole(problem, situation, planner) ?? 0)
  }

  /// Every backward step runs, a forward step to every state that is nowhere, and a read for every backward step but, with
  /// something in the buffer, one.
  private static func ofSteps(_ problem: Problem, _ situation: Situation) -> Int128 {
    let chain = problem.chain
    var bound = problem.backwardTotal(through: situation.due)
    let leastWrite = Int128(problem.levels.map(\.write.latency).min() ?? 0)
    let leastRead = Int128(problem.levels.map(\.read.latency).min() ?? 0)
    if chain.tapes != nil {
      let taped = Set(situation.tapes.joined())
      let missing = Int128(situation.due + 1 - taped.count)
      bound += missing * leastWrite
      switch chain.forwardCost {
      case .uniform(let cost): bound += missing * Int128(cost)
      case .each(let costs):
        for step in 0...situation.due where !taped.contains(step) { bound += Int128(costs[step]) }
      }
      return bound
    }
    var there = Set(situation.stored.joined())
    if let buffer = situation.buffer { there.insert(buffer) }
    there.remove(0)
    switch chain.forwardCost {
    case .uniform(let cost): bound += Int128(situation.due - there.count) * Int128(cost)
    case .each(let costs):
      for step in 0..<situation.due where !there.contains(step + 1) { bound += Int128(costs[step]) }
    }
    let reads = situation.due + (situation.buffer == nil ? 1 : 0)
    return problem.isOverlapped ? bound : bound + Int128(reads) * leastRead
  }

  /// A forward run from x_0 that stores what is stored here, and then the completion, is a schedule of the chain up to the
  /// next backward step. So the completion costs no less than the best of those without that run.
  private static func ofWhole(
    _ problem: Problem, _ situation: Situation, _ planner: Planner
  ) throws(PlanningError) -> Int128? {
    let chain = problem.chain
    var levels = problem.levels
    var run: Int128 = 0
    var last = 0
    for level in levels.indices {
      // What is offloaded is written to level 0 first.
      let staging = levels[level].isOverlapped ? Int128(levels[0].writeCost) : 0
      for state in situation.stored[level] {
        run += Int128(problem.writeCost(level: level, state: state)) + staging
        last = max(last, state)
      }
      for tape in situation.tapes(on: level) {
        run += Int128(problem.writeCost(level: level, tape: tape)) + staging
        last = max(last, tape + 1)
      }
    }
    if let buffer = situation.buffer {
      let isAlone = last == 0 && situation.stored.allSatisfy(\.isEmpty)
      if !(isAlone && buffer == 0) {
        // With a slot more, x_buffer could be stored there, and read at the end.
        guard let extra = levels.indices.first(where: { !levels[$0].countsBytes }), !problem.isOverlapped else {
          return nil
        }
        if let slots = levels[extra].slots { levels[extra] = levels[extra].withSlots(slots + 1) }
        run += Int128(levels[extra].writeCost) + Int128(levels[extra].readCost)
        last = max(last, buffer)
      }
    }
    // The run ends with the last state in the buffer; where it is the only one, the completion has to read it.
    if situation.buffer == nil, chain.tapes == nil, !problem.isOverlapped,
      situation.stored.allSatisfy({ $0.allSatisfy { $0 == last } })
    {
      let holding = levels.indices.filter { !situation.stored[$0].isEmpty }
      run -= holding.map { Int128(problem.readCost(level: $0, state: last)) }.min() ?? 0
    }
    // While it runs, steps need room beside what is stored, and offloads a slot of level 0.
    if chain.forwardTemporary != nil || chain.backwardTemporary != nil { return nil }
    if problem.isOverlapped, let slots = levels[0].slots,
      situation.stored[0].count + situation.tapes(on: 0).count >= slots
    {
      return nil
    }
    if problem.isOverlapped && levels[0].countsBytes { return nil }
    run += sum(chain.forwardCost, last)
    guard let whole = problem.part(from: 0, to: situation.due, levels: levels) else { return nil }
    do throws(PlanningError) {
      let schedule = try planner.schedule(for: whole)
      return schedule.lowerBoundUnits.map { Int128($0) - run }
    } catch {
      if error == .cancelled || error == .timeOver { throw error }
      return nil
    }
  }

  private static func sum(_ cost: StepCost, _ count: Int) -> Int128 {
    switch cost {
    case .uniform(let cost): return Int128(cost) * Int128(count)
    case .each(let costs): return costs[..<count].reduce(0) { $0 + Int128($1) }
    }
  }
}
