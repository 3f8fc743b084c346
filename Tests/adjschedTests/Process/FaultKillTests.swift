import Foundation
import TestSupport
import Testing

/// Programs that are ended while they write a file: the old file is intact or the new one whole, never half.
@Suite(.slow) struct FaultKillTests {
  private static let arguments = ["revolve", "-l", "40000", "-m", "3"]

  @Test(.timeLimit(.minutes(4)))
  func `a program that is killed at any time leaves one whole file and no other`() throws {
    let whole = try Program.run(Self.arguments).output
    var kept = 0
    for (round, number) in Array(repeating: [SIGKILL, SIGTERM, SIGINT, SIGKILL], count: 6).joined().enumerated() {
      signal(number, SIG_DFL)
      let scratch = try Scratch()
      defer { scratch.remove() }
      try scratch.write("old", to: "file")
      let process = try Program.start(
        Self.arguments + ["-o", "file"], input: Pipe(), error: Pipe(), directory: scratch)
      // From before the file is opened until after it is complete.
      usleep(UInt32(round) * 1500)
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(try scratch.names() == ["file"], "round \(round), signal \(number)")
      let text = try scratch.text(of: "file")
      #expect(text == "old" || text == whole, "round \(round), signal \(number): \(text.count) characters")
      if text == "old" { kept += 1 }
    }
    // At least the first round ends before anything is written: the loop above has seen a kill that counted.
    #expect(kept > 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a kill in the middle leaves the old file and no other`() throws {
    for number in [SIGKILL, SIGQUIT] {
      let scratch = try Scratch()
      defer { scratch.remove() }
      try scratch.write("old", to: "file")
      let input = Pipe()
      let process = try Program.start(["verify", "-o", "file"], input: input, error: Pipe(), directory: scratch)
      while !Program.hasOpened(fileIn: scratch, process) && process.isRunning { usleep(1_000) }
      #expect(Program.hasOpened(fileIn: scratch, process))
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(try scratch.names() == ["file"], "signal \(number)")
      #expect(try scratch.text(of: "file") == "old", "signal \(number)")
      try input.fileHandleForWriting.close()
    }
  }

  @Test(.enabled(if: canMount, "needs the right to hide a part of /proc from one program"))
  func `where a file cannot be without a name, it has one that tells whose it is, until it is complete`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      timeout 60 \(ownMounts) bash -c '
        mkdir empty; mkfifo in; echo old > file
        run() { exec bash -c "mount --bind empty /proc/\\$\\$/fd; exec \\"\\$ADJSCHED\\" \\"\\$@\\"" bash "$@"; }
        (run revolve -l 3 -m 2 -o file); echo $?; ls -A; tail -n 1 file
        for signal in TERM KILL; do
          run verify in -o file & exec 9> in
          while [ ! -e .adjsched-$!-0.tmp ]; do sleep 0.01; done; kill -$signal $!; wait $!; echo $?
          ls -A | grep -c "^[.]adjsched-[0-9]*-0[.]tmp$"; tail -n 1 file
        done'
      """, directory: scratch)
    let last = "discard 0 0\n"
    let expected = "0\nempty\nfile\nin\n\(last)143\n0\n\(last)137\n1\n\(last)"
    #expect(result.output == expected, "\(result.error)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `a signal during the start ends the program like any other`() throws {
    let statuses: [(signal: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129), (SIGKILL, 137)]
    for (number, status) in statuses {
      for round in 0..<8 {
        signal(number, SIG_DFL)
        let scratch = try Scratch()
        defer { scratch.remove() }
        let (input, error) = (Pipe(), Pipe())
        let process = try Program.start(["verify", "-o", "file"], input: input, error: error, directory: scratch)
        usleep(UInt32(round) * 700)
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        // Before its handlers are there the signal itself ends the program, which the shell counts the same.
        let ended = process.terminationStatus + (process.terminationReason == .exit ? 0 : 128)
        #expect(ended == status, "signal \(number), round \(round)")
        #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty, "signal \(number), round \(round)")
        #expect(try scratch.names().isEmpty, "signal \(number), round \(round)")
        try input.fileHandleForWriting.close()
      }
    }
  }
}
