/// Closed-form schedules of equal steps with tapes, for chains that neither prices nor a table can plan.
enum LargeUniformTapes {
  /// Returns the better of two: all room for tapes, or room for one tape and states.
  static func best(_ chain: UniformTapeChain, _ bytes: UniformTapeBytes?) -> (surplus: Int, plan: any SchedulePlan)? {
    var found: [(surplus: Int, plan: any SchedulePlan)] = []
    let slots = chain.room / chain.tapeUnits
    if slots >= 2 {
      let plan = TapesAlonePlan(mixed: MixedPlan(level: 0, slots: slots, length: chain.length), bytes: bytes)
      if let total = try? plan.statistics(length: chain.length, levelCount: 1),
        let surplus = try? chain.surplus(
          forwardSteps: Int128(total.forwardSteps), stateReads: 0, tapeReads: Int128(total.levels[0].reads))
      {
        found.append((surplus, plan))
      }
    }
    let states = chain.stateUnits == 0 ? chain.length : (chain.room - chain.tapeUnits) / chain.stateUnits
    if chain.storesStates && states >= 1 {
      let revolve = BinomialPlan(level: 0, slots: states, length: chain.length - 1)
      let plan = UniformStatesPlan(revolve: revolve, bytes: bytes)
      if let total = try? plan.statistics(length: chain.length, levelCount: 1),
        let surplus = try? chain.surplus(
          forwardSteps: Int128(total.forwardSteps), writes: Int128(total.levels[0].writes),
          stateReads: Int128(total.levels[0].reads), tapeReads: 0)
      {
        found.append((surplus, plan))
      }
    }
    return found.min { $0.surplus < $1.surplus }
  }

  /// Returns a lower bound on the surplus: states and tapes both take the smaller size, and reads are free.
  static func lowerBound(_ chain: UniformTapeChain) -> Int {
    let least = min(chain.stateUnits, chain.tapeUnits)
    if least == 0 { return 0 }
    let more = MixedPlan.forwardSteps(length: chain.length, slots: chain.room / least) - Int128(chain.length)
    let (cost, overflow) = more.multipliedReportingOverflow(by: Int128(chain.forwardCost))
    return overflow ? .max - 1 : Int(clamping: cost)
  }
}

extension UniformTapeChain {
  /// Returns the cost of operations beyond the cost common to all schedules.
  func surplus(
    forwardSteps: Int128, writes: Int128 = 0, stateReads: Int128, tapeReads: Int128
  ) throws(PlanningError) -> Int {
    let terms = [
      (forwardSteps - Int128(length), forwardCost), (writes, writeCost), (stateReads, readCost),
      (tapeReads, tapeReadCost),
    ]
    var sum: Int128 = 0
    for (count, cost) in terms {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int128(cost))
      if overflow || product > Int128(Int.max) { throw .overflow(quantity: .makespan) }
      sum += product
    }
    return try sum.asMakespan()
  }
}

/// ``MixedPlan`` where tapes have a size.
struct TapesAlonePlan: SchedulePlan {
  let mixed: MixedPlan
  let bytes: UniformTapeBytes?

  var countsBytes: Bool { bytes != nil }

  func operations(length: Int) -> OperationSource { mixed.operations(length: length) }

  func statistics(
    length: Int, levelCount: Int
  ) throws(PlanningError) -> Statistics {
    var statistics = try mixed.statistics(length: length, levelCount: levelCount)
    if let bytes {
      statistics.levels[0].peakBytes = try bytes.peak(states: 0, tapes: statistics.levels[0].peakSlots)
    }
    return statistics
  }
}

/// Revolve over the states of equal steps: each step keeps its tape only right before its backward step.
private struct UniformStatesPlan: SchedulePlan {
  let revolve: BinomialPlan
  let bytes: UniformTapeBytes?

  var countsBytes: Bool { bytes != nil }

  func operations(length: Int) -> OperationSource {
    UniformTapePlan(decisions: self, level: 0, bytes: bytes).operations(length: length)
  }

  /// Each backward step of Revolve becomes a step with its tape and that step's backward step. The turn's state is not
  /// stored, so its step's tape adds to the peak of states.
  func statistics(
    length: Int, levelCount: Int
  ) throws(PlanningError) -> Statistics {
    var statistics = try revolve.statistics(length: length - 1, levelCount: 1)
    let (operations, overflow) = statistics.operations.addingReportingOverflow(length)
    if overflow { throw .overflow(quantity: .operations) }
    statistics.operations = operations
    statistics.forwardSteps += length
    statistics.maxStepRuns += 1
    let states = statistics.levels[0].peakSlots
    statistics.levels[0].tapes = length
    statistics.levels[0].peakSlots = states + 1
    if let bytes {
      statistics.levels[0].peakBytes = try bytes.peak(states: states, tapes: 1)
    }
    return statistics
  }
}

extension UniformStatesPlan: UniformTapeDecisions {
  var root: BinomialPlan.State { revolve.root }

  func place(of state: BinomialPlan.State) -> UniformTapePlace { state.isStored ? .stored : .nowhere }

  func decision(for state: BinomialPlan.State, length: Int) -> UniformTapeDecision<BinomialPlan.State> {
    switch revolve.decision(for: state, length: length - 1) {
    case .write(_, let next): return .write(next)
    case .split(let steps, let right, _, let left): return .split(steps: steps, right: right, left: left)
    case .backward, .move, .release: return .tape(state)
    }
  }
}
