import AdjointSchedules

/// What the picture of a schedule shows: the position in the chain over time, and how long each state is stored.
///
/// Times are sums of costs in the problem's units, positions are numbers of states. A schedule of any length makes a
/// picture of bounded size: while there are few operations each has a line or a bar of its own; of many, those that
/// are narrower than a column of the picture are put together with their neighbours.
public struct SchedulePicture: Sendable {
  /// What takes time.
  public enum Activity: Int, CaseIterable, Sendable {
    /// A forward run from a state to a later one: a rising line.
    case forward
    /// A backward step, from the adjoint of x_{i+1} to that of x_i: a falling line, level for the turn.
    case backward
    /// Writing or reading a state, where that costs anything: a level line.
    case transfer
  }

  /// One operation that takes time, or several that are too narrow to be told apart: `isMerged`, a block.
  public struct Line: Hashable, Sendable {
    public var activity: Activity
    public var start: Int
    public var end: Int
    public var from: Int
    public var to: Int
    public var isMerged = false
  }

  /// A state that a level holds from `start` to `end`, or several of neighbouring states or times: `isMerged`.
  public struct Bar: Hashable, Sendable {
    /// The level's index, or ``SchedulePicture/lanes`` - 1 for it and all slower ones.
    public var lane: Int
    public var state: Int
    public var start: Int
    public var end: Int
    /// True for the tape of step `state`, which lies between x_state and the next.
    public var isTape = false
    public var isMerged = false
  }

  /// The moment when a level first holds the most states and tapes that it ever does.
  public struct Peak: Hashable, Sendable {
    public var level: Int
    /// How many states and tapes it holds then.
    public var slots: Int
    public var time: Int
    /// The state that is written then, or that the tape leads to.
    public var state: Int
  }

  /// Levels beyond these are drawn alike.
  public static let lanes = 8
  /// The most merged lines, and the most merged bars, of a picture; it has at most 4096 others of either kind.
  public static let maximumMerged = 8192

  public let problem: Problem
  /// The states between which the picture shows the schedule: of the whole chain, or of a window.
  public let states: ClosedRange<Int>
  /// The time that the picture shows.
  public let times: ClosedRange<Int>
  /// The planner's name, where there is one.
  public let planner: String?
  public let makespan: Int
  public let statistics: Statistics
  /// The peak of each level that ever holds a state, in the problem's order.
  public let peaks: [Peak]
  public let lines: [Line]
  public let bars: [Bar]

  /// True when the picture shows all of the schedule.
  var isWhole: Bool { states == 0...problem.chain.length }

  /// The peaks that lie within the picture.
  var shownPeaks: [Peak] { peaks.filter { states.contains($0.state) && times.contains($0.time) } }

  /// The forward steps that are run beyond one run of each.
  public var rerunSteps: Int { statistics.forwardSteps - problem.steps }
}
