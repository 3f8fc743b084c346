/// The operations of a plan as nested parts, so that parts that are not entered are never generated.
///
/// - Complexity: O(levels) per visited part, plus the summaries of the distinct segments among them. Repetitions are
///   bisected, so a place in n of them is found in O(log n). Memory for the pending parts, two per entered part, and
///   the summaries.
struct SegmentOutline<Plan: SegmentPlan> {
  private enum Piece {
    case operation(Operation)
    case segment(start: Int, length: Int, state: Plan.State)
    /// The forward pass through the blocks of `range`, where block 0 begins at `start`.
    case writes(SegmentBlocks<Plan.State>, start: Int, range: Range<Int>)
    /// The backward pass through them.
    case reversals(SegmentBlocks<Plan.State>, start: Int, range: Range<Int>)
    /// The backward steps `start` + n for n = `high` down to `low`, each followed by reading x_start again.
    case runs(start: Int, high: Int, low: Int, level: Int)
  }

  private let plan: Plan
  private let problem: Problem
  private let forwardCost: Int
  private let backwardCost: Int
  private var summaries: SegmentSummaries<Plan>

  /// - Precondition: The problem's forward steps all have the same cost, and so do its backward steps.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many distinct segments to keep.
  init(_ plan: Plan, of problem: Problem) throws(PlanningError) {
    guard let forward = problem.chain.forwardCost.common, let backward = problem.chain.backwardCost.common else {
      preconditionFailure("the parts of a chain whose steps differ are not alike")
    }
    self.plan = plan
    self.problem = problem
    (forwardCost, backwardCost) = (forward, backward)
    summaries = try SegmentSummaries(plan, levelCount: problem.levels.count, isWhole: true)
  }

  /// Shows the whole schedule to a visitor, in order.
  mutating func walk(_ visitor: inout some OutlineVisitor) throws(PlanningError) {
    var pieces = [Piece.segment(start: 0, length: problem.chain.length, state: plan.root)]
    var time = 0
    while let piece = pieces.popLast() {
      let summary = try summary(of: piece)
      // The whole schedule's costs fit, so these do too.
      let end = Int(Int128(time) + cost(of: summary))
      if case .operation(let operation) = piece {
        visitor.visit(operation, from: time, to: end)
        time = end
        continue
      }
      let part = part(piece, summary)
      if visitor.entersPart(part, from: time, to: end) {
        pieces += content(of: piece).reversed()
      } else {
        visitor.visit(part, from: time, to: end)
        time = end
      }
    }
  }

  private func cost(of summary: SegmentSummary) -> Int128 {
    var cost =
      Int128(summary.forwardSteps) * Int128(forwardCost) + Int128(summary.backwardSteps) * Int128(backwardCost)
    for (use, level) in zip(summary.levels, problem.levels) {
      cost += Int128(use.writes) * Int128(level.writeCost) + Int128(use.reads) * Int128(level.readCost)
    }
    return cost
  }

  private mutating func summary(of piece: Piece) throws(PlanningError) -> SegmentSummary {
    var summary = SegmentSummary(levelCount: problem.levels.count)
    switch piece {
    case .operation(let operation):
      switch operation {
      case .forward(let from, let to): try summary.forward(steps: to - from)
      case .backward: summary.backward()
      case .write(let level, _): summary.write(level: level)
      case .read(let level, _): summary.read(level: level)
      case .discard(let level, _): summary.discard(level: level)
      case .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join:
        preconditionFailure("segments keep no tapes, overlap nothing and join no branches")
      }
      return summary
    case .segment(_, let length, let state):
      return try summaries.summary(of: state, length: length)
    case .writes(let blocks, _, let range):
      summary.write(level: blocks.level)
      try summary.forward(steps: blocks.steps)
      return try summary.repeated(range.count)
    case .reversals(let blocks, _, let range):
      summary.read(level: blocks.level)
      try summary.append(try summaries.summary(of: blocks.left, length: blocks.steps - 1))
      return try summary.repeated(range.count)
    case .runs(_, let high, let low, let level):
      let count = high - low + 1
      summary.operations = 3 * count
      summary.forwardSteps = Int((Int128(high) + Int128(low)) * Int128(count) / 2)
      summary.backwardSteps = count
      summary.levels[level].reads = count
      return summary
    }
  }

