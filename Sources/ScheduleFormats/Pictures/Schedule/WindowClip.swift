import AdjointSchedules

/// Clips a schedule's operations to a window of the chain.
struct WindowClip {
  let states: ClosedRange<Int>
  /// True if the window is the whole chain.
  let isWhole: Bool
  private let length: Int
  private let costs: CostSums

  init(_ states: ClosedRange<Int>, of chain: Chain) {
    self.states = states
    length = chain.length
    isWhole = states == 0...chain.length
    costs = CostSums(chain.forwardCost)
  }

  /// True if the window includes the turn, or the last step's tape, so that nothing is reversed before it.
  var holdsEnd: Bool { states.upperBound == length }

  /// Returns the time at which a run that starts at `start` reaches `state`.
  ///
  /// - Precondition: The run has reached `state`, so its cost up to there fits 64 bits.
  func time(of state: Int, from: Int, startingAt start: Int) -> Int {
    start + (costs.sum(from: from, to: state) ?? 0)
  }

  /// Returns the part of a forward run inside the window.
  func forward(from: Int, to: Int, _ start: Int, _ end: Int) -> SchedulePicture.Line? {
    let (low, high) = (max(from, states.lowerBound), min(to, states.upperBound))
    if low >= high { return nil }
    // Costs of a run other than its steps, such as writing a tape, come after them.
    return SchedulePicture.Line(
      activity: .forward, start: low == from ? start : time(of: low, from: from, startingAt: start),
      end: high == to ? end : time(of: high, from: from, startingAt: start), from: low, to: high)
  }

  /// Returns the line of a backward step if it is in the window.
  func backward(step: Int, _ start: Int, _ end: Int) -> SchedulePicture.Line? {
    let above = min(step + 1, length)
    if step < states.lowerBound || above > states.upperBound { return nil }
    return SchedulePicture.Line(activity: .backward, start: start, end: end, from: above, to: step)
  }

  /// Returns the line of a write or a read, if it takes time.
  func transfer(_ state: Int, _ start: Int, _ end: Int) -> SchedulePicture.Line? {
    if end == start || !states.contains(state) { return nil }
    return SchedulePicture.Line(activity: .transfer, start: start, end: end, from: state, to: state)
  }

  /// Returns the part of a range of states inside the window.
  func common(_ range: ClosedRange<Int>) -> ClosedRange<Int>? {
    range.overlaps(states) ? range.clamped(to: states) : nil
  }
}

/// The time in which the steps of a window are reversed, shown in its picture.
///
/// It starts when the adjoint reaches the window's last state or, if that is the chain's last, when a forward run first
/// reaches the window; it ends with the window's last backward step or with the schedule.
struct WindowTimes {
  private let clip: WindowClip
  /// nil until then.
  private(set) var begin: Int?
  private(set) var end: Int?

  init(_ clip: WindowClip) {
    self.clip = clip
    begin = clip.isWhole ? 0 : nil
  }

  var isRunning: Bool { begin != nil && end == nil }

  /// Records that the schedule begins in a situation: the adjoint may have reached the window before.
  mutating func begin(due: Int) {
    if begin == nil && due < clip.states.upperBound { begin = 0 }
  }

  /// Records a forward run before it is drawn.
  mutating func forward(from: Int, to: Int, _ start: Int, _ end: Int) {
    let first = clip.states.lowerBound
    if begin != nil || !clip.holdsEnd || to < first { return }
    begin = to == first ? end : from > first ? start : clip.time(of: first, from: from, startingAt: start)
  }

  /// Records a backward step after it has been drawn.
  mutating func backward(step: Int, _ end: Int) {
    if begin == nil && step <= clip.states.upperBound { begin = end }
    if step == clip.states.lowerBound && step > 0 && self.end == nil { self.end = end }
  }

  /// Returns the visible part of a time range, relative to the start; nil if none of it is visible or the window has
  /// not started.
  func common(_ start: Int, _ end: Int) -> (start: Int, end: Int)? {
    guard let begin else { return nil }
    let last = self.end ?? end
    if start < begin && end <= begin || start > last || start == last && end > last { return nil }
    return (max(start, begin) - begin, min(end, last) - begin)
  }
}

extension WindowTimes: OutlineVisitor {
  func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool {
    let states = clip.states
    if begin == nil && clip.holdsEnd, let run = part.forward, run.upperBound >= states.lowerBound { return true }
    guard self.end == nil, let steps = part.backward else { return false }
    return begin == nil && steps.lowerBound <= states.upperBound
      || states.lowerBound > 0 && steps.lowerBound <= states.lowerBound
  }

  func visit(_ part: OutlinePart, from start: Int, to end: Int) {}

  mutating func visit(_ operation: Operation, from start: Int, to end: Int) {
    switch operation {
    case .forward(let from, let to): forward(from: from, to: to, start, end)
    case .backward(let step): backward(step: step, end)
    default: break
    }
  }
}
