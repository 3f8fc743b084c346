import Synchronization

/// How much of the work that planners allow themselves they may do here.
///
/// Where one plan is among several, it must not hold up the others: each has an equal part of what it may do by itself,
/// and is cut, or another method stands in, beyond that. Work is counted, in candidates and entries, never timed: the same
/// problem gives the same answer on every machine.
///
/// Every limit of work that takes more than a second asks here: `share(of:)` for what is counted while it is done,
/// `allows(_:of:)` for what is known before.
struct PlanningEffort: Sendable {
  /// What holds for the call at hand: all of it, where nothing else is said.
  @TaskLocal static var current = PlanningEffort(parts: 1)

  /// No plan of many has less than one part in so many, some seconds' work.
  static let mostParts = 16

  /// One part in so many.
  let parts: Int
  private let record = Record()

  /// - Parameter parts: at least 1.
  init(parts: Int) { self.parts = parts }

  /// The part of one of so many plans.
  init(among plans: Int) { self.init(parts: min(max(1, plans), Self.mostParts)) }

  /// True once a plan has met a limit that is lower here than alone.
  var wasMet: Bool { record.wasMet.withLock { $0 } }

  /// Returns the part of a limit that holds here.
  static func share(of limit: Int) -> Int { max(1, limit / current.parts) }

  /// Notes that a limit of `share(of:)` has been met.
  static func meet() {
    let effort = current
    if effort.parts > 1 { effort.record.wasMet.withLock { $0 = true } }
  }

  /// Returns whether so much work is within the part of a limit that holds here, and notes where it would be alone.
  static func allows(_ count: Int128, of limit: Int) -> Bool {
    if count <= Int128(share(of: limit)) { return true }
    if count <= Int128(limit) { meet() }
    return false
  }

  private final class Record: Sendable {
    let wasMet = Mutex(false)
  }
}
