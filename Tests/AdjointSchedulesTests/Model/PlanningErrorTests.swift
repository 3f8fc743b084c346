import Testing

@testable import AdjointSchedules

@Suite struct PlanningErrorTests {
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
  }
}
