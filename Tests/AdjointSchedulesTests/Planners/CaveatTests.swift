import Testing

@testable import AdjointSchedules

/// Every caveat is one sentence of its own, without a full stop.
@Suite struct CaveatTests {
  private let caveats: [Caveat] = [
    .heuristic(.uniform, pointless: nil), .heuristic(.uniform, pointless: .init(index: 1, saving: 1250)),
    .heuristicOfTapes(.checkpointSequential), .limitedRuns(1, isLeast: true, excess: nil),
    .limitedRuns(3, isLeast: false, excess: nil), .limitedRuns(3, isLeast: false, excess: 1), .searchEnded,
    .slotTable(entries: 7), .intervalTable(entries: 7),
    .noIntervals(
      because: .tooManyIntervals(bytes: 1 << 40, limit: 1 << 30, fittingRows: 0, fittingLength: 9), parts: 4),
    .noIntervals(because: .tooManySteps(length: 40_000, limit: 32_767), parts: nil),
    .noIntervals(because: .tooMuchWork(what: .intervalEntries, count: 9, limit: 8), parts: 4),
    .noIntervals(because: .cancelled, parts: nil), .roomOfLargest, .everyStateKept,
    .persistent(levels: 1, isRounded: false), .persistent(levels: 2, isRounded: true), .branchesInTurn, .tapesStay,
    .placesStay, .oneLevelOrDivided, .roomRounded(units: [4, 8], slots: 3, splitsLeftOut: true),
    .roomRounded(units: [], slots: nil, splitsLeftOut: true), .noRoomTable,
  ]

  @Test func `no two are alike, and each says first what it is about`() {
    let sentences = caveats.map(\.description)
    #expect(Set(sentences).count == sentences.count)
    for sentence in sentences {
      #expect(sentence.hasPrefix("not proven optimal: ") && sentence.last != "." && !sentence.contains("\n"))
    }
  }

  @Test func `errors are told apart by what may help`() {
    let rows: [(error: PlanningError, memory: Bool, work: Bool, intervals: Bool)] = [
      (.tableTooLarge(bytes: 2, limit: 1), true, true, false),
      (.tooManyIntervals(bytes: 2, limit: 1, fittingRows: 0, fittingLength: 1), true, true, true),
      (.tooManySteps(length: 2, limit: 1), false, true, true), (.noSlot(length: 1), false, false, false),
      (.cutShort(.tableTooLarge(bytes: 2, limit: 1)), true, false, false), (.cancelled, false, false, false),
    ]
    for row in rows {
      #expect(row.error.isOfMemoryLimit == row.memory && row.error.isOfWork == row.work, "\(row.error)")
      #expect(row.error.isOfIntervals == row.intervals, "\(row.error)")
    }
    let unsuited = PlanningError.cutShort(.unsuited(planner: .revolve, .tapes))
    #expect(unsuited.subject == .revolve && PlanningError.cancelled.subject == nil)
  }
}
