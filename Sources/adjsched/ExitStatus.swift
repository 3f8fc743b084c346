/// The exit statuses documented in the manual, numbered as in `sysexits.h`.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  /// The answer is no: a schedule breaks a rule, or a problem has no schedule.
  case no = 1
  /// The command line is wrong.
  case usage = 64
  /// A file's content is wrong.
  case content = 65
  /// A file cannot be read.
  case unreadable = 66
  /// A limit of the program, such as a total that does not fit 64 bits.
  case limit = 70
  /// A file cannot be created.
  case uncreatable = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// The reader of the output has gone; the status that shells report for SIGPIPE.
  case brokenPipe = 141
}

extension ExitStatus {
  /// The description in the help; nil for statuses that users need not know.
  var summary: String? {
    switch self {
    case .done: return "done"
    case .no: return "the answer is no: a schedule breaks a rule, or a problem has no schedule"
    case .usage: return "the command line is wrong"
    case .content: return "a file's content is wrong"
    case .unreadable: return "a file cannot be read"
    case .limit: return "a limit of the program: a total that does not fit 64 bits, a table too large"
    case .uncreatable: return "a file cannot be created"
    case .inputOutput: return "reading or writing failed"
    case .brokenPipe: return nil
    }
  }
}
