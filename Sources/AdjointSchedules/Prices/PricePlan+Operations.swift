extension PricePlan {
  /// Returns a source of the operations, in which Revolve's segments are generated on their own.
  func operations(length: Int) -> OperationSource {
    // Where the lowest tier's slots are on several levels, or the chain was cut, each decision has to be looked at.
    guard !isCut, baseTier?.places.count ?? 1 == 1 else {
      return operations(from: 0, length: length, state: root)
    }
    var generator = Generator(plan: self, length: length)
    return { batch in generator.generate(into: &batch) }
  }

  /// Generates the nodes' operations, and those of Revolve's segments between them.
  ///
  /// Nearly all operations belong to Revolve's segments, whose decisions then need not be wrapped for the nodes above.
  private struct Generator {
    private var nodes: SegmentGenerator<PricePlan>
    private var segment: SegmentGenerator<BinomialPlan>
    private var isWithinSegment = false

    init(plan: PricePlan, length: Int) {
      nodes = SegmentGenerator(plan: plan, start: 0, length: length, state: plan.root)
      segment = SegmentGenerator(plan: plan.base, start: 0, length: 0, state: plan.base.root)
    }

    mutating func generate(into batch: inout [Operation]) {
      while !nodes.isFinished && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if isWithinSegment {
          segment.generate(into: &batch)
          if !segment.isFinished { return }
          isWithinSegment = false
          nodes.finishSegment(into: &batch)
        } else if nodes.length > 0, case .base(let state) = nodes.state {
          segment.restart(start: nodes.start, length: nodes.length, state: state)
          isWithinSegment = true
        } else {
          nodes.step(into: &batch)
        }
      }
    }
  }
}
