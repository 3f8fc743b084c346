import AdjointSchedules
import ScheduleFormats

/// Everything that ends the program without a result. For messages and statuses see `Failure+Report.swift`.
enum Failure: Error {
  /// The origin of a problem, to blame in messages.
  enum Origin: Hashable, Sendable {
    case commandLine
    case file(String)
  }

  case usage(UsageError)
  /// The content of a file is invalid.
  case content(file: String, reason: String)
  case planning(PlanningError, Origin)
  /// A schedule breaks a rule or makes a false statement.
  case invalid(file: String, reason: String)
  case calibration(CalibrationError)
  /// Jobs are too short for a division; the message is complete.
  case noDivision(String)
  /// Nothing that is left of a schedule leads to the backward step that is due.
  case unresumable(file: String, due: Int)
  /// The memory holds nothing any more from which a branch that is not reversed could be run.
  case unresumableBranch(file: String, branch: Int)
  /// A file exceeds what the program can count.
  case limit(file: String, reason: String)
  /// A file is larger than the program accepts.
  case tooLarge(file: String, limit: Int)
  /// A file cannot be opened; codes are those of `errno`.
  case unreadable(file: String, code: Int32)
  case uncreatable(file: String, code: Int32)
  case readFailed(file: String, code: Int32)
  case writeFailed(file: String, code: Int32)
  /// The reader of the output has gone.
  case brokenPipe
  /// An error that no part of the program declares to throw.
  case unexpected(String)

  /// Wraps any error thrown by the program, blaming what it is about.
  init(_ error: any Error, blaming origin: Origin = .commandLine) {
    let file = if case .file(let name) = origin { name } else { "the command line" }
    switch error {
    case let failure as Failure: self = failure
    case let error as UsageError: self = .usage(error)
    case let error as PictureWindowError: self = .usage(UsageError(error))
    case let error as PlanningError: self = .planning(error, origin)
    case let error as CalibrationError: self = .calibration(error)
    case let error as FormatError: self = .content(file: file, reason: error.description)
    case let error as RepricingError: self = .content(file: file, reason: error.description)
    case let error as ReplayLimit: self = .limit(file: file, reason: error.description)
    default: self = .unexpected("\(error)")
    }
  }
}
