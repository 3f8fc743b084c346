/// The memory that planners' tables may use.
///
/// It applies to every table created within a call, at any depth:
///
///     let schedule = try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 30)) {
///       try Planner.hrevolve.schedule(for: problem)
///     }
///
/// The two numbers have different effects. The limit is part of the question: if a table exceeds it, another method is
/// used if there is one, and equal limits give equal schedules on every machine. The machine's free memory never
/// selects a method: a table that needs more is not started, and planning fails.
///
/// Everything that grows with the problem is reserved here first: `reserve(_:limit:)` or `allows(_:limit:)` for tables
/// of known size, a `MemoryBudget` for those that grow row by row or piece by piece.
public struct PlanningMemory: Sendable {
  /// The default limit, in bytes: 3 GiB.
  public static let standardLimit = 3 << 30
  /// The default limit for problems that a line can describe (a chain of equal steps, a join or a share): 1 GiB.
  public static let standardUniformLimit = 1 << 30

  /// The value for the current call.
  @TaskLocal public static var current = PlanningMemory()

  /// The most bytes of one planning run's tables.
  public let limit: Int
  /// The most bytes if a line can describe the problem: the given limit or ``standardUniformLimit``.
  public let uniformLimit: Int
  /// Receives the size of every reservation, for tests.
  let onRequest: (@Sendable (Int128) -> Void)?
  /// Returns the machine's free memory in bytes. Called only for tables of more than ``unaskedBytes``.
  private let available: @Sendable () -> Int

  /// Smaller tables skip the free-memory check: 64 MiB.
  static let unaskedBytes = 64 << 20

  /// Creates the limits of one planning run.
  ///
  /// - Parameters:
  ///   - limit: The most bytes of one planning run's tables; nil for the defaults.
  ///   - available: Returns the machine's free memory in bytes; called only for tables of more than 64 MiB.
  public init(limit: Int? = nil, available: @escaping @Sendable () -> Int = { .max }) {
    self.init(limit: limit, available: available, onRequest: nil)
  }

  init(
    limit: Int?, available: @escaping @Sendable () -> Int = { .max }, onRequest: (@Sendable (Int128) -> Void)?
  ) {
    self.limit = limit ?? Self.standardLimit
    uniformLimit = limit ?? Self.standardUniformLimit
    self.available = available
    self.onRequest = onRequest
  }

  /// Checks before allocating a table that it is within the limit and the machine's free memory.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, ``PlanningError/notEnoughMemory(bytes:available:)``.
  static func reserve(_ bytes: Int128, limit: Int = current.limit) throws(PlanningError) {
    if bytes > Int128(limit) { throw .tableTooLarge(bytes: Int(clamping: bytes), limit: limit) }
    current.onRequest?(bytes)
    if bytes <= Int128(unaskedBytes) { return }
    let available = current.available()
    if bytes > Int128(available) { throw .notEnoughMemory(bytes: Int(clamping: bytes), available: available) }
  }

  /// Returns whether a table is within the limit, for callers with an alternative method.
  ///
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)``, for which there is no alternative.
  static func allows(_ bytes: Int128, limit: Int = current.limit) throws(PlanningError) -> Bool {
    if bytes > Int128(limit) { return false }
    try reserve(bytes, limit: limit)
    return true
  }
}

extension PlanningError {
  /// Returns the result of `make`, or nil if it hits a limit that another method may not hit.
  ///
  /// - Throws: ``notEnoughMemory(bytes:available:)``, ``timeOver`` and ``cancelled``, for which there is no alternative.
  static func orNil<Value>(_ make: () throws(PlanningError) -> Value?) throws(PlanningError) -> Value? {
    do throws(PlanningError) {
      return try make()
    } catch {
      if error == .cancelled || error == .timeOver { throw error }
      if case .notEnoughMemory = error { throw error }
      return nil
    }
  }
}
