import Synchronization

/// The share of their work limits that planners may use.
///
/// One of several plans must not hold up the others: each gets an equal part of its limit, beyond which it is cut short
/// or another method is used. Work is counted in candidates and entries, never timed, so the same problem gives the
/// same answer on every machine.
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
  /// Whether a planner that already has a schedule may look for a better one; nil if the count of its work decides.
  let mayContinue: (@Sendable () -> Bool)?
  private let record = Record()

  /// - Parameter parts: at least 1.
  init(parts: Int, mayContinue: (@Sendable () -> Bool)? = nil) {
    (self.parts, self.mayContinue) = (parts, mayContinue)
  }

  /// The part for one of several plans, whose work is always counted.
  init(among plans: Int) { self.init(parts: min(max(1, plans), Self.mostParts)) }

  /// True if planners improve their schedules until stopped, regardless of the count of their work.
  static var isTimed: Bool { current.mayContinue != nil }

  /// Returns whether a planner that already has a schedule may look for a better one.
  static func mayContinue() -> Bool { current.mayContinue?() ?? true }

  /// Runs `plan` with `mayContinue` deciding how long schedules are improved; if nil, as in the current call.
  static func continuing<Value>(
    while mayContinue: (@Sendable () -> Bool)?, _ plan: () throws(PlanningError) -> Value
  ) throws(PlanningError) -> Value {
    guard let mayContinue else { return try plan() }
    let effort = PlanningEffort(parts: current.parts, mayContinue: mayContinue)
    return try $current.withValue(effort) { Result { () throws(PlanningError) in try plan() } }.get()
  }

  /// True once a plan has hit a limit that would be higher if it ran alone.
  var wasMet: Bool { record.wasMet.withLock { $0 } }

  /// Returns the current part of a limit.
  static func share(of limit: Int) -> Int { max(1, limit / current.parts) }

  /// Records that a limit from `share(of:)` was hit.
  static func meet() {
    let effort = current
    if effort.parts > 1 { effort.record.wasMet.withLock { $0 = true } }
  }

  /// Returns whether work is within the current part of a limit; records if it would only be allowed when running
  /// alone.
  static func allows(_ count: Int128, of limit: Int) -> Bool {
    if count <= Int128(share(of: limit)) { return true }
    if count <= Int128(limit) { meet() }
    return false
  }

  private final class Record: Sendable {
    let wasMet = Mutex(false)
  }
}
