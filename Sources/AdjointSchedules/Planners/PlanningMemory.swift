/// How much memory the tables of a planner may take.
///
/// It holds for every table that is made within a call, at any depth:
///
///     let schedule = try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 30)) {
///       try Planner.hrevolve.schedule(for: problem)
///     }
///
/// The two numbers differ in what happens beyond them. The limit belongs to the question: where a table does not fit,
/// another method stands in for it, if there is one, and equal limits give equal schedules on every machine. What the
/// machine has free does not choose a method: a table that needs more is not begun, and nothing stands in for it.
///
/// Whatever grows with the problem asks here before it is made: `reserve(_:limit:)` or `allows(_:limit:)` for a table
/// whose size is known, a `MemoryBudget` for what grows row by row or piece by piece.
public struct PlanningMemory: Sendable {
  /// The limit where none is given, in bytes: 3 GiB.
  public static let standardLimit = 3 << 30
  /// The limit where none is given and a line describes the problem, a chain whose steps are all alike, a join, or a share:
  /// 1 GiB.
  public static let standardUniformLimit = 1 << 30

  /// What holds for the call at hand.
  @TaskLocal public static var current = PlanningMemory()

  /// The most bytes of one planning's tables.
  public let limit: Int
  /// The most bytes where a line describes the problem: what is given, or ``standardUniformLimit``.
  public let uniformLimit: Int
  /// Is told the bytes of everything that asks for room, for tests.
  let onRequest: (@Sendable (Int128) -> Void)?
  /// Returns the bytes that the machine has free. Asked only for tables of more than ``unaskedBytes``.
  private let available: @Sendable () -> Int

  /// Tables of so few bytes are made without a look at the machine: 64 MiB.
  static let unaskedBytes = 64 << 20

  /// Creates what holds for one planning.
  ///
  /// - Parameters:
  ///   - limit: The most bytes of one planning's tables, nil for the standard ones.
  ///   - available: Returns the bytes that the machine has free; asked only for tables of more than 64 MiB.
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

  /// Checks, before a table is allocated, that it is allowed and that the machine has room for it.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, ``PlanningError/notEnoughMemory(bytes:available:)``.
  static func reserve(_ bytes: Int128, limit: Int = current.limit) throws(PlanningError) {
    if bytes > Int128(limit) { throw .tableTooLarge(bytes: Int(clamping: bytes), limit: limit) }
    current.onRequest?(bytes)
    if bytes <= Int128(unaskedBytes) { return }
    let available = current.available()
    if bytes > Int128(available) { throw .notEnoughMemory(bytes: Int(clamping: bytes), available: available) }
  }

  /// Returns whether a table is within the limit, for who has another method.
  ///
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)``, for which nothing stands in.
  static func allows(_ bytes: Int128, limit: Int = current.limit) throws(PlanningError) -> Bool {
    if bytes > Int128(limit) { return false }
    try reserve(bytes, limit: limit)
    return true
  }
}

extension PlanningError {
  /// Returns what `make` gives, or nil when it meets a limit that another method may not meet.
  ///
  /// - Throws: ``notEnoughMemory(bytes:available:)`` and ``cancelled``, for which nothing stands in.
  static func orNil<Value>(_ make: () throws(PlanningError) -> Value?) throws(PlanningError) -> Value? {
    do throws(PlanningError) {
      return try make()
    } catch {
      if error == .cancelled { throw error }
      if case .notEnoughMemory = error { throw error }
      return nil
    }
  }
}
