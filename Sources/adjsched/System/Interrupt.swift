/// Handles terminating signals: nothing unfinished is left behind.
///
/// A signal handler may do almost nothing: no allocation, no lock, no Swift object. It removes one file whose name is
/// ready as a C string, erases the progress line and ends the process.
enum Interrupt {
  private struct State {
    /// The temporary file to remove, or nil.
    var temporary: UnsafeMutablePointer<CChar>?
    var showsProgress = false
    /// The descriptor of the progress line.
    var messages: Int32 = 2
  }

  /// Allocated memory rather than a Swift variable, so that the handler triggers no exclusivity check.
  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State())
    return state
  }()

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]

  /// Installs the handlers, which end with status 128 + the signal's number, as shells report it.
  static func install() {
    // Initialised now, because the handler must not be the first to use it.
    state.pointee.messages = Descriptor.standardError.number
    for number in signals {
      var old = sigaction()
      _ = sigaction(number, nil, &old)
      // `nohup` and shells without job control have the signal ignored; keep that.
      if isIgnored(old) { continue }
      var new = sigaction()
      new.__sigaction_handler.sa_handler = { number in Interrupt.end(number) }
      sigemptyset(&new.sa_mask)
      _ = sigaction(number, &new, nil)
    }
    // A write beyond the file size limit is an error of that write.
    _ = signal(SIGXFSZ, SIG_IGN)
    // So is a write to a closed pipe; if it is the pipe of the messages, the status does not change.
    _ = signal(SIGPIPE, SIG_IGN)
    // A parent that starts programs from a thread with blocked signals passes the mask on unintentionally.
    var handled = handledSet
    sigprocmask(SIG_UNBLOCK, &handled, nil)
  }

  /// Runs `body` with signals blocked, so that a file and the record of it change together.
  static func withSignalsBlocked<Result, Fault: Error>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    var held = handledSet
    var old = sigset_t()
    sigprocmask(SIG_BLOCK, &held, &old)
    defer { sigprocmask(SIG_SETMASK, &old, nil) }
    return try body()
  }

  /// Sets the file to remove on a signal; nil for none. Call it within ``held(_:)``.
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

  /// Removes the unfinished file; called by signal handlers.
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
