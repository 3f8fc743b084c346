/// Runs the operations of a schedule with real states: your step, its adjoint, and your storage.
///
/// A driver has a buffer, which holds x_0 at the start, an adjoint, and the states of each level by their step. What every
/// function finds in the buffer, and what it has to leave there, is what the model says; the schedule sees to the order.
///
/// ``Schedule/run(_:)`` calls one function for each operation and stops at the first error, which it passes on.
public protocol ScheduleDriver: AnyObject {
  /// Runs steps `start` ..< `end`, in order: the buffer holds x_start before and x_end after.
  ///
  /// - Parameters:
  ///   - start: The first step.
  ///   - end: The step after the last.
  func forward(from start: Int, to end: Int) throws
  /// Runs the backward step from the adjoint at hand and x_step in the buffer, which is of no use afterwards.
  ///
  /// The first of all is the turn, step l, which begins the adjoint. With tapes there is no turn, and the backward step
  /// runs from tape `step`, which it drops; the buffer stays as it is.
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
  /// Only chains with tapes ask for it; without one of your own it throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - level: The index of the level in ``Problem/levels``.
  func tape(_ step: Int, at level: Int) throws
  /// Copies x_step from the tape of step `step` - 1, which is at the level, to the buffer.
  ///
  /// Only chains with tapes ask for it; without one of your own it throws ``UnsupportedOperation``.
  ///
  /// - Parameters:
  ///   - step: The number of the state.
  ///   - level: The index of the level in ``Problem/levels``.
  func readTape(of step: Int, at level: Int) throws
  /// Joins the ends of all branches, which are stored, to the handle's first state in the buffer.
  ///
  /// Only problems with a ``Problem/junction`` ask for it, which numbers the steps and states of all parts; without one of
  /// your own it throws ``UnsupportedOperation``.
  func join() throws
}

extension ScheduleDriver {
  public func tape(_ step: Int, at level: Int) throws {
    throw UnsupportedOperation(.tape(level: level, step: step))
  }

  public func readTape(of step: Int, at level: Int) throws {
    throw UnsupportedOperation(.readTape(level: level, step: step))
  }

  public func join() throws { throw UnsupportedOperation(.join) }

  /// Runs one operation.
  ///
  /// - Parameter operation: The next operation of a schedule.
  /// - Throws: What the driver's own function throws.
  public func run(_ operation: Operation) throws {
    switch operation {
    case .forward(let start, let end): try forward(from: start, to: end)
    case .backward(let step): try backward(step)
    case .write(let level, let step): try write(step, to: level)
    case .read(let level, let step): try read(step, from: level)
    case .discard(let level, let step): try discard(step, from: level)
    case .tape(let level, let step): try tape(step, at: level)
    case .readTape(let level, let step): try readTape(of: step, at: level)
    case .join: try join()
    }
  }
}

/// An operation for which a driver has no function of its own.
public struct UnsupportedOperation: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operation.
  public let operation: Operation

  init(_ operation: Operation) { self.operation = operation }

  /// One line with the remedy.
  public var description: String {
    operation == .join
      ? "the schedule joins branches; give the driver the function join"
      : "\(operation) is of a chain with tapes; give the driver the functions tape and readTape, or plan without tapes"
  }
}

extension Schedule {
  /// Runs all operations with a driver, in order, up to the first error.
  ///
  /// - Parameter driver: Has x_0 in its buffer.
  /// - Throws: What a function of the driver throws; no operation is run after that.
  /// - Complexity: O(operations) beside what the driver does; memory in the number of states stored at once.
  public func run(_ driver: some ScheduleDriver) throws {
    for operation in self { try driver.run(operation) }
  }
}
