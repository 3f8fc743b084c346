import AdjointSchedules
import ScheduleFormats
import Testing

@testable import adjsched

/// The statuses and lines that take too much to provoke in a process.
@Suite struct FailureTests {
  @Test func `planning errors blame where the problem came from`() {
    let unsuited = PlanningError.unsuited(planner: .revolve, .oneLevel)
    #expect(Failure.planning(unsuited, .commandLine).status == .usage)
    #expect(
      Failure.planning(unsuited, .commandLine).message
        == "revolve plans exactly one level; use hrevolve, which plans any platform")
    #expect(Failure.planning(unsuited, .file("p.json")).status == .content)
    #expect(
      Failure.planning(unsuited, .file("p.json")).message
        == "p.json: revolve plans exactly one level; use hrevolve, which plans any platform")
    #expect(Failure.planning(.tableTooLarge(bytes: 2 << 30, limit: 1 << 30), .commandLine).status == .limit)
    #expect(Failure.planning(.noSlot(length: 1), .file("p.json")).status == .no)
    #expect(Failure.planning(.noRoom(needed: 2, available: 1), .file("p.json")).status == .no)
  }

  @Test func `reading and writing that fail is 74`() {
    #expect(Failure.readFailed(file: "f", code: 5).status == .inputOutput)
    #expect(Failure.readFailed(file: "f", code: 5).message?.hasPrefix("f: reading failed: ") == true)
    #expect(Failure.writeFailed(file: "f", code: 5).status == .inputOutput)
  }

  @Test func `a reader that has gone is not told`() {
    #expect(Failure.brokenPipe.message == nil)
  }

  @Test func `text from outside stays on one line`() {
    #expect(PrintableText.spelledOut("a\nb\r\t\u{1b}[0m\u{2028}c") == "a\\nb\\r\\t\\u{1b}[0m\\u{2028}c")
    #expect(PrintableText.spelledOut("a\r\nb") == "a\\r\\nb")
    #expect(String(repeating: "x", count: 100).quoted.count == 85)
  }
}
