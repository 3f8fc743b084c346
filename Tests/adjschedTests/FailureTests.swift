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

  @Test func `errors of the libraries blame the file that is read`() throws {
    let problem = try Problem(chain: Chain(length: 3), levels: [])
    let window = try #require(
      #expect(throws: PictureWindowError.self) { try PictureWindow(from: 9).states(of: problem) })
    let cases: [(any Error, adjsched.ExitStatus, String?)] = [
      (FormatError(place: "line 1", reason: "is odd"), .content, "p: line 1: is odd"),
      (RepricingError.join, .content, "p: \(RepricingError.join)"),
      (PlanningError.noSlot(length: 1), .no, "p: \(PlanningError.noSlot(length: 1))"),
      (CalibrationError.memoryRefused(size: 1), .limit, CalibrationError.memoryRefused(size: 1).description),
      (window, .usage, UsageError(window).description),
      (UsageError.noCommand, .usage, UsageError.noCommand.description),
      (Failure.brokenPipe, .brokenPipe, nil),
      (CancellationError(), .limit, "CancellationError(); please report this"),
    ]
    for (error, status, message) in cases {
      let failure = Failure(error, blaming: .file("p"))
      #expect(failure.status == status, "\(error)")
      #expect(failure.message == message)
    }
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
