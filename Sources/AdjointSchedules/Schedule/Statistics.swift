/// What a schedule does in all: counts and peaks, none of them a cost.
public struct Statistics: Hashable, Sendable {
  /// What a schedule does with one level.
  public struct LevelUse: Hashable, Sendable {
    public var writes: Int
    public var reads: Int
    /// The tapes kept, where the chain has tapes.
    public var tapes: Int?
    /// The most slots that are taken at once, by states and tapes.
    public var peakSlots: Int
    /// The most bytes that are taken at once, where the chain states sizes.
    public var peakBytes: Int?

    package init(writes: Int = 0, reads: Int = 0, tapes: Int? = nil, peakSlots: Int = 0, peakBytes: Int? = nil) {
      self.writes = writes
      self.reads = reads
      self.tapes = tapes
      self.peakSlots = peakSlots
      self.peakBytes = peakBytes
    }
  }

  public var operations: Int
  /// The forward steps that are run, each run counted.
  public var forwardSteps: Int
  public var backwardSteps: Int
  /// The most runs of one step F_i while they could still serve, that is before B_{i+1} has run.
  public var maxStepRuns: Int
  /// One entry a level, in the problem's order.
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
