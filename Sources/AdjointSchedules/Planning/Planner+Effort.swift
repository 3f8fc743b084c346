/// Plans with more or less work than usual, and until a time is over.
extension Planner {
  /// Runs `plan` with the effort of the options, or with one after another while they say that it may go on.
  ///
  /// - Throws: The error of `plan`.
  func withEffort(
    _ options: PlannerOptions, _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) -> Schedule {
    if !seeksOptimum || (options.effort == nil && options.mayContinue == nil) { return try plan() }
    let standard = PlannerOptions.standardEffort
    if let mayContinue = options.mayContinue { return try improving(options, while: mayContinue, plan) }
    var effort = options.effort ?? standard
    while true {
      do throws(PlanningError) {
        return try PlanningEffort(parts: 1, doublings: effort - standard).limiting(plan)
      } catch {
        // What the usual effort plans is not refused with less.
        if effort >= standard || !error.isOfWork { throw error }
        effort += 1
      }
    }
  }

  private func improving(
    _ options: PlannerOptions, while mayContinue: @escaping @Sendable () -> Bool,
    _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) -> Schedule {
    let last = options.effort ?? PlannerOptions.efforts.upperBound
    var best: Schedule?
    for number in 1...last {
      let effort = PlanningEffort(
        parts: 1, doublings: number - PlannerOptions.standardEffort, mayContinue: best == nil ? nil : mayContinue)
      do throws(PlanningError) {
        let next = try effort.limiting(plan)
        best = best.map { $0.better(next) } ?? next
      } catch {
        guard best != nil else {
          if error.isOfWork && number < last { continue }
          throw error
        }
        if error == .cancelled { throw error }
        break
      }
      if best?.isOptimal ?? false || !effort.wasLimited || !mayContinue() { break }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return best
  }
}

extension Schedule {
  /// Returns the schedule that costs less, with the greater of both bounds.
  fileprivate func better(_ other: Schedule) -> Schedule {
    let better =
      other.makespanUnits < makespanUnits || (other.makespanUnits == makespanUnits && other.isOptimal) ? other : self
    return better.isOptimal ? better : better.proven(from: Swift.max(lowerBoundUnits ?? 0, other.lowerBoundUnits ?? 0))
  }
}
