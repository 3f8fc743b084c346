/// The total effect of a run of operations, in a form in which two consecutive runs can be combined.
///
/// Slots are counted relative to those in use before the run, since a segment does not know what others store.
struct SegmentSummary: Sendable {
  struct LevelUse: Sendable {
    var writes = 0
    var reads = 0
    /// The slots in use at the end, minus those at the start.
    var net = 0
    /// The most slots in use at any moment, minus those at the start; at least 0.
    var peak = 0
  }

  var operations = 0
  var forwardSteps = 0
  var backwardSteps = 0
  var maxStepRuns = 0
  var levels: [LevelUse]

  /// The bytes of the array that a summary holds.
  static func attachedBytes(levelCount: Int) -> Int { 48 + levelCount * MemoryLayout<LevelUse>.stride }

  init(levelCount: Int) {
    levels = Array(repeating: LevelUse(), count: levelCount)
  }

  mutating func write(level: Int) {
    operations += 1
    levels[level].writes += 1
    levels[level].net += 1
    levels[level].peak = max(levels[level].peak, levels[level].net)
  }

  mutating func read(level: Int) {
    operations += 1
    levels[level].reads += 1
  }

  mutating func discard(level: Int) {
    operations += 1
    levels[level].net -= 1
  }

  mutating func backward() {
    operations += 1
    backwardSteps += 1
  }

  /// Appends a forward run over the steps of what follows; their runs are counted there.
  mutating func forward(steps: Int) throws(PlanningError) {
    operations += 1
    forwardSteps = try Self.sum(forwardSteps, steps, .forwardSteps)
  }

  /// Appends `next`.
  mutating func append(_ next: SegmentSummary) throws(PlanningError) {
    operations = try Self.sum(operations, next.operations, .operations)
    forwardSteps = try Self.sum(forwardSteps, next.forwardSteps, .forwardSteps)
    backwardSteps += next.backwardSteps
    maxStepRuns = max(maxStepRuns, next.maxStepRuns)
    for index in levels.indices {
      let use = next.levels[index]
      levels[index].writes += use.writes
      levels[index].reads += use.reads
      levels[index].peak = max(levels[index].peak, levels[index].net + use.peak)
      levels[index].net += use.net
    }
  }

  var statistics: Statistics {
    Statistics(
      operations: operations, forwardSteps: forwardSteps, backwardSteps: backwardSteps,
      maxStepRuns: maxStepRuns,
      levels: levels.map { Statistics.LevelUse(writes: $0.writes, reads: $0.reads, peakSlots: $0.peak) })
  }

  private static func sum(_ a: Int, _ b: Int, _ quantity: Quantity) throws(PlanningError) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow { throw .overflow(quantity: quantity) }
    return sum
  }
}

extension SegmentSummary {
  /// Returns the summary of `count` consecutive runs of the same operations.
  ///
  /// - Complexity: O(log count) additions, by repeated doubling.
  func repeated(_ count: Int) throws(PlanningError) -> SegmentSummary {
    var result = SegmentSummary(levelCount: levels.count)
    var power = self
    var rest = count
    while rest > 0 {
      if rest % 2 == 1 { try result.append(power) }
      rest /= 2
      if rest > 0 { try power.append(power) }
    }
    return result
  }
}
