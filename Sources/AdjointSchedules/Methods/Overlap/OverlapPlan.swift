/// The operations of an ``OverlapShape``, generated lazily.
struct OverlapPlan: SchedulePlan {
  let machine: OverlapMachine
  let shape: OverlapShape
  /// The times at the end.
  let makespan: Int128
  /// The slots of level 0 that are never used.
  let unused: Int
  private let base: BinomialPlan

  init(_ machine: OverlapMachine, _ shape: OverlapShape, makespan: Int128, unused: Int) {
    (self.machine, self.shape, self.makespan, self.unused) = (machine, shape, makespan, unused)
    base = BinomialPlan(level: 0, slots: shape.slots, length: machine.length)
  }

  func operations(length: Int) -> OperationSource {
    var generator = Generator(plan: self)
    return { batch in generator.generate(into: &batch) }
  }

  /// Where the plan has come to.
  private enum Place {
    /// The next stretch of the first sweep, and its first state.
    case sweep(group: Int, index: Int, start: Int)
    /// The next stretch to reverse, the state after its last step, and the number of its first block.
    case reversal(group: Int, index: Int, end: Int, number: Int)
  }

  private struct Generator {
    let plan: OverlapPlan
    var place = Place.sweep(group: 0, index: 0, start: 0)
    var actions: ArraySlice<OverlapAction> = []
    var segment: SegmentGenerator<BinomialPlan>?

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if segment != nil {
          segment?.generate(into: &batch)
          if segment?.isFinished ?? true { segment = nil }
          continue
        }
        if actions.isEmpty { actions = nextActions()[...] }
        guard let action = actions.popFirst() else { return }
        if let operation = action.operation(plan.machine) {
          batch.append(operation)
        } else if case .segment(let start, let length, let state) = action {
          segment = SegmentGenerator(plan: plan.base, start: start, length: length, state: state)
        }
      }
    }

    /// Returns the actions of the next stretch or of the tail; none after the last.
    private mutating func nextActions() -> [OverlapAction] {
      let shape = plan.shape
      switch place {
      case .sweep(let group, _, _) where group == shape.groups.count:
        place = .reversal(group: group - 1, index: 0, end: shape.tailStart, number: 0)
        return shape.tailActions()
      case .sweep(let group, let index, let start):
        let stretches = shape.groups[group]
        let isLast = index + 1 == stretches.count
        place = .sweep(group: isLast ? group + 1 : group, index: isLast ? 0 : index + 1, start: start + stretches.steps)
        return shape.sweep(stretches, from: start)
      case .reversal(-1, _, _, _): return []
      case .reversal(let group, let index, let end, let number):
        let stretches = shape.groups[group]
        let isLast = index + 1 == stretches.count
        let start = end - stretches.steps
        place = .reversal(
          group: isLast ? group - 1 : group, index: isLast ? 0 : index + 1, end: start,
          number: number + stretches.blocks.count)
        return shape.stretchActions(stretches, number: number, from: start)
      }
    }
  }
}
