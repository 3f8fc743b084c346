import TestSupport
import Testing

@testable import AdjointSchedules
@testable import ScheduleFormats

/// What is said of errors and of schedules that are not proven optimal.
@Suite struct SentenceTests {
  private let caveats: [Caveat] = [
    .heuristic(.uniform, pointless: nil), .heuristic(.uniform, pointless: .init(index: 1, saving: 1250)),
    .heuristicOfTapes(.checkpointSequential), .limitedRuns(1, isLeast: true, excess: nil),
    .limitedRuns(3, isLeast: false, excess: nil), .limitedRuns(3, isLeast: false, excess: 1), .searchEnded,
    .slotTable(entries: 7), .intervalTable(entries: 7),
    .noIntervals(
      because: .tooManyIntervals(bytes: 1 << 40, limit: 1 << 30, fittingRows: 0, fittingLength: 9), parts: 4),
    .noIntervals(because: .tooManySteps(length: 40_000, limit: 32_767), parts: nil),
    .noIntervals(because: .tooMuchWork(what: .intervalEntries, count: 9, limit: 8), parts: 4),
    .noIntervals(because: .cancelled, parts: nil), .roomOfLargest, .slotsOfMean, .fixedParts,
    .everyStateKept,
    .persistent(levels: 1, isRounded: false), .persistent(levels: 2, isRounded: true), .branchesInTurn, .tapesStay,
    .placesStay, .oneLevelOrDivided, .roomRounded(units: [4, 8], slots: 3, splitsLeftOut: true),
    .roomRounded(units: [], slots: nil, splitsLeftOut: true), .noRoomTable,
  ]

  @Test func `no two caveats are alike, and each says first what it is about, without a full stop`() {
    let sentences = caveats.map(\.description)
    #expect(Set(sentences).count == sentences.count)
    for sentence in sentences {
      #expect(sentence.hasPrefix("not proven optimal: ") && sentence.last != "." && !sentence.contains("\n"))
    }
  }

  @Test func `a planner with a limit says so, and whose error it is`() {
    let short = PlanningError.cutShort(.unsuited(planner: .revolve, .tapes))
    #expect(short.subject == .revolve && PlanningError.cancelled.subject == nil)
    #expect(short.description.hasSuffix("alone it may do more"))
  }

  @Test func `an error names the numbers and the remedy`() {
    let rows: [(error: PlanningError, text: String)] = [
      (
        .notEnoughMemory(bytes: 187_650_015, available: 100 << 20),
        "the tables need 179 MiB, and 100 MiB of memory are free; use a machine with more, a shorter chain or fewer slots, or lower the memory limit, which selects another method if there is one"
      ),
      (
        .unsuited(planner: .storeNone, .equalSteps),
        "store-none plans chains whose forward steps all cost the same; give forwardCost as a single number, or use hrevolve"
      ),
    ]
    for (error, text) in rows { #expect(error.description == text) }
    let differing: [RepricingError] = [
      .length(3, costs: 4), .tapes(true), .tapes(false), .size(.chain(.stateSize)),
      .level(1, name: "disk", count: 1), .join,
    ]
    #expect(Set(differing.map(\.description)).count == differing.count)
  }

  @Test func `a note says why a makespan may not be least, and how far it is above the optimum at most`() throws {
    let problem = try uniform(4, levels((1, 0, 0), (3, 100_000_000_000_000_000, 0)))
    let note = try #require(try Planner.multistage.schedule(for: problem).note)
    #expect(
      note.hasPrefix(
        "not proven optimal: multistage is a heuristic; hrevolve plans the same problem at least as well, and without level 1, which only adds cost here, for 99.99 % less; the makespan is at most "
      ) && note.hasSuffix(" % above the optimum"), "\(note)")
    #expect(try Planner.hrevolve.schedule(for: problem).note == nil)
  }

  @Test func `every count of progress has words of its own`() {
    let units: [ProgressUnit] = [
      .work(.tapeTable), .tabulatedLengths, .rowLengths(row: 3, most: 9), .tabulatedStates, .rowStates(row: 3, most: 9),
      .tabulatedRows, .tabulatedSteps, .branchLengths, .pricedStates, .lossPieces, .keptStates, .pricedBackwardSteps,
      .plannedSegments, .replannedParts, .comparedStates, .triedPartCounts, .simulatedPartCounts, .simulatedRuns,
      .triedMaxima, .triedPeriods, .timedPeriods, .timedPlans, .timedOperations, .dividedSlots,
      .chainSlots(chain: 1, count: 2), .countedSegments, .countedBackwardSteps, .countedOperations, .forwardSteps,
    ]
    #expect(Set(units.map(\.description)).count == units.count)
    #expect(ProgressUnit.rowStates(row: 3, most: 9).description == "states of row 3, of at most 9")
    for work in PlanningWork.allCases { #expect(ProgressUnit.work(work).description == work.description) }
  }

  /// It has what every driver must have, and counts.
  private final class Counter: ScheduleDriver {
    var operations = 0
    func forward(from start: Int, to end: Int) { operations += 1 }
    func backward(_ step: Int) { operations += 1 }
    func write(_ step: Int, to level: Int) { operations += 1 }
    func read(_ step: Int, from level: Int) { operations += 1 }
    func discard(_ step: Int, from level: Int) { operations += 1 }
  }

  @Test func `a driver without a function that a schedule calls is told which to add`() throws {
    let counter = Counter()
    let schedule = try Planner.revolve.schedule(for: uniform(9, levels((3, 0, 0))))
    try schedule.run(counter)
    #expect(counter.operations == (try schedule.statistics().operations))
    let further: [(operations: [Operation], function: String)] = [
      ([.join], "join"), ([.tape(level: 0, step: 2), .readTape(level: 0, step: 2)], "readTape"),
      ([.offload(level: 1, step: 2), .prefetch(level: 1, step: 2)], "prefetch"),
      ([.offloadTape(level: 1, step: 2), .prefetchTape(level: 1, step: 2)], "prefetchTape"),
    ]
    for (operations, function) in further {
      for operation in operations {
        let error = #expect(throws: UnsupportedOperation.self) { try counter.run(operation) }
        #expect(error?.operation == operation && error?.description.contains(function) == true)
      }
    }
  }
}
