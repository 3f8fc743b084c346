import AdjointSchedules

/// The progress line on the terminal.
///
/// It appears only if standard error is a terminal and only after half a second, overwrites itself, and is erased
/// before anything else is printed. Work that takes minutes is announced by a permanent line among the notes. Used by
/// one thread at a time, as planners promise their observers.
final class Progress: @unchecked Sendable {
  /// Return to the start of the line and clear it: ESC [ K.
  static let wipe: (UInt8, UInt8, UInt8, UInt8) = (0x0D, 0x1B, 0x5B, 0x4B)

  private let isEnabled: Bool
  private let isQuiet: Bool
  private var announced: Set<PlanningWork> = []
  private var nextTime: UInt64
  private var isShown = false

  private static let delay: UInt64 = 500_000_000
  private static let interval: UInt64 = 100_000_000

  init(isEnabled: Bool) {
    isQuiet = !isEnabled
    self.isEnabled = isEnabled && Descriptor.standardError.isTerminal
    nextTime = Self.now + Self.delay
  }

  /// Updates the line if it is time to.
  ///
  /// - Parameters:
  ///   - what: What is counted, such as `operations written`; evaluated, as the total, only when the line is shown.
  ///   - total: The total, or nil if unknown.
  func show(_ done: Int, _ what: @autoclosure () -> String, of total: () -> Int?) {
    guard isEnabled else { return }
    let now = Self.now
    guard now >= nextTime else { return }
    nextTime = now + Self.interval
    if !isShown { Interrupt.setShowsProgress(true) }
    isShown = true
    Self.put(Self.line(done, of: total(), what()))
  }

  /// Shows the progress of planners and announces long work.
  var observer: PlanningObserver {
    { step in
      if let work = step.beginning { return self.announce(work, step.total ?? 0) }
      self.show(step.done, step.unit.description + (step.planner.map { " (\($0.rawValue))" } ?? "")) { step.total }
    }
  }

  /// Announces, once per kind of work, that it may take minutes.
  private func announce(_ work: PlanningWork, _ count: Int) {
    guard !isQuiet, let text = work.announcement(count), announced.insert(work).inserted else { return }
    erase()
    Descriptor.standardError.say("note: \(text)")
  }

  /// Removes the line.
  func erase() {
    guard isShown else { return }
    isShown = false
    Self.put("")
    Interrupt.setShowsProgress(false)
  }

  /// Returns the text of the line, such as `12 / 48 operations written, 25 %`.
  static func line(_ done: Int, of total: Int?, _ what: String) -> String {
    guard let total, total > 0 else { return "adjsched: \(done) \(what)" }
    let percent = min(100, Int(Double(done) / Double(total) * 100))
    return "adjsched: \(done) / \(total) \(what), \(percent) %"
  }

  private static func put(_ text: String) {
    let bytes = [wipe.0, wipe.1, wipe.2, wipe.3] + Array(text.utf8)
    // Losing the terminal does not stop the work.
    try? Descriptor.standardError.write(bytes)
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
