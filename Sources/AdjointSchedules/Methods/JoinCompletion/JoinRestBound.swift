/// A lower bound on the forward steps of all completions of a network's reversal.
///
/// Every state from which a backward step starts, or from which the branches are joined, has to be there, so that a step runs to
/// each that is not stored. And a run of the branches that stores what is stored here, before the completion, is a schedule
/// of the network without what is reversed: the completion costs no less than the best of these without that run.
struct JoinRestBound {
  let steps: Int128
  /// The best plan of the network without what is reversed, if there is one.
  private let shorter: JoinPlan?
  private let rest: JoinRest

  init(_ rest: JoinRest) throws(PlanningError) {
    self.rest = rest
    let missing = rest.missingStates
    var run = Int128(rest.handleStored.last ?? 0)
    for branch in rest.branches {
      run += Int128(rest.isJoined ? branch.due + 1 : branch.hasEnd ? branch.length : branch.last)
    }
    guard rest.uselessOnHandle == 0, rest.branches.allSatisfy({ rest.holdsEnd($0) }),
      let junction = try? Junction(branches: rest.branches.map { $0.due + 1 }, handle: rest.handle ?? 0)
    else {
      (steps, shorter) = (missing, nil)
      return
    }
    do throws(PlanningError) {
      let plan = try JoinPlan.best(junction, slots: min(rest.slots, junction.usefulSlots))
      shorter = plan
      steps = max(missing, plan.leastSteps - run)
    } catch {
      if error == .cancelled || error == .timeOver { throw error }
      (steps, shorter) = (missing, nil)
    }
  }

  /// Returns that plan as a completion, after everything but the branches' first states is dropped.
  func fresh(_ problem: Problem) -> (steps: Int128, plan: any SchedulePlan)? {
    guard !rest.isJoined, let shorter,
      let junction = try? Junction(branches: rest.branches.map(\.length), handle: rest.handle ?? 0)
    else { return nil }
    let opening = (problem.situation?.stored[0] ?? []).reversed().filter { position in
      !rest.branches.contains { $0.start == position }
    }
    return (
      shorter.forwardSteps,
      FreshJoinPlan(
        problem: problem, opening: opening.map { .discard(level: 0, step: $0) },
        plan: JoinPlan(
          junction, runs: shorter.runs, handleSlots: shorter.handleSlots, forwardSteps: shorter.forwardSteps))
    )
  }
}

/// A network's plan after discards.
private struct FreshJoinPlan: SchedulePlan {
  let problem: Problem
  let opening: [Operation]
  let plan: JoinPlan

  func operations(length: Int) -> OperationSource {
    let source = plan.operations(length: length)
    var isOpen = false
    return { batch in
      if !isOpen {
        isOpen = true
        batch += opening
        if !batch.isEmpty { return }
      }
      source(&batch)
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var statistics = try plan.statistics(length: length, levelCount: levelCount)
    statistics.operations += opening.count
    let stored = problem.situation?.stored[0].count ?? 0
    statistics.levels[0].peakSlots = max(statistics.levels[0].peakSlots, stored)
    return statistics
  }
}
