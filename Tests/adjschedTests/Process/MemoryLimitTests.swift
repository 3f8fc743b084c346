import TestSupport
import Testing

/// `--memory-limit` and a machine with little memory: a sentence with the numbers, status 70.
@Suite struct MemoryLimitTests {
  private func problem(_ scratch: Scratch) throws {
    let costs = (0..<6000).map { String(1 + $0 % 7) }.joined(separator: ",")
    try scratch.write(#"{"chain":{"length":6000,"forwardCost":[\#(costs)]},"levels":[{"slots":3}]}"#, to: "long.json")
  }

  @Test(.slow) func `tables beyond the limit give way to another method, or are refused with what they need`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try problem(scratch)
    let result = try Program.run(["plan", "long.json", "--summary", "--memory-limit", "100MB"], directory: scratch)
    #expect(result.status == 0 && result.error.isOneLine)
    #expect(result.error.contains("needs 396 MiB, more than the memory limit of 95 MiB, so"), "\(result.error)")
    // What it needs is enough.
    let enough = try Program.run(["plan", "long.json", "--summary", "--memory-limit", "396MiB"], directory: scratch)
    #expect(
      enough.status == 0 && !enough.error.contains("memory limit") && enough.output.contains("optimal yes"),
      "\(enough.error)")
    let share = #"{"chains":[{"length":300000},{"length":300000}],"levels":[{"slots":400000}],"processors":"each"}"#
    // Less than a mebibyte is said as it is.
    let small = try Program.run(["plan", "long.json", "--summary", "--memory-limit", "1000B"], directory: scratch)
    #expect(small.status == 70 && small.error.contains("more than the limit of 1000 bytes"), "\(small.error)")
    #expect(small.error.contains("or raise the memory limit (--memory-limit)"), "\(small.error)")
    let divided = try Program.run(
      ["share", "--memory-limit", "1MiB", "--format", "json", "-"], input: Array(share.utf8))
    #expect(divided.status == 0 && divided.output.contains("\"lowerBound\""), "\(divided)")
  }

  @Test func `tables beyond what ulimit leaves are not begun`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try problem(scratch)
    let result = try Program.shell("ulimit -v 200000; \"$ADJSCHED\" plan long.json --summary", directory: scratch)
    #expect(result.status == 70 && result.output == "" && result.error.isOneLine)
    #expect(result.error.contains("the tables need 258 MiB, and "), "\(result.error)")
  }

  @Test func `a limit that is no size is refused`() throws {
    for limit in ["0B", "3", "many"] {
      let result = try Program.run(["revolve", "-l", "3", "-m", "2", "--memory-limit", limit])
      #expect(result.status == 64 && result.error.contains("--memory-limit"), "\(result.error)")
    }
  }
}
