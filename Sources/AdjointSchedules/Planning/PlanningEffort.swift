import Synchronization

/// The share of their work limits that planners may use.
///
/// One of several plans must not hold up the others: each gets an equal part of its limit, beyond which it is cut short
/// or another method is used. Work is counted in candidates and entries, never timed, so the same problem gives the
/// same answer on every machine. A plan may also be given more or less work than usual, in doublings of its resolution.
///
/// Every limit on work of more than a second uses it: `share(of:)` for work counted as it is done, `allows(_:of:)` for
/// work known in advance.
struct PlanningEffort: Sendable {
  /// The value for the current call; by default the full limit.
  @TaskLocal static var current = PlanningEffort(parts: 1)

  /// A plan gets at least one part in this many of a limit: a few seconds of work.
  static let mostParts = 16

  /// The number of parts.
  let parts: Int
  /// The doublings of resolution, each four times the work, beyond the usual; negative for less work.
  let doublings: Int
  /// Whether the plan at work may go on; nil if nothing but its own limits ends it.
  let mayContinue: (@Sendable () -> Bool)?
  /// The share of the time for planning that is over; nil if it is not known.
  let elapsed: (@Sendable () -> Double)?
  private let record = Record()

  /// - Parameter parts: at least 1.
  init(
    parts: Int, doublings: Int = 0, mayContinue: (@Sendable () -> Bool)? = nil,
    elapsed: (@Sendable () -> Double)? = nil
  ) {
    (self.parts, self.doublings, self.mayContinue, self.elapsed) = (parts, doublings, mayContinue, elapsed)
  }

  /// Returns the current effort, divided into at least so many parts.
  static func current(inParts parts: Int) -> PlanningEffort {
    PlanningEffort(
      parts: max(parts, current.parts), doublings: current.doublings, mayContinue: current.mayContinue,
      elapsed: current.elapsed)
  }

  /// The part for one of several plans.
  init(among plans: Int) { self.init(parts: min(max(1, plans), Self.mostParts)) }

  /// Runs `plan` with as many doublings more than usual, until `mayContinue` says no.
  ///
  /// - Throws: The error of `plan`, or ``PlanningError/timeOver``.
  func limiting<Value>(_ plan: () throws(PlanningError) -> Value) throws(PlanningError) -> Value {
    try Self.$current.withValue(self) { Result { () throws(PlanningError) in try plan() } }.get()
  }

  /// Throws if the time of the current plan is over.
  ///
  /// Called with every progress update.
  static func checkTime() throws(PlanningError) {
    if let mayContinue = current.mayContinue, !mayContinue() { throw .timeOver }
  }

  /// The share of the time that is over, 0 where it is not known.
  static var elapsed: Double { current.elapsed?() ?? 0 }

  /// True if the time for planning is limited, and how much of it is over is known.
  static var isTimed: Bool { current.elapsed != nil }

  /// Returns whether work that takes `share` of the time leaves as much again.
  static func leavesTime(after share: Double) -> Bool { elapsed + 2 * share <= 1 }

  /// True once a plan has hit a limit that would be higher if it ran alone.
  var wasMet: Bool { parts > 1 && wasLimited }

  /// True once a plan has hit a limit that would be higher with more effort.
  var wasLimited: Bool { record.wasMet.withLock { $0 } }

  /// Returns the current part of a limit.
  static func share(of limit: Int) -> Int { max(1, current.alone(limit) / current.parts) }

  /// Returns a limit for a plan that runs alone.
  static func alone(_ limit: Int) -> Int { current.alone(limit) }

  private func alone(_ limit: Int) -> Int {
    let shift = 2 * doublings
    if shift <= 0 { return max(1, limit >> -shift) }
    return limit > Int.max >> shift ? .max : limit << shift
  }

  /// Records that a limit from `share(of:)` was hit.
  static func meet() { current.record.wasMet.withLock { $0 = true } }

  /// Returns whether work is within the current part of a limit; records if it would be with more effort.
  static func allows(_ count: Int128, of limit: Int) -> Bool {
    if count <= Int128(share(of: limit)) { return true }
    let most = PlanningEffort(
      parts: 1,
      doublings: current.parts > 1
        ? current.doublings : PlannerOptions.efforts.upperBound - PlannerOptions.standardEffort)
    if count <= Int128(most.alone(limit)) { meet() }
    return false
  }

  private final class Record: Sendable {
    let wasMet = Mutex(false)
  }
}
