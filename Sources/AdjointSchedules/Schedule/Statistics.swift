/// The counts and peaks of a schedule and, with overlapped levels, its times in the problem's units.
public struct Statistics: Hashable, Sendable {
  /// The use of one level by a schedule.
  public struct LevelUse: Hashable, Sendable {
    /// The number of states written; on an overlapped level, of those offloaded.
    public var writes: Int
    /// The number of reads, of states and from tapes, without backward steps from tapes; on an overlapped level, of
    /// prefetches.
    public var reads: Int
    /// The number of tapes made, if the chain has tapes.
    public var tapes: Int?
    /// The most slots in use at the same time, by states and tapes.
    public var peakSlots: Int
    /// The most bytes in use at the same time, if the chain has sizes.
    public var peakBytes: Int?
    /// The time that its transfers take, if the level is overlapped.
    public var busyTime: Int?

    package init(
      writes: Int = 0, reads: Int = 0, tapes: Int? = nil, peakSlots: Int = 0, peakBytes: Int? = nil,
      busyTime: Int? = nil
    ) {
      self.writes = writes
      self.reads = reads
      self.tapes = tapes
      self.peakSlots = peakSlots
      self.peakBytes = peakBytes
      self.busyTime = busyTime
    }
  }

  /// The number of operations.
  public var operations: Int
  /// The number of forward step runs, with or without a tape.
  public var forwardSteps: Int
  /// The number of backward steps.
  public var backwardSteps: Int
  /// The most runs of any one step F_i while they are still useful, that is before B_{i+1}.
  public var maxStepRuns: Int
  /// The time in which steps run and levels are written and read, if some level is overlapped.
  public var computeTime: Int?
  /// The time in which they wait for a state or a slot: the rest of the makespan, if some level is overlapped.
  public var stallTime: Int?
  /// One entry per level, in the problem's order.
  public var levels: [LevelUse]

  package init(
    operations: Int = 0, forwardSteps: Int = 0, backwardSteps: Int = 0, maxStepRuns: Int = 0,
    levels: [LevelUse]
  ) {
    self.operations = operations
    self.forwardSteps = forwardSteps
    self.backwardSteps = backwardSteps
    self.maxStepRuns = maxStepRuns
    self.levels = levels
  }
}
