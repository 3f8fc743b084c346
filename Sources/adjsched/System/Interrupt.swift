/// What happens when the user or the system asks the program to end: nothing unfinished stays behind.
///
/// A signal handler may do next to nothing: no allocation, no lock, no Swift object. It removes one file whose name
/// waits ready as a C string, wipes the progress line and ends the process.
enum Interrupt {
  private struct State {
    /// The temporary file to remove, or nil.
    var temporary: UnsafeMutablePointer<CChar>?
    var showsProgress = false
    /// Where the progress line is.
    var messages: Int32 = 2
  }

  /// Lives outside of Swift's variables, so that the handler meets no exclusivity check.
  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State())
    return state
  }()

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]

  /// Arranges for an end with status 128 + the signal's number, as the shell counts.
  static func install() {
    // Made now: the handler must not be the first to need it.
    state.pointee.messages = Descriptor.standardError.number
    for number in signals {
      var old = sigaction()
      _ = sigaction(number, nil, &old)
      // `nohup` and shells without job control ask for the signal to be ignored; that stays.
      if isIgnored(old) { continue }
      var new = sigaction()
      new.__sigaction_handler.sa_handler = { number in Interrupt.end(number) }
      sigemptyset(&new.sa_mask)
      _ = sigaction(number, &new, nil)
    }
    // A file that may grow no further is an error of the write that met its limit.
    _ = signal(SIGXFSZ, SIG_IGN)
    // So is a pipe that nobody reads; when it is that of the messages, the status stays what it was.
    _ = signal(SIGPIPE, SIG_IGN)
    // A parent that starts programs from a thread with signals held back passes that on without meaning it.
    var handled = handledSet
    sigprocmask(SIG_UNBLOCK, &handled, nil)
  }

  /// Runs `body` with the signals held back, so that a file and what is known of it change together.
  static func withSignalsBlocked<Result, Fault: Error>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    var held = handledSet
    var old = sigset_t()
    sigprocmask(SIG_BLOCK, &held, &old)
    defer { sigprocmask(SIG_SETMASK, &old, nil) }
    return try body()
  }

  /// Says which file to remove at a signal; nil for none. To be called within ``held(_:)``.
  static func setTemporary(_ path: FilePath?) {
    free(state.pointee.temporary)
    state.pointee.temporary = path.flatMap { strdup($0.characters) }
  }

  static func setShowsProgress(_ shows: Bool) {
    state.pointee.showsProgress = shows
  }

  private static var handledSet: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  /// Removes what is unfinished; to be called by signal handlers.
  static func removeTemporary() {
    if let path = state.pointee.temporary { unlink(path) }
  }

  private static func end(_ number: Int32) {
    removeTemporary()
    if state.pointee.showsProgress {
      var wipe: (UInt8, UInt8, UInt8, UInt8) = Progress.wipe
      _ = write(state.pointee.messages, &wipe, 4)
    }
    _exit(128 + number)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    guard let handler = action.__sigaction_handler.sa_handler else { return false }
    // SIG_IGN is the address 1, which Swift cannot import as a function.
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
