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
  private let record = Record()

  /// - Parameter parts: at least 1.
  init(parts: Int) { self.parts = parts }

  /// The part for one of several plans.
  init(among plans: Int) { self.init(parts: min(max(1, plans), Self.mostParts)) }

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
