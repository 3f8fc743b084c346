import AdjointSchedules
import SeededRandom
import TestSupport
import Testing

@testable import ScheduleFormats

/// Which steps have run, and the re-runs of schedules that are only a part of a reversal.
@Suite struct StepCoverTests {
  @Test func `steps are counted once, in any order`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var (cover, known) = (StepCover(), Set<Int>())
      for _ in 0..<random.int(1...30) {
        let start = random.int(0...60)
        let range = start..<start + random.int(1...9)
        cover.insert(range)
        known.formUnion(range)
        #expect(cover.count == known.count)
      }
    }
  }

  @Test func `what is left of a reversal has the re-runs of its own steps`() throws {
    // x_5 is stored: steps 5 and 0 to 3 run, step 4 does not.
    let problem = try uniform(9, levels((1, 0, 0), (nil, 3, 1))).with(situation: Situation(due: 6, stored: [[5], [0]]))
    let schedule = try Planner.hrevolve.schedule(for: problem)
    let picture = try SchedulePicture(schedule)
    let runs = Set(
      schedule.flatMap { operation -> [Int] in
        if case .forward(let from, let to) = operation { Array(from..<to) } else { [] }
      })
    #expect(picture.rerunSteps == (try schedule.statistics().forwardSteps) - runs.count && picture.rerunSteps >= 0)
    #expect(runs.count < 9)
    let whole = try SchedulePicture(Planner.hrevolve.schedule(for: try uniform(9, levels((2, 0, 0)))))
    #expect(whole.rerunSteps == whole.statistics.forwardSteps - 9)
  }

  @Test func `a leg has no fewer than none`() throws {
    let division = try JobDivision(try uniform(60, levels((3, 0, 0), (nil, 5, 4))), limit: 60, restartCost: 5)
    #expect(division.legs.count > 2)
    for leg in division.legs {
      var bytes: [UInt8] = []
      try ScheduleWriter(format: .jsonl).write(leg, to: &bytes)
      guard case .picture(let picture) = try SchedulePicture.read(ArraySource(bytes)) else {
        Issue.record("a leg is a schedule")
        continue
      }
      #expect((0...picture.statistics.forwardSteps).contains(picture.rerunSteps))
    }
  }
}
