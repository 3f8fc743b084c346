/// Every p-th state stored while steps run, and Revolve in between: the schedule of programs with asynchronous checkpoints.
///
/// The first sweep offloads each p-th state. Then each stretch of p steps, the last first, is reversed by Revolve, while the
/// first state of the one before it is prefetched into a slot that Revolve leaves free.
///
/// N. Kukreja, J. Hückelheim, G. J. Gorman, Backpropagation for long sequences: beyond memory constraints with constant
/// overheads, 2018, arXiv:1806.01117.
struct OverlapPeriods {
  let machine: OverlapMachine
  /// The place of the level in ``OverlapMachine/slower``.
  let channel: Int
  private var pieces: RevolvePieces

  /// Up to this every period is timed; longer ones in steps of a sixteenth.
  private static let mostEach = 256
  /// The most operations to time of one period.
  static let mostOperations = 1 << 20
  /// The most operations to time of all periods: some seconds of work.
  private static let mostOperationsInAll = 1 << 24
  /// The most times of segments to keep from one period to the next.
  private static let mostHeld = 1 << 22

  init(_ machine: OverlapMachine, channel: Int) {
    (self.machine, self.channel) = (machine, channel)
    pieces = Self.pieces(machine)
  }

  private static func pieces(_ machine: OverlapMachine) -> RevolvePieces {
    RevolvePieces(
      machine, plan: BinomialPlan(level: 0, slots: min(machine.slots, machine.length), length: machine.length))
  }

  /// Returns the plan with the least makespan over all periods timed, the shortest of equally good ones; nil if none fits.
  mutating func best() throws(PlanningError) -> OverlapPlan? {
    if machine.slower.isEmpty { return plan(machine.length + 1) }
    var periods: [Int] = []
    var period = 1
    while period <= max(1, machine.length) {
      periods.append(period)
      period += max(1, period < Self.mostEach ? 1 : period / 16)
    }
    var best: OverlapPlan?
    var operationsLeft = PlanningEffort.share(of: Self.mostOperationsInAll)
    // Short periods have the most operations.
    for (index, period) in periods.reversed().enumerated() {
      if operationsLeft <= 0 {
        PlanningEffort.meet()
        break
      }
      try PlanningProgress.report(.timedPeriods, done: index, total: periods.count)
      let (plan, operations) = timed(period, limit: min(Self.mostOperations, operationsLeft))
      operationsLeft -= operations
      if let plan, plan.makespan <= best?.makespan ?? PriceBound.value { best = plan }
    }
    return best
  }

  /// Returns the plan of a period, nil if it does not fit the level or takes too long to time.
  mutating func plan(_ period: Int) -> OverlapPlan? { timed(period, limit: Self.mostOperations).plan }

  private mutating func timed(_ period: Int, limit: Int) -> (plan: OverlapPlan?, operations: Int) {
    let steps = machine.length + 1
    let count = (steps - 1) / period
    if count > 0 && (machine.slower.isEmpty || count > machine.slower[channel].slots) { return (nil, 0) }
    func block(_ steps: Int) -> OverlapShape.Block {
      OverlapShape.Block(
        offset: 0, steps: steps, issue: machine.slots < 2 || steps == 1 ? .after : .before(left: steps))
    }
    let groups =
      count == 0
      ? [] : [OverlapShape.Group(channel: channel, count: count, steps: period, blocks: [block(period)])]
    let shape = OverlapShape(groups: groups, tail: block(steps - count * period), depth: 1, slots: machine.slots)
    if pieces.held > Self.mostHeld { pieces = Self.pieces(machine) }
    let clock = shape.timed(machine, pieces: &pieces, limit: limit)
    if clock.isStopped { return (nil, clock.operations) }
    return (OverlapPlan(machine, shape, makespan: clock.time, unused: clock.unused), clock.operations)
  }
}
