import AdjointSchedules

/// A checked schedule from any tool's file (text, JSON or JSON Lines): its problem and its operations.
///
/// Each operation is replayed on the model's machine as it is read, and the totals in the file are compared with the
/// replay at the end. So a file that can be opened can be run.
///
///     let file = try ScheduleFile(contentsOf: bytes)
///     for operation in file.operations { print(operation) }
public struct ScheduleFile: Sendable {
  /// The chain and the levels from the file.
  public let problem: Problem
  /// The planner named in the file, if any.
  public let planner: String?
  /// The operations. None breaks a rule, and together they reverse the whole chain.
  public let operations: [Operation]
  /// The counts and peaks of the operations.
  public let statistics: Statistics
  /// The sum of the operations' costs, exact, in the unit that the problem's costs are stated in; with overlapped levels,
  /// the time at which the last backward step ends.
  public let makespan: DecimalCost
  /// The number of states left stored after the last operation; 0 for every planner here.
  public let storedStates: Int

  /// Reads and checks a schedule from the bytes of a file.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: ``FormatError`` if the content is not a schedule, ``InvalidSchedule`` if an operation breaks a rule or a
  ///   statement in the file is false, ``ReplayLimit`` if a total does not fit 64 bits.
  /// - Complexity: O(bytes) in time, O(operations) in memory, since they are kept.
  public init(contentsOf bytes: [UInt8]) throws {
    try self.init(reading: ArraySource(bytes))
  }

  /// Reads and checks a schedule from a source such as a pipe.
  ///
  /// - Parameter source: The source, which is read to the end.
  /// - Throws: The same errors, and those of the source.
  /// - Complexity: O(bytes) in time, O(operations) in memory, since they are kept.
  public init<Source: ByteSource>(contentsOf source: Source) throws {
    try self.init(reading: source)
  }

  private init(reading source: any ByteSource) throws {
    var operations: [Operation] = []
    var reader = ScheduleReader(source) { _ in { operation, _, _ in operations.append(operation) } }
    let report = try Verification.report(of: &reader)
    if !report.isValid { throw InvalidSchedule(report: report) }
    problem = report.problem
    planner = report.planner
    statistics = report.statistics
    makespan = DecimalCost(report.makespan, fractionDigits: report.problem.fractionDigits)
    storedStates = report.storedStates
    self.operations = operations
  }

  /// Runs all operations with a driver, in order, up to the first error.
  ///
  /// - Parameter driver: The driver, with x_0 in its buffer.
  /// - Throws: The first error of the driver, which ends the run.
  /// - Complexity: O(operations), plus the driver's work.
  public func run(_ driver: some ScheduleDriver) throws {
    for operation in operations { try driver.run(operation) }
  }
}

/// A schedule file that breaks a rule or makes a false statement.
public struct InvalidSchedule: Error, Hashable, Sendable, CustomStringConvertible {
  /// The result of the replay.
  public let report: VerificationReport

  /// The fault on one line: the operation and its rule, or every false statement.
  public var description: String { report.faults.joined(separator: "; ") }
}
