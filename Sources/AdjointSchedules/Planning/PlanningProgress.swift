/// The progress of a planner.
public struct PlanningProgress: Hashable, Sendable {
  /// What is counted.
  public let unit: ProgressUnit
  /// The planner, where several plan the same problem.
  public internal(set) var planner: Planner?
  /// How much is done, in ``unit``.
  public let done: Int
  /// The most there is to do; nil if unknown.
  public let total: Int?
  /// The work about to start, with about `total` units; nil for all other updates.
  ///
  /// Planners announce all work of known size, however short; the receiver decides what is long.
  public private(set) var beginning: PlanningWork?

  init(unit: ProgressUnit, done: Int, total: Int?) {
    (self.unit, self.done, self.total) = (unit, done, total)
  }
}

extension PlanningProgress {
  /// Holds the observer of the current call: an optimised program crashes when the function itself is task-local.
  private struct Listener: Sendable {
    @TaskLocal static var current = Listener(observer: nil)

    let observer: PlanningObserver?
  }

  /// The observer of the current call.
  static var observer: PlanningObserver? { Listener.current.observer }

  /// Runs `plan` with an observer, or, without one, with that of the caller.
  static func observed<Value, Failure: Error>(
    by observer: PlanningObserver?, _ plan: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let observer else { return try plan() }
    return try Listener.$current.withValue(Listener(observer: observer)) {
      Result { () throws(Failure) in try plan() }
    }.get()
  }

  /// Reports progress to the observer, if any; throws if the task has been cancelled.
  ///
  /// - Throws: ``PlanningError/cancelled``, ``PlanningError/timeOver``.
  static func report(_ unit: ProgressUnit, done: Int, total: Int?) throws(PlanningError) {
    try PlanningError.checkCancellation()
    try PlanningEffort.checkTime()
    observer?(PlanningProgress(unit: unit, done: done, total: total))
  }

  /// Announces that work is about to start.
  ///
  /// - Parameter count: Roughly the most there is to do, in the case's own unit.
  static func begin(_ work: PlanningWork, count: @autoclosure () -> Int128) {
    guard let observer else { return }
    var progress = PlanningProgress(unit: .work(work), done: 0, total: Int(clamping: count()))
    progress.beginning = work
    observer(progress)
  }
}

/// Work of planners whose size is known before it starts.
public enum PlanningWork: CaseIterable, Hashable, Sendable {
  /// `LevelTable`: splits, about a hundred per length and row.
  case levelTable
  /// `SlotVectorTable`: entries.
  case slotVectorTable
  /// `IntervalLevelTable` of slots: entries, one per interval and row.
  case intervalLevelTable
  /// `IntervalVectorTable`: entries.
  case intervalVectorTable
  /// `IntervalLevelTable` of sizes: entries, one per interval and row.
  case sizeTable
  /// `RoomTable`, all that a plan may need: sums.
  case tapeTable
  /// `JoinTable`: last segments.
  case joinTable
  /// `DiskPeriod`: states priced, over all candidate periods.
  case periods
  /// `SlotDivision`: pairs of slots and shares.
  case shares
}

/// Receives progress updates, many times a second.
///
/// It is called on the planning thread, between steps of the planner's loops, and should return quickly.
public typealias PlanningObserver = @Sendable (PlanningProgress) -> Void

extension PlanningError {
  /// Throws if the current task has been cancelled; outside a task it does nothing.
  ///
  /// Called with every progress update and whenever a table needs more memory.
  ///
  /// - Throws: ``cancelled``.
  static func checkCancellation() throws(PlanningError) {
    if Task.isCancelled { throw .cancelled }
  }
}
