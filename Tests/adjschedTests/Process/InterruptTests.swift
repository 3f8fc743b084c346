import Foundation
import Testing

/// An interrupt ends the program with the shell's status and leaves nothing behind.
@Suite struct InterruptTests {
  @Test(.timeLimit(.minutes(2)))
  func anInterruptLeavesTheOldFileAndNoOther() throws {
    let statuses: [(signal: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)]
    for (number, status) in statuses {
      // A shell that runs the tests in the background has the children ignore interrupts.
      signal(number, SIG_DFL)
      let scratch = try Scratch()
      defer { scratch.remove() }
      try scratch.write("old", to: "file")
      let error = Pipe()
      // Far more operations than fit any disk: it is still writing when the signal comes.
      let process = try Program.start(
        ["revolve", "-l", "1000000000000", "-m", "3", "-o", "file"], error: error, directory: scratch)
      while try scratch.names().count < 2 && process.isRunning { usleep(1_000) }
      #expect(try scratch.names().count == 2)
      kill(process.processIdentifier, number)
      let said = error.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == status)
      #expect(said.isEmpty)
      #expect(try scratch.names() == ["file"])
      #expect(try scratch.text(of: "file") == "old")
    }
  }
}
