import Foundation
import TestSupport
import Testing

/// An interrupt ends the program with the shell's status and leaves nothing behind.
@Suite(.slow) struct InterruptTests {
  @Test(.timeLimit(.minutes(2)))
  func `an interrupt leaves the old file and no other`() throws {
    let statuses: [(signal: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)]
    for (number, status) in statuses {
      // A shell that runs the tests in the background has the children ignore interrupts.
      signal(number, SIG_DFL)
      let scratch = try Scratch()
      defer { scratch.remove() }
      try scratch.write("old", to: "file")
      // The program waits for the rest of its input, its output file begun, until the signal comes.
      let (input, error) = (Pipe(), Pipe())
      let process = try Program.start(
        ["verify", "-o", "file"], input: input, error: error, directory: scratch)
      defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
      while !Program.hasOpened(fileIn: scratch, process) && process.isRunning { usleep(1_000) }
      #expect(try scratch.names() == ["file"])
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == status)
      #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty)
      #expect(try scratch.names() == ["file"])
      #expect(try scratch.text(of: "file") == "old")
      try input.fileHandleForWriting.close()
    }
  }
}
