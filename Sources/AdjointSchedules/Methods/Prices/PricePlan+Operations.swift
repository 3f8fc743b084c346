extension PricePlan {
  /// Returns a source of the operations, which generates Revolve's segments separately and copies short segments seen
  /// before.
  func operations(length: Int) -> OperationSource {
    var generator = Generator(plan: self, length: length)
    return { batch in generator.generate(into: &batch) }
  }

  /// Generates the operations of nodes, and those of Revolve's and short segments between them.
  ///
  /// Nearly all operations belong to Revolve's segments, whose decisions then need no wrapping, or, if memory is not
  /// free, to short segments that recur.
  private struct Generator {
    private var nodes: SegmentGenerator<PricePlan>
    private var segment: SegmentGenerator<BinomialPlan>
    private var short: ShortSegments
    private var isWithinSegment = false
    /// False if the lowest tier's slots are on several levels or the chain was cut; then every decision is inspected.
    private let separatesBase: Bool

    init(plan: PricePlan, length: Int) {
      nodes = SegmentGenerator(plan: plan, start: 0, length: length, state: plan.root)
      segment = SegmentGenerator(plan: plan.base, start: 0, length: 0, state: plan.base.root)
      short = ShortSegments(plan: plan)
      separatesBase = !plan.isCut && plan.baseTier?.places.count ?? 1 == 1
    }

    mutating func generate(into batch: inout [Operation]) {
      while !nodes.isFinished && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if isWithinSegment {
          segment.generate(into: &batch)
          if !segment.isFinished { return }
          isWithinSegment = false
          nodes.finishSegment(into: &batch)
          continue
        }
        switch nodes.state {
        case .base(let state) where separatesBase && nodes.length > 0:
          segment.restart(start: nodes.start, length: nodes.length, state: state)
          isWithinSegment = true
        case .node(let index)
        where nodes.length <= ShortSegments.maximumLength
          && short.append(index, start: nodes.start, length: nodes.length, to: &batch):
          nodes.finishSegment(into: &batch)
        default:
          nodes.step(into: &batch)
        }
      }
    }
  }
}
