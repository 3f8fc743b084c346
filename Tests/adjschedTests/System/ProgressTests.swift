import AdjointSchedules
import Testing

@testable import adjsched

/// What the progress line says; that a process without a terminal shows none is seen by every test of a process.
@Suite struct ProgressTests {
  @Test func `the line says how much remains`() {
    #expect(Progress.line(12, of: 48, "operations written") == "adjsched: 12 / 48 operations written, 25 %")
    #expect(Progress.line(12, of: nil, "operations written") == "adjsched: 12 operations written")
    #expect(Progress.line(0, of: 0, "MiB read") == "adjsched: 0 MiB read")
    #expect(Progress.line(.max, of: .max, "MiB read").hasSuffix(", 100 %"))
  }

  @Test func `only work of minutes is announced, with a range of times and what ends sooner`() {
    #expect(
      PlanningWork.joinTable.announcement(2_140_000_000)
        == "planning examines up to about 2.1e9 segments of the branches, which takes 7 s to 33 s; faster: shorter branches, fewer slots, or a lower --memory-limit, which selects another method"
    )
    #expect(
      PlanningWork.levelTable.announcement(1 << 38)?.contains(" 2.7e11 splits, which takes 3 min to 14 min; ") == true)
    #expect(PlanningWork.intervalLevelTable.announcement(.max)?.contains(" 9.2e18 entries of a table, ") == true)
    for work in PlanningWork.allCases {
      #expect(work.announcement(1_000_000) == nil)
      #expect(work.announcement(1 << 60)?.contains(work.description) == true)
    }
  }
}
