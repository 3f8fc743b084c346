/// The best reversal found of one part of a network from its stored states.
struct JoinRestChain: Sendable {
  /// More stored states than this are not compared in a table of all choices, whose work is their cube.
  private static let tabulated = 48

  /// Its forward steps.
  let steps: Int128
  /// The states that it keeps at first.
  let kept: [Int]
  private let segments: [JoinRestTable.Segment]
  private let schedule: Schedule?

  /// - Parameters:
  ///   - stored: The states that may serve, x_0 first.
  ///   - due: The next backward step.
  ///   - slots: The slots that it may use, at least one.
  init?(stored: [Int], due: Int, slots: Int) throws(PlanningError) {
    if slots < 1 { return nil }
    if stored.count <= Self.tabulated {
      let part = JoinRestTable.Part(places: stored, steps: due + 1, holdsEnd: false)
      var table = try JoinRestTable([part], slots: slots, mostCheckpoints: slots)
      let counts = (1...table.mostCheckpoints).compactMap { count in table.steps(checkpoints: count).map { (count, $0) }
      }
      guard let best = counts.min(by: { $0.1 < $1.1 }) else { return nil }
      steps = Int128(best.1)
      segments = table.segments(checkpoints: best.0)
      kept = segments.map(\.start).reversed()
      schedule = nil
      return
    }
    // Some steps cost one unit, so that the makespan without the backward steps counts them.
    kept = stored.thinned(to: slots)
    guard
      let problem = try? Problem(
        chain: Chain(length: due, forwardCost: .uniform(1), backwardCost: .uniform(0)),
        levels: [Level(name: "memory", slots: slots)], situation: Situation(due: due, stored: [kept])),
      let found = try Completion(problem, planner: .hrevolve, options: PlannerOptions()).unproven()
    else { return nil }
    steps = Int128(found.makespanUnits)
    segments = []
    schedule = found
  }

  /// Returns the parts of a plan.
  ///
  /// - Parameters:
  ///   - start: The position of x_0.
  ///   - beside: The number of states that others hold.
  func parts(from start: Int, beside: Int) -> [CompletionPlan.Part] {
    if let schedule {
      return [CompletionPlan.Part(lead: [], body: SegmentBody(schedule, from: start, home: nil), stored: [beside])]
    }
    return segments.enumerated().map { number, segment in
      .segment(segment, at: start, stored: beside + segments.count - number)
    }
  }
}

extension CompletionPlan.Part {
  /// Revolve for a segment of a network's part that begins at the position `start`, while `stored` states are stored.
  static func segment(_ segment: JoinRestTable.Segment, at start: Int, stored: Int, ranBefore: Bool = false) -> Self {
    let revolve = BinomialPlan(level: 0, slots: segment.slots, length: segment.steps - 1)
    let first = start + segment.start
    return CompletionPlan.Part(
      lead: [.read(level: 0, step: first)],
      body: SegmentBody(revolve, from: first, length: segment.steps - 1, state: revolve.stored), stored: [stored],
      ranBefore: ranBefore)
  }
}

extension [Int] {
  /// Returns at most `count` of the elements, the first among them, the others spread evenly.
  func thinned(to count: Int) -> [Int] {
    if self.count <= count { return self }
    return (0..<count).map { self[Int(Int128($0) * Int128(self.count) / Int128(count))] }
  }
}
