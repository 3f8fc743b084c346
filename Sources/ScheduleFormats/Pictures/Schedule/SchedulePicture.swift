import AdjointSchedules

/// The picture of a schedule: the position in the chain over time, and how long each state is stored.
///
/// Times are sums of costs in the problem's units, positions are numbers of states. The size of the picture is bounded
/// for schedules of any length: a few operations have individual lines or bars; of many, those narrower than a column
/// of the picture are merged with their neighbours.
public struct SchedulePicture: Sendable {
  /// An activity that takes time.
  public enum Activity: Int, CaseIterable, Sendable {
    /// A forward run from a state to a later one: a rising line.
    case forward
    /// A backward step, from the adjoint of x_{i+1} to that of x_i: a falling line, level for the turn.
    case backward
    /// Writing or reading a state, if it costs anything: a level line.
    case transfer
  }

  /// An operation that takes time or, if `isMerged`, a block of several that are too narrow to tell apart.
  public struct Line: Hashable, Sendable {
    public var activity: Activity
    /// The times when it starts and ends.
    public var start: Int
    public var end: Int
    /// The states where it starts and ends.
    public var from: Int
    public var to: Int
    public var isMerged = false
  }

  /// A state stored on a level from `start` to `end` or, if `isMerged`, several with neighbouring states or times.
  public struct Bar: Hashable, Sendable {
    /// The level's index, or ``SchedulePicture/lanes`` - 1 for it and all slower ones.
    public var lane: Int
    public var state: Int
    /// The times when it is written and freed.
    public var start: Int
    public var end: Int
    /// True for the tape of step `state`, drawn between x_state and the next state.
    public var isTape = false
    public var isMerged = false
  }

  /// What the chain's picture does not show of a timeline, drawn in a lane of its own.
  public struct Channel: Hashable, Sendable {
    /// The overlapped level, or nil for the stalls of the computing side.
    public var level: Int?
    /// The times of the offloads, or of the stalls.
    public var out: [Span] = []
    /// The times of the prefetches.
    public var back: [Span] = []
  }

  /// A time from `start` to `end` or, in long schedules, several with short gaps.
  public struct Span: Hashable, Sendable {
    public var start: Int
    public var end: Int
  }

  /// The moment when a level first reaches its peak number of states and tapes.
  public struct Peak: Hashable, Sendable {
    /// The level's index in the problem.
    public var level: Int
    /// The number of states and tapes at that moment.
    public var slots: Int
    /// The moment.
    public var time: Int
    /// The state written at that moment, or the one after the tape's step.
    public var state: Int
  }

  /// The most levels that look different.
  public static let lanes = 8
  /// The most merged lines, and the most merged bars, of a picture, besides at most 4096 others of each kind.
  public static let maximumMerged = 8192

  /// The problem of the schedule.
  public let problem: Problem
  /// The range of states in the picture: the whole chain or a window.
  public let states: ClosedRange<Int>
  /// The time range of the picture.
  public let times: ClosedRange<Int>
  /// The planner's name, if any.
  public let planner: String?
  /// The makespan of the whole schedule, in the problem's units.
  public let makespan: Int
  /// The counts and peaks of the whole schedule.
  public let statistics: Statistics
  /// The peaks of the levels that ever hold a state, in the problem's order.
  public let peaks: [Peak]
  /// The lines of the operations that take time.
  public let lines: [Line]
  /// The bars of stored states and tapes.
  public let bars: [Bar]
  /// With overlapped levels, the stalls of the computing side and the transfers of each channel.
  public var channels: [Channel] = []
  /// How many different forward steps run; nil if all of the problem do.
  var stepsRun: Int?

  /// True if nothing is drawn: the schedule reverses none of a window's steps.
  public var isEmpty: Bool { lines.isEmpty && bars.isEmpty }

  /// True if the picture shows the whole schedule.
  var isWhole: Bool { states == 0...problem.chain.length }

  /// The peaks inside the picture.
  var shownPeaks: [Peak] { peaks.filter { states.contains($0.state) && times.contains($0.time) } }

  /// The forward step runs beyond one run of each that runs at all: not all do where a schedule begins in a situation, or ends
  /// before its chain does.
  public var rerunSteps: Int { statistics.forwardSteps - (stepsRun ?? problem.steps) }
}
