/// How much memory the tables of a planner may take.
///
/// It holds for every table that is made within a call, at any depth:
///
///     try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 30)) { try HRevolve.plan(problem) }
///
/// The two numbers differ in what happens beyond them. The limit belongs to the question: where a table does not fit,
/// another method stands in for it, if there is one, and equal limits give equal schedules on every machine. What the
/// machine has free does not choose a method: a table that needs more is not begun, and nothing stands in for it.
public struct PlanningMemory: Sendable {
  /// The limit where none is given, in bytes: 3 GiB.
  public static let standardLimit = 3 << 30

  /// What holds for the call at hand.
  @TaskLocal public static var current = PlanningMemory()

  /// The most bytes of one planning's tables.
  public let limit: Int
  /// Returns the bytes that the machine has free. Asked only for tables of more than ``unaskedBytes``.
  private let available: @Sendable () -> Int

  /// Tables of so few bytes are made without a look at the machine: 64 MiB.
  static let unaskedBytes = 64 << 20

  public init(limit: Int = standardLimit, available: @escaping @Sendable () -> Int = { .max }) {
    self.limit = limit
    self.available = available
  }

  /// Checks, before a table is allocated, that the machine has room for it.
  ///
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)``.
  static func reserve(_ bytes: Int128) throws(PlanningError) {
    if bytes <= Int128(unaskedBytes) { return }
    let available = current.available()
    if bytes > Int128(available) { throw .notEnoughMemory(bytes: Int(clamping: bytes), available: available) }
  }
}

extension PlanningError {
  /// Returns what `make` gives, or nil when it meets a limit that another method may not meet.
  ///
  /// - Throws: ``notEnoughMemory(bytes:available:)``, for which nothing stands in.
  static func orNil<Value>(_ make: () throws(PlanningError) -> Value?) throws(PlanningError) -> Value? {
    do throws(PlanningError) {
      return try make()
    } catch {
      if case .notEnoughMemory = error { throw error }
      return nil
    }
  }
}
