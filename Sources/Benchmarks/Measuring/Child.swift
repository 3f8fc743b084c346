@preconcurrency import Glibc

/// A program run to its end or its time limit: how it ended, its output, its resources.
///
/// Peak memory is the kernel's count for this one process (`wait4`). The kernel starts that count at the peak of the
/// parent process, which is why the benchmark uses no Foundation and stays small: see ``floor``.
struct Child {
  enum Ending: Equatable {
    case exited(Int32)
    case killed
    case timedOut
    case notStarted
  }

  /// The destination of a child's standard output.
  enum Output {
    case discarded
    case kept
  }

  var ending: Ending
  var seconds: Double
  /// The seconds of processor time.
  var processorSeconds = 0.0
  var peakBytes: Int
  var output = ""
  var errors = ""

  /// The peak that the kernel reports for a minimal program; smaller peaks are not visible.
  static var floor: Int { run(["true"], limit: 10).peakBytes }

  /// Runs a program found along PATH and waits for its end.
  static func run(_ command: [String], limit: Double, output: Output = .discarded) -> Child {
    let (outputFile, errorFile) = (Scratch.path("output"), Scratch.path("errors"))
    var interest = sigset_t()
    sigemptyset(&interest)
    sigaddset(&interest, SIGCHLD)
    // SIGCHLD is blocked so that `sigtimedwait` can wait for it with a time limit.
    sigprocmask(SIG_BLOCK, &interest, nil)

    let start = ContinuousClock.now
    guard let pid = spawn(command, output: output == .kept ? outputFile : "/dev/null", errors: errorFile) else {
      return Child(ending: .notStarted, seconds: 0, peakBytes: 0, errors: "cannot start \(command[0])")
    }
    var (status, usage) = (Int32(0), rusage())
    var isTimedOut = false
    while wait4(pid, &status, WNOHANG, &usage) == 0 {
      let left = limit - (ContinuousClock.now - start).seconds
      if left <= 0 {
        isTimedOut = true
        kill(pid, SIGKILL)
        wait4(pid, &status, 0, &usage)
        break
      }
      var time = timespec(tv_sec: Int(left), tv_nsec: Int((left - left.rounded(.down)) * 1e9))
      sigtimedwait(&interest, nil, &time)
    }
    let seconds = (ContinuousClock.now - start).seconds
    let isExit = status & 0x7f == 0
    return Child(
      ending: isTimedOut ? .timedOut : isExit ? .exited(status >> 8 & 0xff) : .killed,
      seconds: seconds, processorSeconds: usage.ru_utime.seconds + usage.ru_stime.seconds,
      peakBytes: usage.ru_maxrss * 1024,
      output: output == .kept ? TextFile.read(outputFile) ?? "" : "", errors: TextFile.read(errorFile) ?? "")
  }

  private static func spawn(_ command: [String], output: String, errors: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o644)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid = pid_t()
    return posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, environ) == 0 ? pid : nil
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
