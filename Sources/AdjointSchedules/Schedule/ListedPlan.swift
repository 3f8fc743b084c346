/// A schedule whose operations are all known: a short one, found by a search.
struct ListedPlan: SchedulePlan {
  let problem: Problem
  let listed: [Operation]

  func operations(length: Int) -> OperationSource {
    var isDone = false
    return { batch in
      if !isDone { batch += listed }
      isDone = true
    }
  }

  func statistics(
    length: Int, levelCount: Int, observer: PlanningObserver?
  ) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem, observer: observer)
  }
}
