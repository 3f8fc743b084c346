import AdjointSchedules

/// A schedule from a file of any tool, text, JSON or JSON Lines: its problem and its operations, all of them checked.
///
/// Each operation is replayed on the model's machine as it is read, and what the file states of the whole is compared with
/// the replay at the end, so that a file that can be opened can be run.
///
///     let file = try ScheduleFile(contentsOf: bytes)
///     for operation in file.operations { print(operation) }
public struct ScheduleFile: Sendable {
  /// The chain and the levels that the file states.
  public let problem: Problem
  /// The planner that the file names, if it does.
  public let planner: String?
  /// The operations, none of which breaks a rule; they reverse the whole chain.
  public let operations: [Operation]
  /// The counts and peaks of the operations.
  public let statistics: Statistics
  /// The sum of the operations' costs, exact, in the unit that the problem's costs are stated in.
  public let makespan: DecimalCost
  /// The number of states that are still stored when all operations have run: 0 from every planner here.
  public let storedStates: Int

  /// Reads and checks the schedule that the bytes of a file state.
  ///
  /// - Parameter bytes: All of the file.
  /// - Throws: ``FormatError`` when the content is not a schedule, ``InvalidSchedule`` when an operation breaks a
  ///   rule or what the file states is not so, ``ReplayLimit`` when a total does not fit 64 bits.
  /// - Complexity: O(bytes) in time, O(operations) in memory, since they are kept.
  public init(contentsOf bytes: [UInt8]) throws {
    try self.init(reading: ArraySource(bytes))
  }

  /// Reads and checks the schedule that a source gives, such as a pipe.
  ///
  /// - Parameter source: Is read to its end.
  /// - Throws: What the other form throws, and whatever the source throws.
  /// - Complexity: O(bytes) in time, O(operations) in memory, since they are kept.
  public init<Source: ByteSource>(contentsOf source: Source) throws {
    try self.init(reading: source)
  }

  private init(reading source: any ByteSource) throws {
    var operations: [Operation] = []
    var reader = ScheduleReader(source) { _ in { operation, _ in operations.append(operation) } }
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
  /// - Parameter driver: Has x_0 in its buffer.
  /// - Throws: What a function of the driver throws; no operation is run after that.
  public func run(_ driver: some ScheduleDriver) throws {
    for operation in operations { try driver.run(operation) }
  }
}

/// A schedule file that breaks a rule, or states what is not so.
public struct InvalidSchedule: Error, Hashable, Sendable, CustomStringConvertible {
  /// What came of the replay.
  public let report: VerificationReport

  /// What is wrong, on one line: the operation and its rule, or every statement that is not true.
  public var description: String { report.faults.joined(separator: "; ") }
}
