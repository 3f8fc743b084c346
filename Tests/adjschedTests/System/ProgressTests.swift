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
}
