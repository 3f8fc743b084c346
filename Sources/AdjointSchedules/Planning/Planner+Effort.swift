/// Plans with more or less work than usual, and until a time is over.
extension Planner {
  /// Runs `plan` with the effort of the options and the lesser ones, or with one after another while they say that it may go on.
  ///
  /// The lesser efforts make sure that a greater one is never worse; together they do a third of its work. They end with the
  /// first that no limit kept from more.
  ///
  /// - Throws: The error of `plan`.
  func withEffort(
    _ options: PlannerOptions, _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) -> Schedule {
    if !seeksOptimum || (options.effort == nil && options.mayContinue == nil) { return try plan() }
    if let mayContinue = options.mayContinue { return try improving(options, while: mayContinue, plan) }
    let standard = PlannerOptions.standardEffort
    var wanted = options.effort ?? standard
    var number = 1
    var best: Schedule?
    while true {
      let effort = PlanningEffort(parts: 1, doublings: number - standard)
      do throws(PlanningError) {
        let next = try effort.limiting(plan)
        best = best.map { $0.better(next) } ?? next
      } catch {
        if !error.isOfWork { throw error }
        if number == wanted && best == nil {
          // What the usual effort plans is not refused with less.
          if wanted >= standard { throw error }
          wanted += 1
        }
      }
      if let best, best.isOptimal || number == wanted { return best }
      number = best == nil || effort.wasLimited ? number + 1 : wanted
    }
  }

  private func improving(
    _ options: PlannerOptions, while mayContinue: @escaping @Sendable () -> Bool,
    _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) -> Schedule {
    let last = options.effort ?? PlannerOptions.efforts.upperBound
    var best: Schedule?
    var number = 1
    while number <= last {
      let effort = PlanningEffort(
        parts: 1, doublings: number - PlannerOptions.standardEffort, mayContinue: best == nil ? nil : mayContinue,
        elapsed: best == nil ? nil : options.elapsed)
      let began = options.elapsed?() ?? 0
      do throws(PlanningError) {
        let next = try effort.limiting(plan)
        best = best.map { $0.better(next) } ?? next
      } catch {
        guard best != nil else {
          if error.isOfWork && number < last {
            number += 1
            continue
          }
          throw error
        }
        if error == .cancelled { throw error }
        break
      }
      if best?.isOptimal ?? false || !effort.wasLimited || !mayContinue() { break }
      number += Self.steps(began: began, ended: options.elapsed?() ?? 1)
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return best
  }
}

extension Planner {
  /// Returns how many efforts further an attempt may go that took so much of the time and leaves the rest: each takes four times
  /// the time of the one before, and some take more.
  fileprivate static func steps(began: Double, ended: Double) -> Int {
    ended + 32 * (ended - began) <= 1 ? 2 : 1
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
