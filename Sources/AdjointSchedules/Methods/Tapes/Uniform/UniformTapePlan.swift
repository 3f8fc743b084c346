/// The schedule given by decisions about equal steps with tapes.
///
/// - Complexity: one decision per operation; memory in the number of stored states and of runs of tapes.
struct UniformTapePlan<Decisions: UniformTapeDecisions>: SchedulePlan {
  let decisions: Decisions
  let level: Int
  /// The bytes of states, tapes and running steps, if known.
  let bytes: UniformTapeBytes?

  var countsBytes: Bool { bytes != nil }

  func statistics(
    length: Int, levelCount: Int
  ) throws(PlanningError) -> Statistics {
    var summaries = try UniformTapeSummaries(decisions, bytes: bytes ?? UniformTapeBytes())
    let total = try summaries.summary(of: decisions.root, length: length)
    func count(_ number: Int128, _ quantity: Quantity) throws(PlanningError) -> Int {
      guard let count = Int(exactly: number) else { throw .overflow(quantity: quantity) }
      return count
    }
    // There are no more writes, reads or stored items than operations.
    let operations = try count(total.operations, .operations)
    var use = Statistics.LevelUse(
      writes: Int(total.writes), reads: Int(total.stateReads + total.tapeReads), tapes: length,
      peakSlots: Int(total.peakSlots))
    if bytes != nil { use.peakBytes = try count(total.peakBytes, .storedBytes) }
    return Statistics(
      operations: operations, forwardSteps: try count(total.forwardSteps, .forwardSteps), backwardSteps: length,
      maxStepRuns: total.maxStepRuns, levels: [use])
  }

  func operations(length: Int) -> OperationSource {
    var generator = Generator(plan: self, length: length)
    return { batch in generator.generate(into: &batch) }
  }

  /// `length` steps from `start` on.
  struct Segment {
    var start: Int
    var length: Int
    var state: Decisions.State
  }

  /// What remains to be done after reversing the current segment.
  enum Pending {
    /// Backward steps, the last first: a run of tapes takes one entry, whatever its length.
    case backward(ClosedRange<Int>)
    /// Read the segment's first state, then reverse it.
    case segment(Segment)
  }

  struct Generator {
    let plan: UniformTapePlan
    private var current: Segment
    private(set) var pending: [Pending] = []

    init(plan: UniformTapePlan, length: Int) {
      self.plan = plan
      current = Segment(start: 0, length: length, state: plan.decisions.root)
    }

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if current.length > 0 {
          reverse(into: &batch)
        } else if let next = pending.popLast() {
          resume(next, into: &batch)
        } else {
          return
        }
      }
    }

    private mutating func resume(_ next: Pending, into batch: inout [Operation]) {
      switch next {
      case .backward(let steps):
        batch.append(.backward(step: steps.upperBound))
        if steps.count > 1 { pending.append(.backward(steps.lowerBound...(steps.upperBound - 1))) }
      case .segment(let segment):
        batch.append(
          plan.decisions.place(of: segment.state) == .stored
            ? .read(level: plan.level, step: segment.start) : .readTape(level: plan.level, step: segment.start))
        current = segment
      }
    }

    /// Appends the first operations of the current segment.
    private mutating func reverse(into batch: inout [Operation]) {
      switch plan.decisions.decision(for: current.state, length: current.length) {
      case .write(let next):
        batch.append(.write(level: plan.level, step: current.start))
        current.state = next
      case .tape(let next):
        if plan.decisions.place(of: current.state) == .stored {
          batch.append(.discard(level: plan.level, step: current.start))
        }
        batch.append(.tape(level: plan.level, step: current.start))
        keep(current.start)
        current = Segment(start: current.start + 1, length: current.length - 1, state: next)
      case .split(let steps, let right, let left):
        batch.append(.forward(from: current.start, to: current.start + steps))
        pending.append(.segment(Segment(start: current.start, length: steps, state: left)))
        current = Segment(start: current.start + steps, length: current.length - steps, state: right)
      }
    }

    /// Adds the backward step of a tape just made.
    private mutating func keep(_ step: Int) {
      if case .backward(let steps) = pending.last, steps.upperBound == step - 1 {
        pending[pending.count - 1] = .backward(steps.lowerBound...step)
      } else {
        pending.append(.backward(step...step))
      }
    }
  }
}
