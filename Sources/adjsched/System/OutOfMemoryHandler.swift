/// What happens when the program may have only so much memory (`ulimit -v`, `ulimit -d`) and needs more.
///
/// Swift's runtime ends a program whose allocation fails, with a report for programmers on standard error. Under such a
/// limit that report goes nowhere and one sentence is said in its place. Without a limit everything stays as it is.
enum OutOfMemoryHandler {
  private struct State {
    /// Where the program's messages go.
    var messages: Int32 = 2
    /// The sentence, ready for a handler that may not allocate.
    var sentence: UnsafeMutablePointer<CChar>?
    var count = 0
  }

  /// Lives outside of Swift's variables, so that the handler meets no exclusivity check.
  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State())
    return state
  }()

  /// Where the program's messages go: standard error, whatever its number is now.
  static var messages: Int32 { state.pointee.messages }

  /// Arranges for the sentence, when there is a limit.
  static func install() {
    guard let kilobytes = limit else { return }
    let copy = fcntl(2, F_DUPFD_CLOEXEC, 3)
    let nowhere = Descriptor.unsafeOpen("/dev/null", O_WRONLY)
    guard copy >= 0, nowhere >= 0, let sentence = strdup(text(kilobytes)) else { return }
    // What is still written to standard error's own number is the runtime's.
    dup2(nowhere, 2)
    state.pointee = State(messages: copy, sentence: sentence, count: strlen(sentence))
    // So the runtime ends a program whose allocation fails; its checks of the program's own faults end otherwise.
    signal(SIGABRT) { _ in OutOfMemoryHandler.end() }
  }

  /// The limit in KiB, as `ulimit` counts, or nil when there is none.
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
