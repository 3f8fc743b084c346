/// Reports running out of memory under a limit (`ulimit -v`, `ulimit -d`).
///
/// When an allocation fails, Swift's runtime ends the program with a crash report on standard error. Under a limit,
/// that report is suppressed and one sentence is printed instead. Without a limit nothing changes.
enum OutOfMemoryHandler {
  private struct State {
    /// The descriptor for messages.
    var messages: Int32 = 2
    /// The sentence, prepared because the handler may not allocate.
    var sentence: UnsafeMutablePointer<CChar>?
    var count = 0
  }

  /// Allocated memory rather than a Swift variable, so that the handler triggers no exclusivity check.
  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State())
    return state
  }()

  /// The descriptor for messages: standard error, whatever its number is now.
  static var messages: Int32 { state.pointee.messages }

  /// Installs the handler if there is a limit.
  static func install() {
    guard let kilobytes = limit else { return }
    let copy = fcntl(2, F_DUPFD_CLOEXEC, 3)
    let nowhere = Descriptor.unsafeOpen("/dev/null", O_WRONLY)
    guard copy >= 0, nowhere >= 0, let sentence = strdup(text(kilobytes)) else { return }
    // From here on only the runtime writes to descriptor 2.
    dup2(nowhere, 2)
    state.pointee = State(messages: copy, sentence: sentence, count: strlen(sentence))
    // The signal raised by the runtime on a failed allocation; its checks for program errors raise others.
    signal(SIGABRT) { _ in OutOfMemoryHandler.end() }
  }

  /// The limit in KiB, as `ulimit` shows it, or nil if there is none.
  private static var limit: Int? {
    var limits: [Int] = []
    for resource in [__rlimit_resource_t(RLIMIT_AS.rawValue), __rlimit_resource_t(RLIMIT_DATA.rawValue)] {
      var limit = rlimit()
      if getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(Int.max) { limits.append(Int(limit.rlim_cur) >> 10) }
    }
    return limits.min()
  }

  private static func text(_ kilobytes: Int) -> String {
    "adjsched: out of memory: ulimit allows \(kilobytes) KiB; allow more, or use a shorter chain or fewer slots\n"
  }

  private static func end() {
    Interrupt.removeTemporary()
    if let sentence = state.pointee.sentence { _ = write(state.pointee.messages, sentence, state.pointee.count) }
    _exit(ExitStatus.limit.rawValue)
  }
}
