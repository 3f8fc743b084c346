/// Runs the operations of a schedule with real states: your step, its adjoint, and your storage.
///
/// A driver has a buffer, which holds x_0 at the start, an adjoint, and the stored states of each level by step. The
/// model defines what each function finds in the buffer and must leave there; the schedule ensures the order.
///
/// ``Schedule/run(_:)`` calls one function per operation and stops at the first error, which it rethrows.
public protocol ScheduleDriver: AnyObject {
  /// Runs steps `start` ..< `end`, in order: the buffer holds x_start before and x_end after.
  ///
  /// - Parameters:
  ///   - start: The first step.
  ///   - end: The step after the last.
  func forward(from start: Int, to end: Int) throws
  /// Runs the backward step from the current adjoint and x_step in the buffer, which is no longer needed afterwards.
  ///
  /// The first one is the turn, step l, which initialises the adjoint. With tapes there is no turn; the backward step
  /// runs from tape `step`, drops it, and leaves the buffer unchanged.
  ///
  /// - Parameter step: Its number.
  func backward(_ step: Int) throws
  /// Copies x_step from the buffer to a level.
  ///
  /// - Parameters:
  ///   - step: The number of the state in the buffer.
  ///   - level: The index of the level in ``Problem/levels``.
  func write(_ step: Int, to level: Int) throws
  /// Copies x_step from a level to the buffer; the level keeps it.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func read(_ step: Int, from level: Int) throws
  /// Drops x_step from a level.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func discard(_ step: Int, from level: Int) throws
  /// Runs step `step` from x_step in the buffer, which holds x_{step+1} afterwards, and keeps its tape at a level.
  ///
  /// Called only for chains with tapes; the default implementation throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - level: The index of the level in ``Problem/levels``.
  func tape(_ step: Int, at level: Int) throws
  /// Copies x_step from the tape of step `step` - 1, stored on the level, to the buffer.
  ///
  /// Called only for chains with tapes; the default implementation throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func readTape(of step: Int, at level: Int) throws
  /// Starts to copy x_step from level 0 to an overlapped level, while the next operations run.
  ///
  /// The copy on level 0 must stay until the transfer has ended, even if it is discarded before. Called only for problems
  /// with an overlapped level; the default implementation throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func offload(_ step: Int, to level: Int) throws
  /// Starts to copy x_step from an overlapped level to level 0, while the next operations run; a read waits for it.
  ///
  /// Called only for problems with an overlapped level; the default implementation throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func prefetch(_ step: Int, from level: Int) throws
  /// Starts to move tape `step` from level 0 to an overlapped level, while the next operations run.
  ///
  /// Called only for chains with tapes and an overlapped level; the default implementation throws
  /// ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The step of the tape.
  ///   - level: The index of the level in ``Problem/levels``.
  func offloadTape(_ step: Int, to level: Int) throws
  /// Starts to move tape `step` from an overlapped level to level 0, while the next operations run; what uses it waits.
  ///
  /// Called only for chains with tapes and an overlapped level; the default implementation throws
  /// ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The step of the tape.
  ///   - level: The index of the level in ``Problem/levels``.
  func prefetchTape(_ step: Int, from level: Int) throws
  /// Joins the stored ends of all branches into the handle's first state in the buffer.
  ///
  /// Called only for problems with a ``Problem/junction``, which numbers the steps and states of all parts; the default
  /// implementation throws ``UnsupportedOperation``.
  func join() throws
}

extension ScheduleDriver {
  /// - Throws: ``UnsupportedOperation``, always.
  public func tape(_ step: Int, at level: Int) throws {
    throw UnsupportedOperation(.tape(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func readTape(of step: Int, at level: Int) throws {
    throw UnsupportedOperation(.readTape(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func offload(_ step: Int, to level: Int) throws {
    throw UnsupportedOperation(.offload(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func prefetch(_ step: Int, from level: Int) throws {
    throw UnsupportedOperation(.prefetch(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func offloadTape(_ step: Int, to level: Int) throws {
    throw UnsupportedOperation(.offloadTape(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func prefetchTape(_ step: Int, from level: Int) throws {
    throw UnsupportedOperation(.prefetchTape(level: level, step: step))
  }

  /// - Throws: ``UnsupportedOperation``, always.
  public func join() throws { throw UnsupportedOperation(.join) }

  /// Runs one operation.
  ///
  /// - Parameter operation: The next operation of a schedule.
  /// - Throws: Any error of the driver's function.
  public func run(_ operation: Operation) throws {
    switch operation {
    case .forward(let start, let end): try forward(from: start, to: end)
    case .backward(let step): try backward(step)
    case .write(let level, let step): try write(step, to: level)
    case .read(let level, let step): try read(step, from: level)
    case .discard(let level, let step): try discard(step, from: level)
    case .tape(let level, let step): try tape(step, at: level)
    case .readTape(let level, let step): try readTape(of: step, at: level)
    case .offload(let level, let step): try offload(step, to: level)
    case .prefetch(let level, let step): try prefetch(step, from: level)
    case .offloadTape(let level, let step): try offloadTape(step, to: level)
    case .prefetchTape(let level, let step): try prefetchTape(step, from: level)
    case .join: try join()
    }
  }
}

/// An operation that a driver does not implement.
public struct UnsupportedOperation: Error, Hashable, Sendable {
  /// The operation.
  public let operation: Operation

  init(_ operation: Operation) { self.operation = operation }
}

extension Schedule {
  /// Runs all operations with a driver, in order, up to the first error.
  ///
  /// - Parameter driver: The driver, with x_0 in its buffer.
  /// - Throws: The first error of the driver, which ends the run.
  /// - Complexity: O(operations), plus the driver's work; memory in the number of states stored at the same time.
  public func run(_ driver: some ScheduleDriver) throws {
    for operation in self { try driver.run(operation) }
  }
}
