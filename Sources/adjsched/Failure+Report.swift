import AdjointSchedules
import ScheduleFormats

/// The only place that turns errors into a line on standard error and an exit status.
extension Failure {
  /// Prints the error as one line on standard error and returns the exit status.
  func report() -> ExitStatus {
    if let message { Descriptor.standardError.say(message) }
    return status
  }

  var status: ExitStatus {
    switch self {
    case .usage: return .usage
    case .content: return .content
    case .planning(.cutShort(let error), let origin): return Failure.planning(error, origin).status
    case .planning(let error, let origin):
      switch error {
      case .noSlot, .firstStateMissing, .noRoom, .noRoomForStep, .noRoomForSteps, .tooFewSlots, .tooFewSlotsToShare,
        .tooFewSlotsToJoin,
        .tooLittleMemory, .noRoomForTransfers,
        .tooLittleForTapes, .tooLittleToDivide, .tooFewRuns, .nothingToStartFrom, .jobTooShort,
        .nothingLasts, .killsTooFrequent, .noRoomBesideKept:
        return .no
      case .unsuited: return origin == .commandLine ? .usage : .content
      case .overflow, .tableTooLarge, .notEnoughMemory, .tooManyIntervals, .tooManySteps, .tooMuchWork, .cutShort,
        .cancelled, .timeOver:
        // Only programs that use the library can cancel planning; no command does.
        return .limit
      }
    case .invalid, .noDivision, .unresumable, .unresumableBranch: return .no
    case .calibration(let error): return error.status
    case .tooLarge, .limit: return .limit
    case .unreadable: return .unreadable
    case .uncreatable: return .uncreatable
    case .readFailed, .writeFailed: return .inputOutput
    case .brokenPipe: return .brokenPipe
    case .unexpected: return .limit
    }
  }

  /// The error and its remedy; nil if nothing should be printed.
  var message: String? {
    switch self {
    case .usage(let error): return error.description
    case .content(let file, let reason), .limit(let file, let reason): return "\(file): \(reason)"
    case .invalid(let file, let reason): return "\(file): invalid: \(reason)"
    case .planning(let error, .commandLine): return Self.text(error)
    case .planning(let error, .file(let name)): return "\(name): \(Self.text(error))"
    case .calibration(let error): return error.description
    case .noDivision(let text): return text
    case .unresumable(let file, let due):
      return
        "\(file): nothing that is left leads to backward step \(due), which is due: no state before it is stored any more; run all from the beginning, or, if the program can make x_0 again, give --remake"
    case .unresumableBranch(let file, let branch):
      return
        "\(file): branch \(branch) is not reversed, and its x_0 is not stored any more; run all from the beginning, or, if the program can make each branch's x_0 again, give --remake"
    case .tooLarge(let file, let limit):
      return "\(file): larger than the \(ByteText.allowed(limit)) that a problem may have; is it the right file?"
    case .unreadable(let file, let code): return "\(file): cannot be read: \(Self.text(code)); \(Self.readRemedy(code))"
    case .uncreatable(let file, let code):
      return "\(file): cannot be created: \(Self.text(code)); \(Self.createRemedy(code))"
    case .readFailed(let file, let code): return "\(file): reading failed: \(Self.text(code)); try again or read a copy"
    case .writeFailed(let file, let code):
      return "\(file): writing failed: \(Self.text(code)); \(Self.writeRemedy(code))"
    case .brokenPipe: return nil
    case .unexpected(let text): return "\(text); please report this"
    }
  }

  /// Returns why there is no schedule, with the option for the remedy.
  private static func text(_ error: PlanningError) -> String {
    error.isOfMemoryLimit ? "\(error) (--memory-limit)" : error.description
  }

  /// Returns the system's message for an error number.
  static func text(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  private static func readRemedy(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: return "check the name"
    case EISDIR: return "name a file in it"
    case EACCES, EPERM: return "ask for the right to read it"
    case EBADF: return "name a file, or redirect one there"
    default: return "name another file"
    }
  }

  private static func createRemedy(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: return "create its directory first, or check the name"
    case EISDIR: return "name a file in it"
    case EACCES, EPERM, EROFS: return "name a file in a directory that you may write to"
    default: return "name another file"
    }
  }

  private static func writeRemedy(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: return "free some space, or write elsewhere with -o FILE"
    case EBADF: return "it is closed, or open for reading only: open it, or write elsewhere with -o FILE"
    case EFBIG: return "raise the limit (ulimit -f), or write less with --summary"
    default: return "write elsewhere with -o FILE"
    }
  }
}