  /// Returns the part as a visitor sees it.
  private func part(_ piece: Piece, _ summary: SegmentSummary) -> OutlinePart {
    let levels = summary.levels.map {
      OutlinePart.LevelUse(writes: $0.writes, reads: $0.reads, net: $0.net, peak: $0.peak)
    }
    func part(
      _ states: ClosedRange<Int>, forward: ClosedRange<Int>?, backward: ClosedRange<Int>?, _ first: Int, _ stride: Int
    ) -> OutlinePart {
      // The turn is drawn level, since there is no adjoint above x_l.
      let adjoints = backward.map {
        min($0.lowerBound, problem.chain.length)...min($0.upperBound, problem.chain.length)
      }
      return OutlinePart(
        operations: summary.operations, states: states, forward: forward, backward: adjoints, levels: levels,
        lasting: (first, stride))
    }
    switch piece {
    case .operation: preconditionFailure("an operation is shown as it is")
    case .segment(let start, let length, _):
      let states = start...(start + length)
      return part(states, forward: length > 0 ? states : nil, backward: start...(start + length + 1), start, 1)
    case .writes(let blocks, let start, let range):
      let first = start + range.lowerBound * blocks.steps
      let end = start + range.upperBound * blocks.steps
      return part(first...end, forward: first...end, backward: nil, first, blocks.steps)
    case .reversals(let blocks, let start, let range):
      let first = start + range.lowerBound * blocks.steps
      let end = start + range.upperBound * blocks.steps
      return part(
        first...(end - 1), forward: blocks.steps > 1 ? first...(end - 1) : nil, backward: first...end, first,
        blocks.steps)
    case .runs(let start, let high, let low, _):
      return part(
        start...(start + high), forward: start...(start + high), backward: (start + low)...(start + high + 1), start, 1)
    }
  }

  /// Returns the contents of a part, in order.
  private func content(of piece: Piece) -> [Piece] {
    switch piece {
    case .operation: return [piece]
    case .segment(let start, let length, let state):
      switch plan.repetition(for: state, length: length) {
      case .blocks(let blocks):
        let end = blocks.count * blocks.steps
        return [
          .writes(blocks, start: start, range: 0..<blocks.count),
          .segment(start: start + end, length: length - end, state: blocks.next),
          .reversals(blocks, start: start, range: 0..<blocks.count),
        ]
      case .runs(let level):
        return [
          .runs(start: start, high: length, low: 1, level: level), .operation(.backward(step: start)),
          .operation(.discard(level: level, step: start)),
        ]
      case nil: return content(start, length, plan.decision(for: state, length: length))
      }
    case .writes(let blocks, let start, let range):
      if range.count == 1 {
        let first = start + range.lowerBound * blocks.steps
        return [
          .operation(.write(level: blocks.level, step: first)),
          .operation(.forward(from: first, to: first + blocks.steps)),
        ]
      }
      let middle = range.lowerBound + range.count / 2
      return [
        .writes(blocks, start: start, range: range.lowerBound..<middle),
        .writes(blocks, start: start, range: middle..<range.upperBound),
      ]
    case .reversals(let blocks, let start, let range):
      if range.count == 1 {
        let first = start + range.lowerBound * blocks.steps
        return [
          .operation(.read(level: blocks.level, step: first)),
          .segment(start: first, length: blocks.steps - 1, state: blocks.left),
        ]
      }
      let middle = range.lowerBound + range.count / 2
      return [
        .reversals(blocks, start: start, range: middle..<range.upperBound),
        .reversals(blocks, start: start, range: range.lowerBound..<middle),
      ]
    case .runs(let start, let high, let low, let level):
      if high == low {
        return [
          .operation(.forward(from: start, to: start + high)), .operation(.backward(step: start + high)),
          .operation(.read(level: level, step: start)),
        ]
      }
      let middle = low + (high - low) / 2
      return [
        .runs(start: start, high: high, low: middle + 1, level: level),
        .runs(start: start, high: middle, low: low, level: level),
      ]
    }
  }

  /// Returns the parts that result from the first decision on a segment.
  private func content(_ start: Int, _ length: Int, _ decision: SegmentDecision<Plan.State>) -> [Piece] {
    switch decision {
    case .backward(let level):
      return [.operation(.backward(step: start))] + (level.map { [.operation(.discard(level: $0, step: start))] } ?? [])
    case .write(let level, let next):
      return [.operation(.write(level: level, step: start)), .segment(start: start, length: length, state: next)]
    case .move(let source, let level, let next):
      return [
        .operation(.write(level: level, step: start)), .operation(.discard(level: source, step: start)),
        .segment(start: start, length: length, state: next),
      ]
    case .release(let level, let next):
      return [.operation(.discard(level: level, step: start)), .segment(start: start, length: length, state: next)]
    case .split(let steps, let right, let level, let left):
      return [
        .operation(.forward(from: start, to: start + steps)),
        .segment(start: start + steps, length: length - steps, state: right),
        .operation(.read(level: level, step: start)),
        .segment(start: start, length: steps - 1, state: left),
      ]
    }
  }
}

extension SegmentPlan {
  func walk(_ visitor: inout some OutlineVisitor, of problem: Problem) throws(PlanningError) {
    var outline = try SegmentOutline(self, of: problem)
    try outline.walk(&visitor)
  }

  var hasOutline: Bool { true }
}
