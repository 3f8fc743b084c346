import Foundation
import Synchronization
import TestSupport
import Testing

/// The progress line on a terminal, and the interrupt of a process that plans.
@Suite(.slow) struct ProgressLineTests {
  /// Command lines that plan for many seconds, and what the line counts. Online's limits keep it below half a second.
  private static let long = [
    (
      "disk-revolve -l 1000000000 -m 3 --disk-write 1000000000 --disk-read 1000000000 --summary",
      "pairs of pieces, at most"
    ),
    ("budget -l 400000 --level 3:10000000:0 --at-most 1x", " at most"),
    ("join --branch 1000 --branch 1000 -m 60 --summary", "remaining lengths"),
    ("share share.json", "slots given out, chain 1 of 2"),
  ]
  private static let share = #"""
    { "chains": [ { "length": 1000000 }, { "length": 1000000 } ], "levels": [ { "slots": 60000 } ],
      "processors": "each" }
    """#

  private func start(_ line: String, on terminal: Terminal, in scratch: Scratch) throws -> Process {
    // A shell that runs the tests in the background has the children ignore interrupts.
    signal(SIGINT, SIG_DFL)
    try scratch.write(Self.share, to: "share.json")
    let process = try Program.start(line.words, input: Pipe(), error: terminal.theirs, directory: scratch)
    try terminal.theirs.close()
    return process
  }

  @Test(.timeLimit(.minutes(5)), arguments: long)
  func `long planning says how far it has come, and an interrupt ends it`(line: String, what: String) throws {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    defer { scratch.remove() }
    defer { terminal.close() }
    let process = try start(line, on: terminal, in: scratch)
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    let shown = terminal.read(until: what)
    #expect(shown.hasPrefix("\r\u{1B}[Kadjsched: ") && shown.contains(what), "\(line): \(shown)")
    kill(process.processIdentifier, SIGINT)
    let rest = terminal.read()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(line)")
    // The line is gone from the terminal.
    #expect((shown + rest).hasSuffix("\r\u{1B}[K"), "\(line): \(rest)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `work of minutes is announced before it begins, where there is no terminal too`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let error = Pipe()
    let line = "join --branch 1500 --branch 1500 -m 40 --summary"
    let process = try Program.start(line.words, input: Pipe(), error: error, directory: scratch)
    let text = String(decoding: error.fileHandleForReading.availableData, as: UTF8.self)
    #expect(text.hasPrefix("adjsched: note: planning examines up to about ") && text.isOneLine, "\(text)")
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["plan -", "compare -", "join -", "share -"])
  func `a problem that is slow to come says how much of it has been read`(line: String) throws {
    let (scratch, terminal, input) = (try Scratch(), try Terminal(), Pipe())
    defer { scratch.remove() }
    defer { terminal.close() }
    // With an end of the pipe kept open nobody is ended for writing to it, and no signal has to be ignored, which the
    // children of every other test would inherit.
    let kept = dup(input.fileHandleForReading.fileDescriptor)
    defer { close(kept) }
    let process = try Program.start(line.words, input: input, error: terminal.theirs, directory: scratch)
    try terminal.theirs.close()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    // Blanks in front of a problem, until the line is there.
    let writing = DispatchQueue(label: "blanks")
    let blanks = [UInt8](repeating: 0x20, count: 512)
    let descriptor = input.fileHandleForWriting.fileDescriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let isDone = Flag()
    writing.async {
      while !isDone.value.withLock({ $0 }) {
        _ = write(descriptor, blanks, blanks.count)
        usleep(1000)
      }
    }
    #expect(terminal.read(until: "MiB read").contains("MiB read"), "\(line)")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    isDone.value.withLock { $0 = true }
    writing.sync {}
  }

  private final class Flag: Sendable {
    let value = Mutex(false)
  }

  @Test(.timeLimit(.minutes(5)))
  func `nothing is shown to the quiet`() throws {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    defer { scratch.remove() }
    defer { terminal.close() }
    let process = try start("online -l 1000000 --level 60 --summary -q", on: terminal, in: scratch)
    #expect(terminal.read() == "")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
