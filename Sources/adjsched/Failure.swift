import AdjointSchedules
import ScheduleFormats

/// Everything that ends the program without a result. What it says and what status it gives: `Failure+Report.swift`.
enum Failure: Error {
  /// Where a problem came from: what a message about it blames.
  enum Origin: Hashable, Sendable {
    case commandLine
    case file(String)
  }

  case usage(UsageError)
  /// A file does not say what it should.
  case content(file: String, reason: String)
  case planning(PlanningError, Origin)
  /// A schedule breaks a rule, or states what is not true.
  case invalid(file: String, reason: String)
  case calibration(CalibrationError)
  /// A file asks for more than the program can count.
  case limit(file: String, reason: String)
  /// A file is larger than the program reads.
  case tooLarge(file: String, limit: Int)
  /// A file cannot be opened; codes are those of `errno`.
  case unreadable(file: String, code: Int32)
  case uncreatable(file: String, code: Int32)
  case readFailed(file: String, code: Int32)
  case writeFailed(file: String, code: Int32)
  /// Whoever read the output has gone.
  case brokenPipe
  /// What no part of the program declares to throw.
  case unexpected(String)

  /// Wraps what any part of the program threw.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as UsageError: self = .usage(error)
    case let error as PlanningError: self = .planning(error, .commandLine)
    default: self = .unexpected("\(error)")
    }
  }
}
