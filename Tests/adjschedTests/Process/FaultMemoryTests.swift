import Foundation
import TestSupport
import Testing

/// Less memory than is needed: one sentence and 70, and nothing left behind.
@Suite(.slow) struct FaultMemoryTests {
  @Test(.timeLimit(.minutes(2)))
  func `memory that ulimit denies is 70 with the limit`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("old", to: "file")
    // Operations before their chain have to wait in memory: 160 MiB of them.
    let script = """
      { printf '{"operations":['; yes '{"op":"write","level":0,"step":0},' | head -4000000; } | "$ADJSCHED" verify -o file
      """
    for limit in ["-v", "-d"] {
      let result = try Program.shell("ulimit \(limit) 120000; \(script)", directory: scratch)
      let message =
        "adjsched: out of memory: ulimit allows 120000 KiB; allow more, or use a shorter chain or fewer slots\n"
      #expect(result == Program.Result(status: 70, output: "", error: message), "ulimit \(limit)")
      #expect(try scratch.names() == ["file"], "ulimit \(limit)")
      #expect(try scratch.text(of: "file") == "old", "ulimit \(limit)")
    }
  }

  @Test func `a limit that suffices changes nothing`() throws {
    for arguments in ["revolve -l 3 -m 2", "revolve -l 3 -m x", "verify missing", "revolve -l 3 -m 0"] {
      let free = try Program.shell("\"$ADJSCHED\" \(arguments)")
      #expect(try Program.shell("ulimit -v 200000; \"$ADJSCHED\" \(arguments)") == free, "\(arguments)")
    }
  }
}
